//! `If-Match`: required where two people could overwrite each other. ETags are `"v<version>"`.

use crate::problem::Problem;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use std::future::{Ready, ready};

/// The version a change was made for; its absence is told by [`IfMatch::version`] only, so that who calls is asked first.
pub struct IfMatch(Option<String>);

impl IfMatch {
    /// The version. A tag that is none of ours matches nothing.
    pub fn version(&self) -> Result<i64, Problem> {
        let missing = || Problem::new("if_match_required", "Send If-Match with the ETag you read.");
        let tag = self.0.as_deref().ok_or_else(missing)?;
        Ok(number(tag).unwrap_or(-1))
    }
}

/// The ETag of a version.
pub fn etag(version: i64) -> String {
    format!("\"v{version}\"")
}

impl FromRequest for IfMatch {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let header = request.headers().get("if-match");
        ready(Ok(Self(
            header.map(|value| value.to_str().unwrap_or_default().to_owned()),
        )))
    }
}

fn number(tag: &str) -> Option<i64> {
    tag.trim()
        .strip_prefix("\"v")?
        .strip_suffix('"')?
        .parse()
        .ok()
}
