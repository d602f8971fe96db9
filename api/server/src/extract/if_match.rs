//! `If-Match`: required where two people could overwrite each other. ETags are `"v<version>"`.

use crate::problem::Problem;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use std::future::{Ready, ready};

/// The version a change was made for; None if no header names one. A tag that is none of ours matches nothing.
pub struct IfMatch(pub Option<i64>);

/// The ETag of a version.
pub fn etag(version: i64) -> String {
    format!("\"v{version}\"")
}

impl FromRequest for IfMatch {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let header = request.headers().get("if-match");
        let version =
            header.map(|value| value.to_str().ok().and_then(number).unwrap_or(NO_VERSION));
        ready(Ok(Self(version)))
    }
}

/// No row ever has it.
const NO_VERSION: i64 = -1;

fn number(tag: &str) -> Option<i64> {
    tag.trim()
        .strip_prefix("\"v")?
        .strip_suffix('"')?
        .parse()
        .ok()
}
