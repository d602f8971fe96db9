//! The console's document: one for all its routes, with a fresh style nonce.

use super::{policy, text};
use crate::config::HttpConfig;
use actix_web::http::StatusCode;
use actix_web::http::header::CONTENT_SECURITY_POLICY;
use actix_web::{HttpResponse, web};
use base64::{Engine, engine::general_purpose::STANDARD};
use vestibule_app::entropy::{Entropy, SystemEntropy};

/// Answers every address of the console: what is shown there, its own router decides.
pub async fn answer(config: web::Data<HttpConfig>) -> HttpResponse {
    document(&config, StatusCode::OK)
}

/// Answers where there is no page: the console says so, within its frame.
pub fn not_found(config: &HttpConfig) -> HttpResponse {
    document(config, StatusCode::NOT_FOUND)
}

fn document(config: &HttpConfig, status: StatusCode) -> HttpResponse {
    let Some(template) = text("console/index.html") else {
        return HttpResponse::ServiceUnavailable()
            .content_type("text/plain; charset=utf-8")
            .body("The console is not built into this server. Run `make build`.\n");
    };
    let entropy: &dyn Entropy = &SystemEntropy;
    let nonce = STANDARD.encode(entropy.bytes::<16>());
    HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .insert_header((
            CONTENT_SECURITY_POLICY,
            policy::console(&nonce, config.https),
        ))
        .insert_header(("referrer-policy", "same-origin"))
        // No template of ours: Vite writes the document, with the names of its scripts.
        .body(template.replace("{{nonce}}", &nonce))
}
