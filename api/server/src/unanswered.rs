//! What no handler answers: a method that a path does not take, and a path that is no route.

use crate::config::HttpConfig;
use crate::pages::{console, landing};
use crate::problem::{Problem, ProblemCode};
use crate::routes;
use actix_web::http::Method;
use actix_web::http::header::{ACCEPT, ALLOW, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, ResponseError, web};

/// Answers it. `OPTIONS` is a method like others: nothing here is for other origins, and 405 names the same methods.
pub async fn answer(request: HttpRequest, config: web::Data<HttpConfig>) -> HttpResponse {
    let (table, path) = (routes::table(), routes::path(&request));
    if let Some(route) = table.find(path) {
        return method_not_allowed(&request, format!("Allowed here: {}.", route.allow));
    }
    if !wants_a_page(&request) {
        Problem::not_found().error_response()
    } else if table.is_beside_console(path) {
        landing::end(&request, &config, landing::End::NotFound)
    } else {
        console::not_found(&config)
    }
}

/// 405 with what is allowed at the request's path (RFC 9110 15.5.6).
pub fn method_not_allowed(request: &HttpRequest, detail: impl Into<String>) -> HttpResponse {
    let mut refused = Problem::new(ProblemCode::MethodNotAllowed, detail).error_response();
    let route = routes::table().find(routes::path(request));
    let allow = route.map(|route| HeaderValue::from_str(&route.allow));
    if let Some(Ok(allow)) = allow {
        refused.headers_mut().insert(ALLOW, allow);
    }
    refused
}

/// Whether a person's browser asks.
fn wants_a_page(request: &HttpRequest) -> bool {
    let accept = request.headers().get(ACCEPT);
    let accept = accept.and_then(|value| value.to_str().ok());
    *request.method() == Method::GET
        && accept.is_some_and(|accept| accept.contains("text/html"))
        && !routes::path(request).starts_with(&format!("{}/", routes::API))
}
