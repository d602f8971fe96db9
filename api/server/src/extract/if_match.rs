//! `If-Match`: required where two people could overwrite each other. ETags are `"v<version>"`.

use crate::problem::Problem;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use std::future::{Ready, ready};

/// The version a change was made for. A tag that is none of ours matches nothing.
pub struct IfMatch(pub i64);

/// The ETag of a version.
pub fn etag(version: i64) -> String {
    format!("\"v{version}\"")
}

impl FromRequest for IfMatch {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let header = request
            .headers()
            .get("if-match")
            .map(|value| value.to_str().unwrap_or_default());
        ready(match header {
            None => Err(Problem::new(
                "if_match_required",
                "Send If-Match with the ETag you read.",
            )),
            Some(text) => Ok(Self(version(text).unwrap_or(-1))),
        })
    }
}

fn version(tag: &str) -> Option<i64> {
    tag.trim()
        .strip_prefix("\"v")?
        .strip_suffix('"')?
        .parse()
        .ok()
}
