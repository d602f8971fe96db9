//! Problem documents (RFC 9457) with stable codes. Only here is known which failure is which status.

mod code;
mod of_failure;

pub use code::ProblemCode;

use crate::telemetry::metrics;
use crate::wire;
use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, ResponseError};
use serde::Serialize;
use std::fmt;
use utoipa::ToSchema;
use vestibule_domain::field::FieldCode;

/// A problem document (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// Where the code is explained.
    #[serde(rename = "type")]
    pub kind: String,
    /// The problem in a few words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What happened and what to do.
    pub detail: String,
    /// Stable: for programs.
    pub code: wire::ProblemCode,
    /// Names the request in the server's log.
    pub request_id: String,
    /// The fields concerned.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
    /// Passcode tries left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attempts_left: Option<u32>,
    /// The policies that stand in the way.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub policies: Vec<BlockingPolicy>,
    /// In how many seconds to try again.
    #[serde(skip)]
    pub retry_after: Option<i64>,
}

/// A field that cannot be taken as it is.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldProblem {
    /// JSON pointer (RFC 6901).
    pub pointer: String,
    /// Stable: for programs.
    pub code: wire::FieldCode,
    /// For people.
    pub detail: String,
}

/// A policy that stands in the way.
#[derive(Debug, Serialize, ToSchema)]
pub struct BlockingPolicy {
    /// UUIDv7: names the policy in paths and in the audit log.
    #[schema(format = Uuid)]
    pub id: String,
    /// 1 to 100 characters; siblings may share one.
    pub name: String,
}

impl Problem {
    /// A problem with the status and title of its code.
    pub fn new(code: ProblemCode, detail: impl Into<String>) -> Self {
        Self {
            kind: format!("/api/docs/problems#{}", code.name()),
            title: code.title().to_owned(),
            status: code.status(),
            detail: detail.into(),
            code: code.into(),
            request_id: String::new(),
            errors: Vec::new(),
            attempts_left: None,
            policies: Vec::new(),
            retry_after: None,
        }
    }

    /// Whether it is this one.
    pub fn is(&self, code: ProblemCode) -> bool {
        self.code.0 == code
    }

    /// Not there, or not to be known of.
    pub fn not_found() -> Self {
        Self::new(
            ProblemCode::NotFound,
            "There is nothing here, or you may not know of it.",
        )
    }

    /// One field that cannot be taken.
    pub fn field(pointer: impl Into<String>, code: FieldCode, detail: impl Into<String>) -> Self {
        let field = FieldProblem {
            pointer: pointer.into(),
            code: code.into(),
            detail: detail.into(),
        };
        Self {
            errors: vec![field],
            ..Self::new(ProblemCode::Invalid, "Some fields need your attention.")
        }
    }

    /// A fault of the program: the reason goes to the log only.
    pub fn internal(reason: &str) -> Self {
        tracing::error!(reason, "internal fault");
        Self::new(
            ProblemCode::Internal,
            "Something went wrong on our side. Try again, or give the request id to support.",
        )
    }

    /// The same, with a wish to be asked again after some seconds.
    pub fn retry_after(self, seconds: i64) -> Self {
        Self {
            retry_after: Some(seconds),
            ..self
        }
    }

    /// Not now: the reason goes to the log only.
    pub fn unavailable(reason: &str) -> Self {
        tracing::error!(reason, "unavailable");
        Self {
            retry_after: Some(2),
            ..Self::new(
                ProblemCode::Unavailable,
                "The server cannot do this right now. Try again in a moment.",
            )
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.detail, self.code.0.name())
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        metrics::problem(self.code.0.name());
        let mut response = HttpResponse::build(self.status_code());
        response.insert_header((header::CONTENT_TYPE, "application/problem+json"));
        if let Some(seconds) = self.retry_after {
            response.insert_header((header::RETRY_AFTER, seconds.to_string()));
        }
        let mut document = serde_json::to_value(self).unwrap_or_default();
        if let Some(id) = crate::extract::request_id::current() {
            document["request_id"] = serde_json::Value::String(id);
        }
        response.body(document.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::body::to_bytes;
    use vestibule_app::Failure;
    use vestibule_store::Error;

    #[actix_web::test]
    async fn what_the_database_says_stays_in_the_log() {
        let failures: [(Failure, u16, &str); 3] = [
            (
                Error::Conflict("users_email_key".into()).into(),
                409,
                "conflict",
            ),
            (
                Error::Unavailable("password=hunter22".into()).into(),
                503,
                "unavailable",
            ),
            (Failure::Busy, 503, "unavailable"),
        ];
        for (failure, status, code) in failures {
            let response = Problem::from(failure).error_response();
            assert_eq!(response.status().as_u16(), status);
            assert_eq!(
                response.headers().contains_key("retry-after"),
                status == 503
            );
            let body = to_bytes(response.into_body()).await.unwrap();
            let text = String::from_utf8_lossy(&body);
            assert!(text.contains(&format!("\"{}\"", code)), "{text}");
            assert!(
                !text.contains("users_email") && !text.contains("hunter22"),
                "{text}"
            );
        }
    }
}
