//! Why a device is refused: one variant per reason a person can be told.

use crate::profile::admission::AdmissionRefusal;

macro_rules! refusals {
    ($($(#[$doc:meta])* $variant:ident = $code:literal, $text:literal;)+) => {
        /// Why a device is refused.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, thiserror::Error)]
        pub enum DeviceRefusal { $($(#[$doc])* #[error($text)] $variant),+ }

        impl DeviceRefusal {
            /// All of them.
            pub const ALL: &[DeviceRefusal] = &[$(DeviceRefusal::$variant),+];

            /// The stable code in the API, the audit log and the documentation.
            pub const fn code(self) -> &'static str {
                match self { $(DeviceRefusal::$variant => $code),+ }
            }

            /// Finds a refusal by its code.
            pub fn parse(code: &str) -> Option<Self> {
                match code { $($code => Some(DeviceRefusal::$variant),)+ _ => None }
            }
        }
    };
}

refusals! {
    /// The profile's deadline passed.
    DeadlinePassed = "deadline_passed", "This enrollment profile is no longer valid. Open the enrollment URL again.";
    /// The profile enrolled its one device, or its secret was used with another key.
    ProfileUsed = "profile_used", "This enrollment profile was used already. Download a new one.";
    /// Somebody ended the profile, or deleted its policy.
    ProfileRevoked = "profile_revoked", "This enrollment profile was revoked. Ask IT for help.";
    /// The UDID is live under another certificate and nobody released it.
    DeviceLive = "device_live", "This device is enrolled already. Ask IT to release it.";
    /// The certificate is bound to another UDID.
    CertificateMismatch = "certificate_mismatch", "This identity belongs to another device.";
    /// Another certificate took the place of this one, its device checked out, or it is out of date.
    CertificateEnded = "certificate_ended", "This identity is no longer valid. Enroll again.";
    /// It sent a message before its Authenticate was accepted.
    NotEnrolled = "not_enrolled", "This device is not enrolled.";
    /// A renewal profile met a device it was not made for.
    OtherDevice = "other_device", "This renewal profile was made for another device.";
    /// A certificate asked for its successor by itself (RenewalReq).
    RenewalRequest = "renewal_request", "An identity is renewed by a renewal profile, never by itself.";
    /// A renewal profile met its device, which is not enrolled any more.
    NothingToRenew = "nothing_to_renew", "There is nothing to renew: the device is not enrolled.";
}

impl From<AdmissionRefusal> for DeviceRefusal {
    fn from(refusal: AdmissionRefusal) -> Self {
        match refusal {
            AdmissionRefusal::Revoked => DeviceRefusal::ProfileRevoked,
            AdmissionRefusal::Expired => DeviceRefusal::DeadlinePassed,
            AdmissionRefusal::Used => DeviceRefusal::ProfileUsed,
        }
    }
}
