//! Every event worth remembering, by the name it bears in the audit log.

use crate::{AuditEventId, OrganizationId, PolicyId, Timestamp};
use uuid::Uuid;

/// What happened.
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
pub enum Action {
    /// The installation was set up.
    #[strum(serialize = "organization.created")]
    OrganizationCreated,
    /// A setting of the organization was changed.
    #[strum(serialize = "settings.updated")]
    SettingsUpdated,
    /// Somebody may sign in from now on.
    #[strum(serialize = "user.created")]
    UserCreated,
    /// The name, role or password of a user was changed.
    #[strum(serialize = "user.updated")]
    UserUpdated,
    /// Somebody may no longer sign in.
    #[strum(serialize = "user.disabled")]
    UserDisabled,
    /// A disabled user may sign in again.
    #[strum(serialize = "user.enabled")]
    UserEnabled,
    /// A session began.
    #[strum(serialize = "session.signed_in")]
    SignedIn,
    /// An email address and a password did not fit.
    #[strum(serialize = "session.sign_in_failed")]
    SignInFailed,
    /// A session was ended by its user.
    #[strum(serialize = "session.signed_out")]
    SignedOut,
    /// A refresh token came a second time: its session ended.
    #[strum(serialize = "session.refresh_token_reused")]
    RefreshTokenReused,
    /// A bearer token was made.
    #[strum(serialize = "api_token.created")]
    ApiTokenCreated,
    /// A bearer token was ended.
    #[strum(serialize = "api_token.revoked")]
    ApiTokenRevoked,
    /// A policy joined the tree.
    #[strum(serialize = "policy.created")]
    PolicyCreated,
    /// The name, colour or icon of a policy was changed.
    #[strum(serialize = "policy.updated")]
    PolicyUpdated,
    /// A policy got another parent.
    #[strum(serialize = "policy.moved")]
    PolicyMoved,
    /// A policy left the tree.
    #[strum(serialize = "policy.deleted")]
    PolicyDeleted,
    /// A policy became secure.
    #[strum(serialize = "secure_enrollment.enabled")]
    SecureEnrollmentEnabled,
    /// Logo or page text of a policy was changed.
    #[strum(serialize = "page.updated")]
    PageUpdated,
    /// The passcode of a policy was set, cleared or inherited.
    #[strum(serialize = "passcode.changed")]
    PasscodeChanged,
    /// Many networks guess at one URL.
    #[strum(serialize = "passcode.attack_suspected")]
    PasscodeAttackSuspected,
    /// A live URL was replaced.
    #[strum(serialize = "enrollment_url.regenerated")]
    EnrollmentUrlRegenerated,
    /// A URL hands out nothing for now.
    #[strum(serialize = "enrollment_url.paused")]
    EnrollmentUrlPaused,
    /// A paused URL works again.
    #[strum(serialize = "enrollment_url.resumed")]
    EnrollmentUrlResumed,
    /// Apple Configurator met a secure policy.
    #[strum(serialize = "enrollment_url.configurator_refused")]
    ConfiguratorRefused,
    /// The profiles of a policy's retired URLs were ended.
    #[strum(serialize = "profile.invalidated")]
    ProfilesInvalidated,
    /// A profile was taken without the page.
    #[strum(serialize = "profile.issued")]
    ProfileIssued,
    /// A profile was downloaded for the first time.
    #[strum(serialize = "profile.downloaded")]
    ProfileDownloaded,
    /// One profile was ended.
    #[strum(serialize = "profile.revoked")]
    ProfileRevoked,
    /// A profile's secret was used for a certificate.
    #[strum(serialize = "profile.certificate_issued")]
    CertificateIssued,
    /// A profile's secret came again, with another key.
    #[strum(serialize = "profile.challenge_reused")]
    ChallengeReused,
    /// A device became live.
    #[strum(serialize = "device.enrolled")]
    DeviceEnrolled,
    /// A device lives under a new certificate.
    #[strum(serialize = "device.renewed")]
    DeviceRenewed,
    /// A device was not allowed to enroll.
    #[strum(serialize = "device.enrollment_refused")]
    DeviceRefused,
    /// A message of a device was not taken.
    #[strum(serialize = "device.message_refused")]
    DeviceMessageRefused,
    /// A device removed its enrollment.
    #[strum(serialize = "device.checked_out")]
    DeviceCheckedOut,
    /// A live device may enroll once more.
    #[strum(serialize = "device.released")]
    DeviceReleased,
    /// A renewal profile was made.
    #[strum(serialize = "device.renewal_issued")]
    RenewalIssued,
}

impl Action {
    /// The name in the log and in the API.
    pub fn name(self) -> &'static str {
        self.into()
    }
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
    /// The moment it happened, UTC.
    pub at: Timestamp,
    /// Proven by a session or an API token; or nobody.
    pub actor: AuditActor,
    /// The action, by its stable name.
    pub action: Action,
    /// The policy the line is about, if it is about one.
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
    /// How many.
    Number(i64),
    /// Yes or no.
    Flag(bool),
    /// Several texts.
    List(Vec<String>),
}
