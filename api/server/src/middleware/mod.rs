//! What every request passes: an id, a line in the log, a place in the metrics, and the headers of its answer.

mod headers;
mod redaction;

use crate::config::HttpConfig;
use crate::extract::request_id::{self, RequestId};
use crate::routes::{self, Head, Route};
use crate::telemetry::metrics;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{CONTENT_ENCODING, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, web};
use std::time::Instant;
use vestibule_app::clock::Clock;
use vestibule_app::entropy::{Entropy, SystemEntropy};

/// Gives the request its id, logs and counts it, and completes the headers of its answer.
///
/// # Errors
/// What the handler behind it fails with.
pub async fn guard(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let began = Instant::now();
    let entropy: &dyn Entropy = &SystemEntropy;
    let id = entropy
        .uuid(vestibule_app::clock::SystemClock.now())
        .to_string();
    request.extensions_mut().insert(RequestId(id.clone()));
    let routed = routes::path(request.request());
    let route = routes::table().find(routed);
    let (method, path) = (request.method().clone(), redaction::redacted(routed, route));
    let config = request.app_data::<web::Data<HttpConfig>>().cloned();
    read_head_as_get(&mut request, route);
    let mut response = request_id::under(id.clone(), next.call(request)).await?;
    let (status, took) = (response.status().as_u16(), began.elapsed());
    metrics::request(
        method.as_str(),
        route.map_or("unmatched", |route| route.pattern.as_str()),
        status,
        took,
    );
    tracing::info!(request_id = id, %method, path, status, milliseconds = took.as_millis(), "request");
    let https = config.as_ref().is_some_and(|config| config.https);
    let headers = response.headers_mut();
    if headers.get(CONTENT_ENCODING) == Some(&HeaderValue::from_static("identity")) {
        headers.remove(CONTENT_ENCODING);
    }
    headers::complete(headers, &id, https);
    Ok(response)
}

/// `HEAD` is `GET` without the body (RFC 9110 9.3.2), unless the route says otherwise; the connection leaves the body out by itself.
fn read_head_as_get(request: &mut ServiceRequest, route: Option<&Route>) {
    let as_get = route.is_none_or(|route| route.head == Head::AsGet);
    if *request.method() == Method::HEAD && as_get {
        request.head_mut().method = Method::GET;
    }
}
