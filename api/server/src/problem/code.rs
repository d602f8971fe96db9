//! THE list of problem codes: each stands here once, with its status and title, and in `docs/problems.md` with what to do.

/// Why a request was refused; the names stand in `code` of problem documents.
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
pub enum ProblemCode {
    /// Its body, headers or parameters are no HTTP or JSON of ours.
    MalformedRequest,
    /// No session, no token, or one that is over.
    Unauthenticated,
    /// No user has this address with this password.
    CredentialsInvalid,
    /// A visitor typed another passcode, or none.
    PasscodeInvalid,
    /// The caller lacks the permission.
    Forbidden,
    /// A cookie came along from a page that is not ours.
    CrossSite,
    /// The organization did not turn the beta feature on.
    FeatureDisabled,
    /// The setup link is of another start of the server.
    SetupTokenInvalid,
    /// A device-type client met a secure policy.
    ConfiguratorRefused,
    /// It is not there, or the caller may not know of it.
    NotFound,
    /// The path knows other methods.
    MethodNotAllowed,
    /// The installation has its organization.
    SetupDone,
    /// The beta feature stays on while a policy is secure.
    FeatureInUse,
    /// Nothing becomes secure during a migration.
    MigrationInProgress,
    /// The policy has no page and no passcode.
    SecureEnrollmentNotEnabled,
    /// The new parent is below the policy.
    PolicyCycle,
    /// The tree has as many levels as it may.
    PolicyTooDeep,
    /// Only a leaf is deleted.
    PolicyHasChildren,
    /// A policy with live devices is not deleted.
    PolicyHasDevices,
    /// Another user signs in with this address.
    EmailTaken,
    /// An admin touched an owner.
    OwnerRequired,
    /// Nobody else could act as owner.
    LastOwner,
    /// Only a live device is released or renewed.
    DeviceNotEnrolled,
    /// A device's message is not signed, or not so.
    SignatureInvalid,
    /// A device's certificate was not issued here.
    CertificateUnknown,
    /// A device's certificate names another device.
    CertificateMismatch,
    /// A device's certificate is over, or was replaced.
    CertificateEnded,
    /// A device spoke before its Authenticate was accepted.
    NotEnrolled,
    /// A device asked for what its profile never offered.
    NotOffered,
    /// A network user of a Mac asked for a channel.
    UserDeclined,
    /// The upstream answered, but not with a success.
    UpstreamFailed,
    /// The upstream did not answer in time.
    UpstreamUnavailable,
    /// Two changes met, and the other was first.
    Conflict,
    /// The URL was replaced; its page still answers.
    EnrollmentUrlRetired,
    /// Its ten minutes are over, or its passcode changed.
    TicketExpired,
    /// `If-Match` names an earlier version.
    Stale,
    /// More bytes than are read here.
    TooLarge,
    /// Another `Content-Type` than the one that is read here.
    UnsupportedMediaType,
    /// Neither PNG nor JPEG nor WebP.
    UnsupportedImage,
    /// `errors` names the fields and why.
    Invalid,
    /// What cannot be undone needs `acknowledged: true`.
    AcknowledgementRequired,
    /// Damaged, animated, or too many pixels.
    ImageRefused,
    /// The same key came with another request.
    IdempotencyKeyReused,
    /// The door is closed without the URL changing.
    EnrollmentPaused,
    /// A change that could overwrite another names no version.
    IfMatchRequired,
    /// Too many tries; `Retry-After` says how long to wait.
    SlowDown,
    /// A fault of the program; the reason is in the log.
    Internal,
    /// The database or the hashing queue cannot follow.
    Unavailable,
}

