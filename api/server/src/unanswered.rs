//! What nothing else answers: a wrong method, a route of the console, or nothing at all.

use crate::config::HttpConfig;
use crate::openapi;
use crate::pages::{console, landing};
use crate::problem::Problem;
use actix_web::http::Method;
use actix_web::http::header::{ACCEPT, ALLOW};
use actix_web::{HttpRequest, HttpResponse, ResponseError, web};

/// Doors beside the API, with their methods.
const DOORS: &[(&str, &str)] = &[
    ("/e/{token}", "GET, HEAD, POST"),
    ("/E/{token}", "GET, HEAD, POST"),
    (
        "/mdm/enroll/{organization_id}/{policy_id}",
        "GET, HEAD, POST",
    ),
    ("/scep", "GET, POST"),
    ("/mdm", "PUT"),
    ("/healthz", "GET, HEAD"),
    ("/readyz", "GET, HEAD"),
    ("/preview", "GET, HEAD"),
    ("/api/openapi.yaml", "GET, HEAD"),
    ("/api/docs", "GET, HEAD"),
];

/// Below these the console has no routes.
const NOT_THE_CONSOLE: &[&str] = &[
    "api", "mdm", "scep", "landing", "console", "e", "E", "preview",
];

/// The methods of every path.
pub struct Methods(Vec<(Vec<String>, String)>);

impl Methods {
    /// As the API's description and the list of doors say.
    pub fn known() -> Self {
        let paths = openapi::document().paths.paths;
        let methods = |item: &utoipa::openapi::path::PathItem| {
            let all = [
                ("GET", item.get.is_some()),
                ("HEAD", item.get.is_some() || item.head.is_some()),
                ("POST", item.post.is_some()),
                ("PATCH", item.patch.is_some()),
                ("DELETE", item.delete.is_some()),
            ];
            let there = all
                .iter()
                .filter(|method| method.1)
                .map(|method| method.0)
                .collect::<Vec<_>>();
            there.join(", ")
        };
        let parts = |path: &str| path.split('/').map(str::to_owned).collect();
        let documented = paths
            .iter()
            .map(|(path, item)| (parts(path), methods(item)));
        let doors = DOORS
            .iter()
            .map(|(path, methods)| (parts(path), (*methods).to_owned()));
        Self(documented.chain(doors).collect())
    }

    fn allowed(&self, path: &str) -> Option<&str> {
        let parts: Vec<&str> = path.split('/').collect();
        let fits = |pattern: &[String]| {
            pattern.len() == parts.len()
                && pattern.iter().zip(&parts).all(|(wanted, part)| {
                    wanted == part || wanted.starts_with('{') && !part.is_empty()
                })
        };
        self.0
            .iter()
            .find(|(pattern, _)| fits(pattern))
            .map(|(_, methods)| methods.as_str())
    }
}

/// Answers it.
pub async fn answer(
    request: HttpRequest,
    known: web::Data<Methods>,
    config: web::Data<HttpConfig>,
) -> HttpResponse {
    let first = request.path().split('/').nth(1).unwrap_or_default();
    match known.allowed(request.path()) {
        Some(methods) => wrong_method(methods),
        None if !wants_a_page(&request) => Problem::not_found().error_response(),
        None if NOT_THE_CONSOLE.contains(&first) => {
            landing::end(&request, &config, landing::End::NotFound)
        }
        None => console::answer(config).await,
    }
}

fn wrong_method(methods: &str) -> HttpResponse {
    let mut refused =
        Problem::new("method_not_allowed", format!("Allowed here: {methods}.")).error_response();
    if let Ok(allow) = methods.parse() {
        refused.headers_mut().insert(ALLOW, allow);
    }
    refused
}

/// Whether a person's browser asks.
fn wants_a_page(request: &HttpRequest) -> bool {
    let accept = request.headers().get(ACCEPT);
    *request.method() == Method::GET
        && accept
            .and_then(|value| value.to_str().ok())
            .is_some_and(|accept| accept.contains("text/html"))
        && !request.path().starts_with("/api/v1/")
}
