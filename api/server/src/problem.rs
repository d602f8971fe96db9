//! The only file that knows which failure is which status: problem documents (RFC 9457) with stable codes.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, ResponseError};
use serde::Serialize;
use std::fmt;
use utoipa::ToSchema;
use vestibule_app::{Failure, FieldRefusal};
use vestibule_domain::enrollment_url::standing::UrlRefusal;
use vestibule_domain::organization::settings::SettingsRefusal;
use vestibule_domain::policy::PolicyRefusal;
use vestibule_domain::profile::ticket::TicketRefusal;
use vestibule_domain::user::UserRefusal;
use vestibule_store::Error as Store;

/// Every code there is, with its status and title.
pub const CODES: &[(&str, u16, &str)] = &[
    ("malformed_request", 400, "The request cannot be read"),
    ("unauthenticated", 401, "Sign in first"),
    (
        "credentials_invalid",
        401,
        "Wrong email address or password",
    ),
    ("passcode_invalid", 401, "Wrong passcode"),
    ("forbidden", 403, "Not allowed"),
    ("cross_site", 403, "The request came from another site"),
    ("feature_disabled", 403, "Secure Enrollment is turned off"),
    ("setup_token_invalid", 403, "The setup link is not valid"),
    (
        "configurator_refused",
        403,
        "Apple Configurator cannot be used here",
    ),
    ("not_found", 404, "Not found"),
    ("method_not_allowed", 405, "This cannot be done here"),
    ("setup_done", 409, "Vestibule is set up already"),
    ("feature_in_use", 409, "Policies are secure"),
    ("migration_in_progress", 409, "A migration is in progress"),
    (
        "secure_enrollment_not_enabled",
        409,
        "Secure Enrollment is not enabled",
    ),
    ("policy_cycle", 409, "A policy cannot be below itself"),
    ("policy_too_deep", 409, "The tree is too deep"),
    ("policy_has_children", 409, "The policy has children"),
    ("policy_has_devices", 409, "The policy has devices"),
    ("email_taken", 409, "The email address is in use"),
    ("owner_required", 403, "Only an owner can do this"),
    ("last_owner", 409, "The last owner stays"),
    ("conflict", 409, "Somebody did the same at the same time"),
    (
        "enrollment_url_retired",
        410,
        "The enrollment URL is no longer valid",
    ),
    ("ticket_expired", 410, "The download has ended"),
    ("stale", 412, "It changed meanwhile"),
    ("too_large", 413, "Too large"),
    ("unsupported_media_type", 415, "Unsupported content type"),
    ("unsupported_image", 415, "Unsupported picture"),
    ("invalid", 422, "Some fields need attention"),
    (
        "acknowledgement_required",
        422,
        "An acknowledgement is required",
    ),
    ("image_refused", 422, "The picture cannot be used"),
    (
        "idempotency_key_reused",
        422,
        "The Idempotency-Key was used for another request",
    ),
    ("enrollment_paused", 423, "Enrollment is paused"),
    ("if_match_required", 428, "If-Match is required"),
    ("slow_down", 429, "Too many attempts"),
    ("internal", 500, "Something went wrong"),
    ("unavailable", 503, "Unavailable for the moment"),
];

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
    pub code: &'static str,
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
    #[serde(skip)]
    retry_after: Option<i64>,
}

/// A field that cannot be taken as it is.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldProblem {
    /// JSON pointer (RFC 6901).
    pub pointer: String,
    /// Stable: for programs.
    pub code: String,
    /// For people.
    pub detail: String,
}

/// A policy that stands in the way.
#[derive(Debug, Serialize, ToSchema)]
pub struct BlockingPolicy {
    /// Its id.
    #[schema(format = Uuid)]
    pub id: String,
    /// Its name.
    pub name: String,
}

impl Problem {
    /// A problem by its code; unknown codes cannot occur, for a test walks the table.
    pub fn new(code: &'static str, detail: impl Into<String>) -> Self {
        let (status, title) = CODES
            .iter()
            .find(|entry| entry.0 == code)
            .map_or((500, "Something went wrong"), |e| (e.1, e.2));
        Self {
            kind: format!("/api/docs/problems#{code}"),
            title: title.to_owned(),
            status,
            detail: detail.into(),
            code,
            request_id: String::new(),
            errors: Vec::new(),
            attempts_left: None,
            policies: Vec::new(),
            retry_after: None,
        }
    }

    /// Not there, or not to be known of.
    pub fn not_found() -> Self {
        Self::new(
            "not_found",
            "There is nothing here, or you may not know of it.",
        )
    }

