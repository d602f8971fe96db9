//! Requests in the shape of Apple Configurator's: devices and their tools, no browsers. A courtesy for a good message, no control.

use actix_web::http::Method;
use actix_web::http::header::{CONTENT_TYPE, USER_AGENT};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::json;
use vestibule_app::Failure;

/// How such programs begin their `User-Agent`.
const PROGRAMS: &[&str] = &[
    "CloudConfiguration/",
    "DeviceManagementClient/",
    "Apple%20Configurator",
    "Apple Configurator",
    "cfgutil",
];

/// Whether a request has that shape.
pub fn is(request: &HttpRequest) -> bool {
    let header = |name| {
        request
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    };
    let signed = request.method() == Method::POST
        && header(CONTENT_TYPE)
            .to_ascii_lowercase()
            .starts_with("application/pkcs7-signature");
    let described = request.headers().contains_key("x-apple-aspen-deviceinfo")
        || request
            .query_string()
            .split('&')
            .any(|part| part.starts_with("deviceinfo="));
    signed
        || described
        || PROGRAMS
            .iter()
            .any(|program| header(USER_AGENT).starts_with(program))
}

/// The answer a device understands ("Managing connections", Apple): JSON `com.apple.unrecognized.device`.
pub fn refuse() -> HttpResponse {
    let message = Failure::ConfiguratorRefused.to_string();
    HttpResponse::Forbidden().json(json!({
        "code": "com.apple.unrecognized.device",
        "description": "A policy with Secure Enrollment cannot be used with Apple Configurator.",
        "message": message,
    }))
}
