//! The one registry of ids: each noun has its own type, so one cannot be passed for another.

use std::fmt;
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $name(Uuid);

        impl $name {
            /// Wraps a UUID that is known to name one of these.
            pub const fn from_uuid(uuid: Uuid) -> Self { Self(uuid) }
            /// The UUID inside.
            pub const fn uuid(self) -> Uuid { self.0 }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, uuid::Error> { Uuid::parse_str(text).map(Self) }
        }
    )+};
}

ids! {
    /// The tenant that owns everything below it.
    OrganizationId,
    /// A person who signs in to the console.
    UserId,
    /// One sign-in of a user.
    SessionId,
    /// A credential of an integration.
    ApiTokenId,
    /// A node of the policy tree.
    PolicyId,
    /// An entry point of one policy, live or retired.
    EnrollmentUrlId,
    /// One download of an enrollment profile.
    ProfileId,
    /// One setting of a passcode; a change of the passcode is a new one.
    PasscodeId,
    /// An enrolled (or enrolling) device.
    DeviceId,
    /// The identity certificate of a device.
    CertificateId,
    /// A line of the audit log.
    AuditEventId,
}
