//! Every event worth remembering, by the name it bears in the audit log.

use crate::{AuditEventId, OrganizationId, PolicyId, Timestamp};
use uuid::Uuid;

macro_rules! actions {
    ($($variant:ident = $name:literal),+ $(,)?) => {
        /// What happened.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum Action { $(#[doc = concat!("`", $name, "`")] $variant),+ }

        impl Action {
            /// All of them.
            pub const ALL: &[Action] = &[$(Action::$variant),+];

            /// The name in the log and in the API.
            pub const fn name(self) -> &'static str {
                match self { $(Action::$variant => $name),+ }
            }

            /// Finds an action by its name.
            pub fn parse(name: &str) -> Option<Self> {
                match name { $($name => Some(Action::$variant),)+ _ => None }
            }
        }
    };
}

actions! {
    OrganizationCreated = "organization.created",
    SettingsUpdated = "settings.updated",
    UserCreated = "user.created",
    UserUpdated = "user.updated",
    UserDisabled = "user.disabled",
    UserEnabled = "user.enabled",
    SignedIn = "session.signed_in",
    SignInFailed = "session.sign_in_failed",
    SignedOut = "session.signed_out",
    RefreshTokenReused = "session.refresh_token_reused",
    ApiTokenCreated = "api_token.created",
    ApiTokenRevoked = "api_token.revoked",
    PolicyCreated = "policy.created",
    PolicyUpdated = "policy.updated",
    PolicyMoved = "policy.moved",
    PolicyDeleted = "policy.deleted",
    SecureEnrollmentEnabled = "secure_enrollment.enabled",
    PageUpdated = "page.updated",
    PasscodeChanged = "passcode.changed",
    PasscodeAttackSuspected = "passcode.attack_suspected",
    EnrollmentUrlRegenerated = "enrollment_url.regenerated",
    EnrollmentUrlPaused = "enrollment_url.paused",
    EnrollmentUrlResumed = "enrollment_url.resumed",
    ConfiguratorRefused = "enrollment_url.configurator_refused",
    ProfilesInvalidated = "profile.invalidated",
    ProfileIssued = "profile.issued",
    ProfileDownloaded = "profile.downloaded",
    ProfileRevoked = "profile.revoked",
    CertificateIssued = "profile.certificate_issued",
    ChallengeReused = "profile.challenge_reused",
    DeviceEnrolled = "device.enrolled",
    DeviceRenewed = "device.renewed",
    DeviceRefused = "device.enrollment_refused",
    DeviceMessageRefused = "device.message_refused",
    DeviceCheckedOut = "device.checked_out",
    DeviceReleased = "device.released",
    RenewalIssued = "device.renewal_issued",
}

/// What kind of somebody a line names; the names stand in the log and in the API.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Debug,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum AuditActorKind {
    /// Somebody signed in to the console.
    User,
    /// An integration with a bearer token.
    ApiToken,
    /// The operator at the server's own command line.
    Operator,
    /// Somebody at an enrollment URL or at the sign-in, whose identity was not proven.
    Visitor,
    /// A device on its own routes.
    Device,
    /// The server by itself.
    System,
}

/// The noun of the product that a line is about, beside its policy; the names stand in the log and in the API.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Debug,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum ObjectKind {
    /// A person who may sign in.
    User,
    /// A bearer token of an integration.
    ApiToken,
    /// A policy other than the one the line is about: where it was moved to.
    Policy,
    /// One enrollment URL of a policy.
    EnrollmentUrl,
    /// One download of an enrollment profile.
    Profile,
    /// What enrolled.
    Device,
}

/// Who did it, as the log keeps it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AuditActor {
    /// What kind of somebody.
    pub kind: AuditActorKind,
    /// User or API token.
    pub id: Option<Uuid>,
    /// The name at that time.
    pub name: Option<String>,
}

/// A line of the audit log. `details` is a list of plain fields; secrets have no place in it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AuditEvent {
    /// Its id, in order of time.
    pub id: AuditEventId,
    /// Whose log.
    pub organization_id: OrganizationId,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: AuditActor,
    /// What.
    pub action: Action,
    /// The policy concerned.
    pub policy_id: Option<PolicyId>,
    /// The thing concerned, and its id.
    pub object: Option<(ObjectKind, Uuid)>,
    /// Where the request came from.
    pub network: Option<String>,
    /// The request, for finding it in the server's log.
    pub request_id: Option<String>,
    /// Further plain fields, by name.
    pub details: Vec<(&'static str, Detail)>,
}

/// A value among an audit event's details.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Detail {
    /// A text.
    Text(String),
    /// A count.
    Number(i64),
    /// Yes or no.
    Flag(bool),
    /// Several texts.
    List(Vec<String>),
}
