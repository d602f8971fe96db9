//! The console's document: one for all its routes, with a fresh style nonce.

use super::{policy, text};
use crate::config::HttpConfig;
use actix_web::http::header::CONTENT_SECURITY_POLICY;
use actix_web::{HttpResponse, web};
use base64::{Engine, engine::general_purpose::STANDARD};
use vestibule_app::entropy::{Entropy, SystemEntropy};

/// Answers `/` and every route of the console: which routes it has is its own business.
pub async fn answer(config: web::Data<HttpConfig>) -> HttpResponse {
    let Some(template) = text("console/index.html") else {
        return HttpResponse::ServiceUnavailable()
            .content_type("text/plain; charset=utf-8")
            .body("The console is not built into this server. Run `make build`.\n");
    };
    let entropy: &dyn Entropy = &SystemEntropy;
    let nonce = STANDARD.encode(entropy.bytes::<16>());
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((
            CONTENT_SECURITY_POLICY,
            policy::console(&nonce, config.https),
        ))
        .insert_header(("referrer-policy", "same-origin"))
        // No template of ours: Vite writes the document, with the names of its scripts.
        .body(template.replace("{{nonce}}", &nonce))
}
