//! What every request passes: an id, a line in the log, and the headers that keep browsers honest.

use crate::config::Settings;
use crate::extract::request_id::{self, RequestId};
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, web};
use vestibule_app::clock::Clock;
use vestibule_app::entropy::{Entropy, SystemEntropy};

/// The policy of everything that is no page.
const API_POLICY: &str = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; sandbox";

/// Gives the request its id, logs it, and completes the headers of its answer.
pub async fn guard(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let entropy: &dyn Entropy = &SystemEntropy;
    let id = entropy
        .uuid(vestibule_app::clock::SystemClock.now())
        .to_string();
    request.extensions_mut().insert(RequestId(id.clone()));
    let (method, path) = (request.method().clone(), redacted(request.path()));
    let settings = request.app_data::<web::Data<Settings>>().cloned();
    let mut response = request_id::under(id.clone(), next.call(request)).await?;
    let status = response.status().as_u16();
    tracing::info!(request_id = id, %method, path, status, "request");
    let https = settings.as_ref().is_some_and(|settings| settings.https);
    complete(response.headers_mut(), &id, https);
    Ok(response)
}

fn complete(headers: &mut HeaderMap, id: &str, https: bool) {
    let mut set = |name: &'static str, value: &str| {
        let name = HeaderName::from_static(name);
        if let (false, Ok(value)) = (headers.contains_key(&name), HeaderValue::from_str(value)) {
            headers.insert(name, value);
        }
    };
    set("x-request-id", id);
    set("x-content-type-options", "nosniff");
    set("cross-origin-opener-policy", "same-origin");
    set("cross-origin-resource-policy", "same-origin");
    set("origin-agent-cluster", "?1");
    set("referrer-policy", "no-referrer");
    set(
        "permissions-policy",
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()",
    );
    set("content-security-policy", API_POLICY);
    set("x-robots-tag", "noindex, nofollow, noarchive, nosnippet");
    set("cache-control", "no-store");
    if https {
        set(
            "strict-transport-security",
            "max-age=63072000; includeSubDomains",
        );
    }
}

/// A path without the secrets it may carry.
fn redacted(path: &str) -> String {
    let mut parts: Vec<&str> = path.split('/').collect();
    let after = |parts: &[&str], word: &str| {
        parts
            .iter()
            .position(|part| part.eq_ignore_ascii_case(word))
            .map(|place| place + 1)
    };
    for secret in [
        after(&parts, "e"),
        after(&parts, "enroll"),
        after(&parts, "profiles"),
    ]
    .into_iter()
    .flatten()
    {
        if let Some(part) = parts.get_mut(secret)
            && !part.is_empty()
            && *part != "profiles"
            && uuid::Uuid::parse_str(part).is_err()
        {
            *part = "…";
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_and_tickets_stay_out_of_the_log() {
        assert_eq!(redacted("/e/7KQ3X9A-AAAAAAA"), "/e/…");
        assert_eq!(redacted("/E/abc"), "/E/…");
        assert_eq!(
            redacted("/api/v1/enroll/abc/unlock"),
            "/api/v1/enroll/…/unlock"
        );
        assert_eq!(
            redacted("/api/v1/enroll/profiles/secret/status"),
            "/api/v1/enroll/profiles/…/status"
        );
        let id = "01940000-0000-7000-8000-000000000000";
        assert_eq!(
            redacted(&format!("/api/v1/policies/{id}/profiles")),
            format!("/api/v1/policies/{id}/profiles")
        );
        assert_eq!(
            redacted(&format!("/api/v1/profiles/{id}")),
            format!("/api/v1/profiles/{id}")
        );
    }
}
