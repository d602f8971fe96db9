//! Scripts, styles and pictures of both pages.

use super::{Built, packing};
use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
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
    let tag = format!("\"{tag}\"");
    let keep = if path.starts_with("console/") {
        "public, max-age=31536000, immutable"
    } else {
        "public, no-cache"
    };
    let known = request
        .headers()
        .get(IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok());
    let mut response = if known == Some(tag.as_str()) {
        HttpResponse::NotModified()
    } else {
        HttpResponse::Ok()
    };
    response
        .insert_header((ETAG, tag.clone()))
        .insert_header((CACHE_CONTROL, keep));
    if known == Some(tag.as_str()) {
        return response.finish();
    }
    response.insert_header((CONTENT_TYPE, file.metadata.mimetype()));
    let body = file.data.into_owned();
    if path.starts_with("landing/") {
        packing::answer(&request, response, body)
    } else {
        response.body(body)
    }
}
