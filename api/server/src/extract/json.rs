//! A JSON body: at most 64 KiB, the right content type, no unknown fields, faults told with a JSON pointer.

use super::body;
use crate::problem::{Problem, ProblemCode};
use actix_web::dev::Payload;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use serde::de::DeserializeOwned;
use serde_path_to_error::{Path, Segment};
use std::future::Future;
use std::pin::Pin;
use vestibule_domain::field::FieldCode;

/// A body. Its faults are told by [`Json::value`] only, so that who calls is asked first.
pub struct Json<T> {
    /// Its bytes, for fingerprints.
    pub bytes: Bytes,
    parsed: Result<T, Problem>,
}

impl<T> Json<T> {
    /// The body, if it fits.
    ///
    /// # Errors
    /// The [`Problem`] to answer with.
    pub fn value(self) -> Result<T, Problem> {
        self.parsed
    }
}

impl<T: DeserializeOwned + 'static> FromRequest for Json<T> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let is_json = request
            .content_type()
            .eq_ignore_ascii_case("application/json");
        let has_type = request.headers().contains_key(CONTENT_TYPE);
        let payload = payload.take();
        Box::pin(async move {
            let bytes = match body::read(payload, body::MAX_SMALL_BYTES).await {
                Ok(bytes) => bytes,
                Err(problem) => {
                    return Ok(Self {
                        bytes: Bytes::new(),
                        parsed: Err(problem),
                    });
                }
            };
            let parsed = if !is_json && (has_type || !bytes.is_empty()) {
                Err(Problem::new(
                    ProblemCode::UnsupportedMediaType,
                    "Send application/json.",
                ))
            } else {
                parse(if bytes.is_empty() { b"{}" } else { &bytes })
            };
            Ok(Self { bytes, parsed })
        })
    }
}

fn parse<T: DeserializeOwned>(text: &[u8]) -> Result<T, Problem> {
    // serde would take a list for a struct, by position.
    let object = text.trim_ascii_start().starts_with(b"{");
    if !object && serde_json::from_slice::<serde::de::IgnoredAny>(text).is_ok() {
        return Err(Problem::field(
            "",
            FieldCode::WrongType,
            "Expected an object.",
        ));
    }
    let mut deserializer = serde_json::Deserializer::from_slice(text);
    let parsed: Result<T, _> = serde_path_to_error::deserialize(&mut deserializer);
    match parsed {
        Ok(value) if deserializer.end().is_ok() => Ok(value),
        Err(error) if error.inner().is_data() => {
            Err(refused(error.path(), &error.inner().to_string()))
        }
        _ => Err(Problem::new(
            ProblemCode::MalformedRequest,
            "The body is no JSON document.",
        )),
    }
}

/// What a reader of JSON or of a query string says, as a refused field.
pub(super) fn refused(path: &Path, text: &str) -> Problem {
    let mut pointer = String::new();
    for segment in path {
        match segment {
            Segment::Seq { index } => pointer.push_str(&format!("/{index}")),
            Segment::Map { key } => {
                pointer.push_str(&format!("/{}", key.replace('~', "~0").replace('/', "~1")))
            }
            Segment::Enum { .. } | Segment::Unknown => {}
        }
    }
    let text = text.split(" at line ").next().unwrap_or_default();
    let code = match text {
        t if t.starts_with("unknown field") => FieldCode::UnknownField,
        t if t.starts_with("missing field") => FieldCode::Required,
        t if t.starts_with("duplicate field") => FieldCode::DuplicateField,
        _ => FieldCode::WrongType,
    };
    if let (true, Some(name)) = (code != FieldCode::WrongType, text.split('`').nth(1)) {
        let named = format!("/{name}");
        if !pointer.ends_with(&named) {
            pointer.push_str(&named);
        }
    }
    // What was sent may be a secret: only what was expected is told.
    let detail = match (code, text.split_once("expected ")) {
        (FieldCode::WrongType, Some((_, expected))) if expected.starts_with("struct") => {
            "Expected an object.".to_owned()
        }
        (FieldCode::WrongType, Some((_, expected))) => format!("Expected {expected}."),
        (FieldCode::WrongType, None) => "This does not fit here.".to_owned(),
        (FieldCode::Required, _) => "This field is required.".to_owned(),
        (FieldCode::DuplicateField, _) => "This field stands twice.".to_owned(),
        (_, Some((_, expected))) => format!("There is no such field here; expected {expected}."),
        (_, None) => "There is no such field here.".to_owned(),
    };
    Problem::field(pointer, code, detail)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Deserialize, Debug)]
    #[serde(deny_unknown_fields)]
    struct Inner {
        #[expect(dead_code, reason = "only its reading is tested")]
        name: String,
    }

    #[derive(Deserialize, Debug)]
    #[serde(deny_unknown_fields)]
    struct Outer {
        #[expect(dead_code, reason = "only its reading is tested")]
        inner: Vec<Inner>,
    }

    fn refusal(text: &str) -> (String, String) {
        let problem = parse::<Outer>(text.as_bytes()).unwrap_err();
        assert_eq!(problem.status, 422, "{text}");
        (
            problem.errors[0].pointer.clone(),
            <&str>::from(problem.errors[0].code.0).to_owned(),
        )
    }

    #[test]
    fn a_fault_is_told_with_its_place() {
        let told = |pointer: &str, code: &str| (pointer.to_owned(), code.to_owned());
        assert_eq!(
            refusal(r#"{"inner": [{"name": "a"}, {"name": 7}]}"#),
            told("/inner/1/name", "wrong_type")
        );
        assert_eq!(
            refusal(r#"{"inner": [{"nme": "a"}]}"#),
            told("/inner/0/nme", "unknown_field")
        );
        assert_eq!(refusal(r#"{}"#), told("/inner", "required"));
        assert_eq!(refusal(r#"[[]]"#), told("", "wrong_type"));
        assert_eq!(
            refusal(r#"{"inner": [], "x": 1}"#),
            told("/x", "unknown_field")
        );
        assert_eq!(
            refusal(r#"{"inner": [], "inner": []}"#),
            told("/inner", "duplicate_field")
        );
    }

    #[test]
    fn what_is_no_json_is_malformed() {
        for text in ["", "{", r#"{"inner": []} {}"#, "\u{feff}{}"] {
            let problem = parse::<Outer>(text.as_bytes()).unwrap_err();
            assert!(problem.is(ProblemCode::MalformedRequest), "{text:?}");
        }
    }
}
