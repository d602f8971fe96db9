//! A query string; unknown and ill-typed parameters are refused by name.

use super::json::refused;
use crate::problem::Problem;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use serde::de::DeserializeOwned;
use std::future::{Ready, ready};
use vestibule_domain::field::FieldCode;

/// A query string. Its faults are told by [`Query::value`] only, so that who calls is asked first.
pub struct Query<T>(Result<T, Problem>);

impl<T> Query<T> {
    /// The parameters, if they fit.
    ///
    /// # Errors
    /// The [`Problem`] to answer with.
    pub fn value(self) -> Result<T, Problem> {
        self.0
    }
}

impl<T: DeserializeOwned> FromRequest for Query<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self(parse(request.query_string()))))
    }
}

fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Problem> {
    let pairs = url::form_urlencoded::parse(text.as_bytes());
    // PostgreSQL has no way to write it.
    if let Some((name, _)) = pairs.clone().find(|(_, value)| value.contains('\0')) {
        let detail = "Remove the control characters.";
        return Err(Problem::field(
            format!("/{name}"),
            FieldCode::ControlCharacter,
            detail,
        ));
    }
    serde_path_to_error::deserialize(serde_urlencoded::Deserializer::new(pairs))
        .map_err(|error| refused(error.path(), &error.inner().to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Deserialize, Debug)]
    #[serde(deny_unknown_fields)]
    struct Wished {
        limit: Option<u32>,
    }

    fn refusal(text: &str) -> (String, String) {
        let problem = parse::<Wished>(text).unwrap_err();
        (
            problem.errors[0].pointer.clone(),
            <&str>::from(problem.errors[0].code.0).to_owned(),
        )
    }

    #[test]
    fn a_fault_names_its_parameter() {
        assert_eq!(parse::<Wished>("limit=7").unwrap().limit, Some(7));
        assert_eq!(refusal("limit=x"), ("/limit".into(), "wrong_type".into()));
        assert_eq!(
            refusal("colour=red"),
            ("/colour".into(), "unknown_field".into())
        );
        assert_eq!(
            refusal("limit=1&limit=2"),
            ("/limit".into(), "duplicate_field".into())
        );
        assert_eq!(
            refusal("limit=1%00"),
            ("/limit".into(), "control_character".into())
        );
    }
}
