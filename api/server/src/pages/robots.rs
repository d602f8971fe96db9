//! What crawlers are told: nothing here is for them.

use actix_web::HttpResponse;

/// Answers `/robots.txt` (RFC 9309). Links found elsewhere are kept out of indexes by the header `X-Robots-Tag`.
pub async fn answer() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .body("User-agent: *\nDisallow: /\n")
}
