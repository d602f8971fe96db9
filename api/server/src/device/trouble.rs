//! What went wrong on our side, told so that no device draws a conclusion from it: it comes again later.

use crate::telemetry::metrics;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::RETRY_AFTER;
use vestibule_app::Failure;

/// Seconds after which a device may come again.
const PATIENCE: u32 = 30;

/// The answer to a request that could not be decided; the cause goes to the log only.
pub(super) fn later(cause: &Failure) -> HttpResponse {
    tracing::error!(%cause, "a device could not be answered");
    come_again(StatusCode::SERVICE_UNAVAILABLE)
}

/// An answer without a body that asks the device to come again.
pub(super) fn come_again(status: StatusCode) -> HttpResponse {
    HttpResponse::build(status)
        .insert_header((RETRY_AFTER, PATIENCE))
        .finish()
}

/// The answer to what cannot be read, or speaks for nobody: a device that is enrolled stays so (Apple, "Managing
/// connections": only 401 and 403 unenroll).
pub(super) fn unreadable(door: &'static str) -> HttpResponse {
    metrics::device(door, "unreadable");
    HttpResponse::BadRequest().finish()
}
