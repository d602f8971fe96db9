//! An id in a path; what cannot be an id names nothing.

use crate::problem::Problem;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use std::future::{Ready, ready};
use std::str::FromStr;

/// The last `{…}` of a route, parsed.
pub struct Path<T>(pub T);

impl<T: FromStr> FromRequest for Path<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let last = request.match_info().iter().last().map(|(_, value)| value);
        ready(
            last.and_then(|text| text.parse().ok())
                .map(Self)
                .ok_or_else(Problem::not_found),
        )
    }
}
