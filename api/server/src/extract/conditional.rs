//! Conditional requests, RFC 9110 section 13: `If-Match` guards a change, `If-None-Match` spares a reader what it has.

use crate::problem::{Problem, ProblemCode};
use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, EntityTag, Header, IfNoneMatch};
use actix_web::{FromRequest, HttpRequest, HttpResponse, HttpResponseBuilder};
use std::future::{Ready, ready};
use vestibule_app::Precondition;

/// The ETag of a version: `"v<version>"`.
pub fn etag(version: i64) -> EntityTag {
    EntityTag::new_strong(format!("v{version}"))
}

/// The versions a change may be made onto. Faults are told by [`IfMatch::value`] only, so that who calls is asked first.
pub struct IfMatch(Result<Option<Precondition>, Problem>);

impl IfMatch {
    /// What the header names; `None` without one.
    ///
    /// # Errors
    /// 400 for a header that names no ETag.
    pub fn value(self) -> Result<Option<Precondition>, Problem> {
        self.0
    }
}

impl FromRequest for IfMatch {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self(precondition(request))))
    }
}

fn precondition(request: &HttpRequest) -> Result<Option<Precondition>, Problem> {
    if !request.headers().contains_key(header::IF_MATCH) {
        return Ok(None);
    }
    match header::IfMatch::parse(request) {
        Ok(header::IfMatch::Any) => Ok(Some(Precondition::AnyVersion)),
        // Section 13.1.1 compares strongly, and would let no weak tag match. Here a tag is the number of a version, never of
        // bytes, and proxies that pack an answer make its tag weak: W/"v7" is version 7.
        Ok(header::IfMatch::Items(tags)) if !tags.is_empty() => Ok(Some(Precondition::OneOf(
            tags.iter().filter_map(version).collect(),
        ))),
        _ => Err(Problem::new(
            ProblemCode::MalformedRequest,
            "Use the ETag you read as If-Match.",
        )),
    }
}

/// None for a tag that no version has: it matches nothing.
fn version(tag: &EntityTag) -> Option<i64> {
    tag.tag().strip_prefix('v')?.parse().ok()
}

/// An answer with an ETag: 304 with the head alone to a reader that has this representation already, else the full one.
pub fn answer(
    request: &HttpRequest,
    tag: EntityTag,
    mut head: HttpResponseBuilder,
    full: impl FnOnce(HttpResponseBuilder) -> HttpResponse,
) -> HttpResponse {
    let is_known = is_known(request, &tag);
    head.insert_header((header::ETAG, tag));
    if is_known {
        head.status(StatusCode::NOT_MODIFIED).finish()
    } else {
        full(head)
    }
}

// `If-None-Match` names it, strong or weak (section 13.1.2), or is `*`, which is whatever is there.
fn is_known(request: &HttpRequest, tag: &EntityTag) -> bool {
    match IfNoneMatch::parse(request) {
        Ok(IfNoneMatch::Any) => true,
        Ok(IfNoneMatch::Items(known)) => known.iter().any(|known| known.weak_eq(tag)),
        Err(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header::{IF_MATCH, IF_NONE_MATCH};
    use actix_web::test::TestRequest;

    fn if_match(value: &str) -> Result<Option<Precondition>, &'static str> {
        let request = TestRequest::default().insert_header((IF_MATCH, value));
        precondition(&request.to_http_request()).map_err(|problem| problem.code.0.name())
    }

    fn knows(value: &str) -> bool {
        let request = TestRequest::default().insert_header((IF_NONE_MATCH, value));
        is_known(&request.to_http_request(), &etag(7))
    }

    #[test]
    fn a_change_names_one_version_several_or_any() {
        let one_of = |versions: &[i64]| Ok(Some(Precondition::OneOf(versions.to_vec())));
        assert_eq!(if_match("\"v7\""), one_of(&[7]));
        assert_eq!(if_match("W/\"v7\""), one_of(&[7]));
        assert_eq!(if_match("\"v6\" , W/\"v7\""), one_of(&[6, 7]));
        assert_eq!(if_match("*"), Ok(Some(Precondition::AnyVersion)));
        assert_eq!(if_match("\"7\", \"vx\""), one_of(&[]));
        for none in ["", "v7", "7", "\"v7", "w/\"v7\""] {
            assert_eq!(if_match(none), Err("malformed_request"), "{none}");
        }
        let bare = TestRequest::default().to_http_request();
        assert_eq!(precondition(&bare).unwrap(), None);
    }

    #[test]
    fn a_reader_knows_what_it_names_strong_or_weak_alone_or_in_a_list() {
        for known in ["\"v7\"", "W/\"v7\"", "\"v6\", W/\"v7\"", "*", " * "] {
            assert!(knows(known), "{known}");
        }
        for other in ["", "\"v8\"", "W/\"V7\"", "v7", "\"*\""] {
            assert!(!knows(other), "{other}");
        }
        assert!(!is_known(
            &TestRequest::default().to_http_request(),
            &etag(7)
        ));
    }
}
