//! The headers that keep browsers honest, on every answer that does not set its own.

use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};

/// What every answer carries. Pages set their own content security policy, referrer policy and framing.
const EVERYWHERE: &[(&str, &str)] = &[
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("origin-agent-cluster", "?1"),
    ("referrer-policy", "no-referrer"),
    (
        "permissions-policy",
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()",
    ),
    (
        "content-security-policy",
        "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
    ),
    ("x-robots-tag", "noindex, nofollow, noarchive, nosnippet"),
    ("cache-control", "no-store"),
];

/// Two years, and only where the public URL is https.
const HSTS: &str = "max-age=63072000; includeSubDomains";

/// Completes the headers of an answer.
pub(super) fn complete(headers: &mut HeaderMap, request_id: &str, https: bool) {
    let mut set = |name: &'static str, value: &str| {
        let name = HeaderName::from_static(name);
        if let (false, Ok(value)) = (headers.contains_key(&name), HeaderValue::from_str(value)) {
            headers.insert(name, value);
        }
    };
    set("x-request-id", request_id);
    for (name, value) in EVERYWHERE {
        set(name, value);
    }
    if https {
        set("strict-transport-security", HSTS);
    }
}
