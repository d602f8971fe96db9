//! `Idempotency-Key`: optional; a retry under the same key gets what the first try made.

use crate::problem::{Problem, ProblemCode};
use actix_web::HttpRequest;
use vestibule_app::idempotency::IdempotencyKey;

/// The key of a request, bound to method, path and body.
///
/// # Errors
/// The [`Problem`] to answer with.
pub fn of(request: &HttpRequest, body: &[u8]) -> Result<Option<IdempotencyKey>, Problem> {
    let Some(header) = request.headers().get("idempotency-key") else {
        return Ok(None);
    };
    let fits =
        |key: &&str| (1..=255).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_graphic());
    let bad = || {
        Problem::new(
            ProblemCode::MalformedRequest,
            "Use 1 to 255 visible ASCII characters as Idempotency-Key.",
        )
    };
    let key = header
        .to_str()
        .ok()
        .filter(fits)
        .ok_or_else(bad)?
        .to_owned();
    let what = [
        request.method().as_str().as_bytes(),
        request.path().as_bytes(),
        body,
    ]
    .join(&0);
    Ok(Some(IdempotencyKey::over(key, &what)))
}
