//! Scripts, styles and pictures of both pages.

use super::{Built, packing};
use crate::extract::conditional;
use actix_web::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_TYPE, EntityTag, VARY};
use actix_web::{HttpRequest, HttpResponse};

/// Answers `/console/*` and `/landing/*`. The console's names change with their content; the landing page's do not.
pub async fn answer(request: HttpRequest) -> HttpResponse {
    let path = request.path().trim_start_matches('/');
    let inside = path
        .strip_prefix("console/")
        .map(|_| format!("console/{path}"));
    let file = inside
        .as_deref()
        .and_then(Built::get)
        .or_else(|| Built::get(path));
    let Some(file) = file.filter(|_| !path.ends_with(".html")) else {
        return HttpResponse::NotFound().finish();
    };
    let tag: String = file.metadata.sha256_hash()[..12]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let tag = EntityTag::new_strong(tag);
    let keep = if path.starts_with("console/") {
        "public, max-age=31536000, immutable"
    } else {
        "public, no-cache"
    };
    let mut head = HttpResponse::Ok();
    head.insert_header((CACHE_CONTROL, keep));
    if path.starts_with("landing/") {
        head.insert_header((VARY, ACCEPT_ENCODING.as_str()));
    }
    conditional::answer(&request, tag, head, |mut response| {
        response.insert_header((CONTENT_TYPE, file.metadata.mimetype()));
        let body = file.data.into_owned();
        if path.starts_with("landing/") {
            packing::answer(&request, response, body)
        } else {
            response.body(body)
        }
    })
}
