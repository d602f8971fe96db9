//! The documentation the server carries: the API to try out at `/api/docs`, and what every problem code means.

use crate::pages;
use crate::problem::{Problem, ProblemCode};
use actix_web::http::header::{CONTENT_ENCODING, CONTENT_SECURITY_POLICY, LOCATION};
use actix_web::{HttpResponse, web};
use askama::Template;
use std::sync::Arc;
use strum::VariantArray;
use utoipa_swagger_ui::{Config, serve};

/// Swagger UI writes its styles into the page; scripts are files of ours alone.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
                      font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Answers `/api/docs`.
pub async fn entrance() -> HttpResponse {
    HttpResponse::PermanentRedirect()
        .insert_header((LOCATION, "/api/docs/"))
        .finish()
}

/// Answers `/api/docs/*`: Swagger UI, vendored.
///
/// # Errors
/// The [`Problem`] to answer with.
pub async fn swagger(file: web::Path<String>) -> Result<HttpResponse, Problem> {
    let config = Arc::new(Config::from("/api/openapi.yaml").use_base_layout());
    let file = serve(&file, config)
        .map_err(|error| Problem::internal(&error.to_string()))?
        .ok_or_else(Problem::not_found)?;
    let mut response = HttpResponse::Ok();
    if file.gzpipped {
        response.insert_header((CONTENT_ENCODING, "gzip"));
    }
    Ok(response
        .content_type(file.content_type)
        .insert_header((CONTENT_SECURITY_POLICY, POLICY))
        .body(file.bytes.into_owned()))
}

/// What every code means.
#[derive(Template)]
#[template(path = "problems.html")]
struct Problems {
    codes: &'static [ProblemCode],
}

/// Answers `/api/docs/problems`: where the `type` of every problem document leads.
pub async fn problems() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((CONTENT_SECURITY_POLICY, POLICY))
        .body(pages::render(&Problems {
            codes: ProblemCode::VARIANTS,
        }))
}
