//! What every request passes: an id, a line in the log, a place in the metrics, and the headers of its answer.

mod headers;
mod redaction;

use crate::config::HttpConfig;
use crate::extract::request_id::{self, RequestId};
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

/// Below these, `HEAD` has handlers of its own: a `GET` there makes a profile, or asks for a certificate.
const HEAD_APART: &[&str] = &["/api/v1/enroll/profiles/", "/mdm/enroll/", "/scep"];

/// Gives the request its id, logs and counts it, and completes the headers of its answer.
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
    let (method, path) = (
        request.method().clone(),
        redaction::redacted(routed(&request)),
    );
    let config = request.app_data::<web::Data<HttpConfig>>().cloned();
    read_head_as_get(&mut request);
    let mut response = request_id::under(id.clone(), next.call(request)).await?;
    let (status, took) = (response.status().as_u16(), began.elapsed());
    let route = response.request().match_pattern();
    metrics::request(
        method.as_str(),
        route.as_deref().unwrap_or("unmatched"),
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

/// The path as the routes see it: what needs no percent sign has none. The path as sent could hide behind one.
fn routed(request: &ServiceRequest) -> &str {
    request.match_info().get_ref().path()
}

/// `HEAD` is `GET` without the body (RFC 9110 9.3.2); the connection leaves the body out by itself.
fn read_head_as_get(request: &mut ServiceRequest) {
    let path = routed(request);
    let apart =
        HEAD_APART.iter().any(|prefix| path.starts_with(prefix)) && !path.ends_with("/status");
    if *request.method() == Method::HEAD && !apart {
        request.head_mut().method = Method::GET;
    }
}
