//! The id of a request: in its log lines, its audit events, its problem documents and its `X-Request-Id`.

use actix_web::{HttpMessage, HttpRequest};
use std::future::Future;

tokio::task_local! {
    static CURRENT: String;
}

/// The id of a request, set by the middleware.
#[derive(Clone, Debug)]
pub struct RequestId(pub String);

/// The id of a request.
pub fn of(request: &HttpRequest) -> Option<String> {
    request
        .extensions()
        .get::<RequestId>()
        .map(|id| id.0.clone())
}

/// The id of the request being answered.
pub fn current() -> Option<String> {
    CURRENT.try_with(String::clone).ok()
}

/// Answers a request under an id.
pub async fn under<F: Future>(id: String, answer: F) -> F::Output {
    CURRENT.scope(id, answer).await
}