impl ProblemCode {
    /// The name in problem documents and in the metrics.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The HTTP status (RFC 9110, section 15).
    pub const fn status(self) -> u16 {
        match self {
            Self::MalformedRequest
            | Self::SignatureInvalid
            | Self::CertificateUnknown
            | Self::CertificateMismatch
            | Self::CertificateEnded
            | Self::NotEnrolled
            | Self::NotOffered => 400,
            Self::Unauthenticated | Self::CredentialsInvalid | Self::PasscodeInvalid => 401,
            Self::Forbidden
            | Self::CrossSite
            | Self::FeatureDisabled
            | Self::SetupTokenInvalid
            | Self::ConfiguratorRefused
            | Self::OwnerRequired => 403,
            Self::NotFound => 404,
            Self::MethodNotAllowed => 405,
            Self::SetupDone
            | Self::FeatureInUse
            | Self::MigrationInProgress
            | Self::SecureEnrollmentNotEnabled
            | Self::PolicyCycle
            | Self::PolicyTooDeep
            | Self::PolicyHasChildren
            | Self::PolicyHasDevices
            | Self::EmailTaken
            | Self::LastOwner
            | Self::DeviceNotEnrolled
            | Self::Conflict => 409,
            Self::UserDeclined | Self::EnrollmentUrlRetired | Self::TicketExpired => 410,
            Self::Stale => 412,
            Self::TooLarge => 413,
            Self::UnsupportedMediaType | Self::UnsupportedImage => 415,
            Self::Invalid
            | Self::AcknowledgementRequired
            | Self::ImageRefused
            | Self::IdempotencyKeyReused => 422,
            Self::EnrollmentPaused => 423,
            Self::IfMatchRequired => 428,
            Self::SlowDown => 429,
            Self::Internal => 500,
            Self::UpstreamFailed => 502,
            Self::UpstreamUnavailable | Self::Unavailable => 503,
        }
    }

    /// The problem in a few words.
    pub const fn title(self) -> &'static str {
        match self {
            Self::MalformedRequest => "The request cannot be read",
            Self::Unauthenticated => "Sign in first",
            Self::CredentialsInvalid => "Wrong email address or password",
            Self::PasscodeInvalid => "Wrong passcode",
            Self::Forbidden => "Not allowed",
            Self::CrossSite => "The request came from another site",
            Self::FeatureDisabled => "Secure Enrollment is turned off",
            Self::SetupTokenInvalid => "The setup link is not valid",
            Self::ConfiguratorRefused => "Apple Configurator cannot be used here",
            Self::NotFound => "Not found",
            Self::MethodNotAllowed => "This cannot be done here",
            Self::SetupDone => "Vestibule is set up already",
            Self::FeatureInUse => "Policies are secure",
            Self::MigrationInProgress => "A migration is in progress",
            Self::SecureEnrollmentNotEnabled => "Secure Enrollment is not enabled",
            Self::PolicyCycle => "A policy cannot be below itself",
            Self::PolicyTooDeep => "The tree is too deep",
            Self::PolicyHasChildren => "The policy has children",
            Self::PolicyHasDevices => "The policy has devices",
            Self::EmailTaken => "The email address is in use",
            Self::OwnerRequired => "Only an owner can do this",
            Self::LastOwner => "The last owner stays",
            Self::DeviceNotEnrolled => "The device is not enrolled",
            Self::SignatureInvalid => "The signature does not hold",
            Self::CertificateUnknown => "The certificate is not known",
            Self::CertificateMismatch => "The certificate belongs to another device",
            Self::CertificateEnded => "The certificate has ended",
            Self::NotEnrolled => "The device is not enrolled",
            Self::NotOffered => "This is not offered",
            Self::UserDeclined => "The user has no channel of their own",
            Self::UpstreamFailed => "The MDM behind refused",
            Self::UpstreamUnavailable => "The MDM behind does not answer",
            Self::Conflict => "Somebody did the same at the same time",
            Self::EnrollmentUrlRetired => "The enrollment URL is no longer valid",
            Self::TicketExpired => "The download has ended",
            Self::Stale => "It changed meanwhile",
            Self::TooLarge => "Too large",
            Self::UnsupportedMediaType => "Unsupported content type",
            Self::UnsupportedImage => "Unsupported picture",
            Self::Invalid => "Some fields need attention",
            Self::AcknowledgementRequired => "An acknowledgement is required",
            Self::ImageRefused => "The picture cannot be used",
            Self::IdempotencyKeyReused => "The Idempotency-Key was used for another request",
            Self::EnrollmentPaused => "Enrollment is paused",
            Self::IfMatchRequired => "If-Match is required",
            Self::SlowDown => "Too many attempts",
            Self::Internal => "Something went wrong",
            Self::Unavailable => "Unavailable for the moment",
        }
    }
}
