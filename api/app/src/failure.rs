//! Why an operation was not done. The server alone knows which of these is which status.

use vestibule_domain::PolicyId;
use vestibule_domain::access::actor::Forbidden;
use vestibule_domain::device::release::NotEnrolled;
use vestibule_domain::enrollment_url::standing::UrlRefusal;
use vestibule_domain::field::FieldCode;
use vestibule_domain::organization::settings::SettingsRefusal;
use vestibule_domain::policy::PolicyRefusal;
use vestibule_domain::profile::ticket::TicketRefusal;
use vestibule_domain::user::UserRefusal;

/// One field that cannot be taken as it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FieldRefusal {
    /// A JSON pointer (RFC 6901) into the request.
    pub pointer: String,
    /// The reason, for programs.
    pub code: FieldCode,
    /// What a person can do about it.
    pub detail: String,
}

/// Why an operation was not done.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// It does not exist, or the caller may not know of it.
    #[error("Not found.")]
    NotFound,
    /// No or no valid credentials.
    #[error("Sign in first.")]
    Unauthenticated,
    /// Wrong email address or password.
    #[error("The email address or password isn't right.")]
    CredentialsInvalid,
    /// The caller lacks a permission.
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    /// The installation has its first organization.
    #[error("Vestibule is set up already. Sign in.")]
    SetupDone,
    /// The setup token is not this start's.
    #[error("This setup link is not valid. Use the one printed at the last start of the server.")]
    SetupTokenInvalid,
    /// The thing changed since it was read.
    #[error("Somebody else changed this meanwhile. Read it again.")]
    Stale,
    /// A change that could overwrite another's names no version.
    #[error("Send If-Match with the ETag you read.")]
    VersionRequired,
    /// Page and passcode exist on secure policies only.
    #[error("Secure Enrollment is not enabled for this policy.")]
    NotSecure,
    /// The beta switch cannot be turned off because of these policies.
    #[error("Secure Enrollment cannot be turned off while policies are secure.")]
    FeatureInUse(Vec<(PolicyId, String)>),
    /// The organization's settings stand in the way.
    #[error(transparent)]
    Settings(#[from] SettingsRefusal),
    /// The tree's rules stand in the way.
    #[error(transparent)]
    Policy(#[from] PolicyRefusal),
    /// The rules about users stand in the way.
    #[error(transparent)]
    User(#[from] UserRefusal),
    /// The URL yields nothing.
    #[error(transparent)]
    Url(#[from] UrlRefusal),
    /// The ticket yields nothing.
    #[error(transparent)]
    Ticket(#[from] TicketRefusal),
    /// Wrong passcode, or none (then nothing was counted).
    #[error("That passcode isn't right. Check it and try again.")]
    PasscodeInvalid {
        /// How many tries this network has left at this URL.
        attempts_left: u32,
    },
    /// Too many tries from one network.
    #[error("Too many attempts. Wait a moment and try again.")]
    SlowDown {
        /// Seconds until the next try is allowed.
        seconds: i64,
    },
    /// Apple Configurator, or another device-type client, at a secure policy.
    #[error(
        "This enrollment URL can't be used with Apple Configurator. Use a policy without Secure Enrollment."
    )]
    ConfiguratorRefused,
    /// Only an enrolled device is released or renewed.
    #[error(transparent)]
    NotEnrolled(#[from] NotEnrolled),
    /// Not a picture of a kind that is taken.
    #[error("Use a PNG, JPEG or WebP picture.")]
    UnsupportedImage,
    /// A picture that cannot be taken, with the reason.
    #[error("{0}")]
    ImageRefused(&'static str),
    /// More bytes than allowed.
    #[error("This is too large.")]
    TooLarge,
    /// Fields that cannot be taken as they are.
    #[error("Some fields need your attention.")]
    Invalid(Vec<FieldRefusal>),
    /// The same `Idempotency-Key` with another request.
    #[error("This Idempotency-Key was used for another request.")]
    IdempotencyKeyReused,
    /// The machine has more to hash than it can in time.
    #[error("The server is busy. Try again in a moment.")]
    Busy,
    /// The database refused or is away.
    #[error(transparent)]
    Store(#[from] vestibule_store::Error),
    /// A fault of the program; for the log only.
    #[error("{0}")]
    Internal(String),
}

impl Failure {
    /// One field, one reason.
    pub fn field(pointer: impl Into<String>, code: FieldCode, detail: impl ToString) -> Self {
        Self::Invalid(vec![FieldRefusal {
            pointer: pointer.into(),
            code,
            detail: detail.to_string(),
        }])
    }
}

impl From<vestibule_pki::Error> for Failure {
    fn from(error: vestibule_pki::Error) -> Self {
        Self::Internal(format!("certificates: {error}"))
    }
}

impl vestibule_store::AsContention for Failure {
    fn is_contention(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_contention())
    }
}

/// Three checks of one request: all of them pass, or every refused field is told at once.
pub(crate) fn all3<A, B, C>(
    a: Result<A, Failure>,
    b: Result<B, Failure>,
    c: Result<C, Failure>,
) -> Result<(A, B, C), Failure> {
    match (a, b, c) {
        (Ok(a), Ok(b), Ok(c)) => Ok((a, b, c)),
        (a, b, c) => {
            let mut fields = Vec::new();
            for failure in [a.err(), b.err(), c.err()].into_iter().flatten() {
                match failure {
                    Failure::Invalid(more) => fields.extend(more),
                    other => return Err(other),
                }
            }
            Err(Failure::Invalid(fields))
        }
    }
}
