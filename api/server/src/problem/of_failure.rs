//! Which failure of an operation is which code.

use super::{BlockingPolicy, FieldProblem, Problem, ProblemCode};
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
                    code: f.code.into(),
                    detail: f.detail,
                };
                return Self {
                    errors: fields.into_iter().map(field).collect(),
                    ..Self::new(ProblemCode::Invalid, detail)
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
                    ..Self::new(ProblemCode::FeatureInUse, detail)
                };
            }
            Failure::PasscodeInvalid { attempts_left } => {
                return Self {
                    attempts_left: Some(attempts_left),
                    ..Self::new(ProblemCode::PasscodeInvalid, detail)
                };
            }
            Failure::SlowDown { seconds } => {
                return Self {
                    retry_after: Some(seconds),
                    ..Self::new(ProblemCode::SlowDown, detail)
                };
            }
            Failure::Busy => return Self::unavailable("hashing queue"),
            Failure::Internal(reason) => return Self::internal(&reason),
            Failure::Store(error) => return Self::from_store(&error),
            Failure::Unauthenticated => ProblemCode::Unauthenticated,
            Failure::CredentialsInvalid => ProblemCode::CredentialsInvalid,
            Failure::Forbidden(_) => ProblemCode::Forbidden,
            Failure::SetupDone => ProblemCode::SetupDone,
            Failure::SetupTokenInvalid => ProblemCode::SetupTokenInvalid,
            Failure::Stale => ProblemCode::Stale,
            Failure::VersionRequired => ProblemCode::IfMatchRequired,
            Failure::NotSecure => ProblemCode::SecureEnrollmentNotEnabled,
            Failure::Settings(SettingsRefusal::FeatureDisabled) => ProblemCode::FeatureDisabled,
            Failure::Settings(SettingsRefusal::FeatureInUse) => ProblemCode::FeatureInUse,
            Failure::Settings(SettingsRefusal::MigrationInProgress) => {
                ProblemCode::MigrationInProgress
            }
            Failure::Policy(PolicyRefusal::Cycle) => ProblemCode::PolicyCycle,
            Failure::Policy(PolicyRefusal::TooDeep) => ProblemCode::PolicyTooDeep,
            Failure::Policy(PolicyRefusal::HasChildren) => ProblemCode::PolicyHasChildren,
            Failure::Policy(PolicyRefusal::HasDevices) => ProblemCode::PolicyHasDevices,
            Failure::Policy(PolicyRefusal::AcknowledgementRequired) => {
                ProblemCode::AcknowledgementRequired
            }
            Failure::User(UserRefusal::EmailTaken) => ProblemCode::EmailTaken,
            Failure::User(UserRefusal::OwnerRequired) => ProblemCode::OwnerRequired,
            Failure::User(UserRefusal::LastOwner) => ProblemCode::LastOwner,
            Failure::User(_) => ProblemCode::Invalid,
            Failure::Url(UrlRefusal::Retired)
            | Failure::Ticket(TicketRefusal::Url(UrlRefusal::Retired)) => {
                ProblemCode::EnrollmentUrlRetired
            }
            Failure::Url(UrlRefusal::Paused(_))
            | Failure::Ticket(TicketRefusal::Url(UrlRefusal::Paused(_))) => {
                ProblemCode::EnrollmentPaused
            }
            Failure::Ticket(TicketRefusal::Expired) => ProblemCode::TicketExpired,
            Failure::ConfiguratorRefused => ProblemCode::ConfiguratorRefused,
            Failure::NotEnrolled(_) => ProblemCode::DeviceNotEnrolled,
            Failure::UnsupportedImage => ProblemCode::UnsupportedImage,
            Failure::ImageRefused(_) => ProblemCode::ImageRefused,
            Failure::TooLarge => ProblemCode::TooLarge,
            Failure::IdempotencyKeyReused => ProblemCode::IdempotencyKeyReused,
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
                    ProblemCode::Conflict,
                    "Somebody changed the same thing at the same moment. Try again.",
                )
            }
            other => Self::internal(&other.to_string()),
        }
    }
}
