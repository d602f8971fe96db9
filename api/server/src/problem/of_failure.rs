//! Which failure of an operation is which code.

use super::{BlockingPolicy, FieldProblem, Problem};
use vestibule_app::{Failure, FieldRefusal};
use vestibule_domain::enrollment_url::standing::UrlRefusal;
use vestibule_domain::organization::settings::SettingsRefusal;
use vestibule_domain::policy::PolicyRefusal;
use vestibule_domain::profile::ticket::TicketRefusal;
use vestibule_domain::user::UserRefusal;
use vestibule_store::Error as Store;

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
            Failure::VersionRequired => "if_match_required",
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
            Failure::NotEnrolled(_) => "device_not_enrolled",
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
