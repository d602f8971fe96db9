//! Why a device is refused: one variant per reason a person can be told.

use crate::profile::admission::AdmissionRefusal;

/// Why a device is refused.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Debug,
    thiserror::Error,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum DeviceRefusal {
    /// The profile's deadline passed.
    #[error("This enrollment profile is no longer valid. Open the enrollment URL again.")]
    DeadlinePassed,
    /// The profile enrolled its one device, or its secret was used with another key.
    #[error("This enrollment profile was used already. Download a new one.")]
    ProfileUsed,
    /// Somebody ended the profile, or deleted its policy.
    #[error("This enrollment profile was revoked. Ask IT for help.")]
    ProfileRevoked,
    /// The UDID is live under another certificate and nobody released it.
    #[error("This device is enrolled already. Ask IT to release it.")]
    DeviceLive,
    /// The certificate is bound to another UDID.
    #[error("This identity belongs to another device.")]
    CertificateMismatch,
    /// Another certificate took the place of this one, its device checked out, or it is out of date.
    #[error("This identity is no longer valid. Enroll again.")]
    CertificateEnded,
    /// It sent a message before its Authenticate was accepted.
    #[error("This device is not enrolled.")]
    NotEnrolled,
    /// A renewal profile met a device it was not made for.
    #[error("This renewal profile was made for another device.")]
    OtherDevice,
    /// A certificate asked for its successor by itself (RenewalReq).
    #[error("An identity is renewed by a renewal profile, never by itself.")]
    RenewalRequest,
    /// A renewal profile met its device, which is not enrolled any more.
    #[error("There is nothing to renew: the device is not enrolled.")]
    NothingToRenew,
}

impl DeviceRefusal {
    /// The stable code in the API, the audit log and the documentation.
    pub fn code(self) -> &'static str {
        self.into()
    }
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