    /// One field that cannot be taken.
    pub fn field(pointer: impl Into<String>, code: &str, detail: impl Into<String>) -> Self {
        let field = FieldProblem {
            pointer: pointer.into(),
            code: code.to_owned(),
            detail: detail.into(),
        };
        Self {
            errors: vec![field],
            ..Self::new("invalid", "Some fields need your attention.")
        }
    }

    /// A fault of the program: the reason goes to the log only.
    pub fn internal(reason: &str) -> Self {
        tracing::error!(reason, "internal fault");
        Self::new(
            "internal",
            "Something went wrong on our side. Try again, or give the request id to support.",
        )
    }

    fn unavailable(reason: &str) -> Self {
        tracing::error!(reason, "unavailable");
        Self {
            retry_after: Some(2),
            ..Self::new(
                "unavailable",
                "The server cannot do this right now. Try again in a moment.",
            )
        }
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        let detail = failure.to_string();
        let code = match failure {
            Failure::NotFound => return Self::not_found(),
            Failure::Invalid(fields) => {
                let field = |f: FieldRefusal| FieldProblem {
                    pointer: f.pointer,
                    code: f.code.to_owned(),
                    detail: f.detail,
                };
                return Self {
                    errors: fields.into_iter().map(field).collect(),
                    ..Self::new("invalid", detail)
                };
            }
            Failure::FeatureInUse(policies) => {
                let policies = policies
                    .into_iter()
                    .map(|(id, name)| BlockingPolicy {
                        id: id.to_string(),
                        name,
                    })
                    .collect();
                return Self {
                    policies,
                    ..Self::new("feature_in_use", detail)
                };
            }
            Failure::PasscodeInvalid { attempts_left } => {
                return Self {
                    attempts_left: Some(attempts_left),
                    ..Self::new("passcode_invalid", detail)
                };
            }
            Failure::SlowDown { seconds } => {
                return Self {
                    retry_after: Some(seconds),
                    ..Self::new("slow_down", detail)
                };
            }
            Failure::Busy => return Self::unavailable("hashing queue"),
            Failure::Internal(reason) => return Self::internal(&reason),
            Failure::Store(error) => return Self::from_store(&error),
            Failure::Unauthenticated => "unauthenticated",
            Failure::CredentialsInvalid => "credentials_invalid",
            Failure::Forbidden(_) => "forbidden",
            Failure::SetupDone => "setup_done",
            Failure::SetupTokenInvalid => "setup_token_invalid",
            Failure::Stale => "stale",
            Failure::NotSecure => "secure_enrollment_not_enabled",
            Failure::Settings(SettingsRefusal::FeatureDisabled) => "feature_disabled",
            Failure::Settings(SettingsRefusal::FeatureInUse) => "feature_in_use",
            Failure::Settings(SettingsRefusal::MigrationInProgress) => "migration_in_progress",
            Failure::Policy(PolicyRefusal::Cycle) => "policy_cycle",
            Failure::Policy(PolicyRefusal::TooDeep) => "policy_too_deep",
            Failure::Policy(PolicyRefusal::HasChildren) => "policy_has_children",
            Failure::Policy(PolicyRefusal::HasDevices) => "policy_has_devices",
            Failure::Policy(PolicyRefusal::AcknowledgementRequired) => "acknowledgement_required",
            Failure::User(UserRefusal::EmailTaken) => "email_taken",
            Failure::User(UserRefusal::OwnerRequired) => "owner_required",
            Failure::User(UserRefusal::LastOwner) => "last_owner",
            Failure::User(_) => "invalid",
            Failure::Url(UrlRefusal::Retired)
            | Failure::Ticket(TicketRefusal::Url(UrlRefusal::Retired)) => "enrollment_url_retired",
            Failure::Url(UrlRefusal::Paused(_))
            | Failure::Ticket(TicketRefusal::Url(UrlRefusal::Paused(_))) => "enrollment_paused",
            Failure::Ticket(TicketRefusal::Expired) => "ticket_expired",
            Failure::ConfiguratorRefused => "configurator_refused",
            Failure::UnsupportedImage => "unsupported_image",
            Failure::ImageRefused(_) => "image_refused",
            Failure::TooLarge => "too_large",
            Failure::IdempotencyKeyReused => "idempotency_key_reused",
        };
        Self::new(code, detail)
    }
}

impl Problem {
    fn from_store(error: &Store) -> Self {
        match error {
            Store::Unavailable(_) | Store::Contention(_) => Self::unavailable(&error.to_string()),
            Store::Conflict(reason) => {
                tracing::warn!(reason, "conflict");
                Self::new(
                    "conflict",
                    "Somebody changed the same thing at the same moment. Try again.",
                )
            }
            other => Self::internal(&other.to_string()),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.detail, self.code)
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
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
