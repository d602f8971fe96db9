//! The identity certificate of a device: bound to one device for ever.

use super::Identity;
use crate::{CertificateId, DeviceId, OrganizationId, ProfileId, Timestamp};

/// A certificate as remembered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DeviceCertificate {
    /// Its id.
    pub id: CertificateId,
    /// Whose.
    pub organization_id: OrganizationId,
    /// The profile whose secret it was issued for.
    pub profile_id: ProfileId,
    /// SHA-256 of its bytes.
    pub fingerprint: [u8; 32],
    /// SHA-256 of its public key.
    pub key_fingerprint: [u8; 32],
    /// Since when.
    pub issued_at: Timestamp,
    /// The last moment it is valid.
    pub expires_at: Timestamp,
    /// The device it belongs to, from its first Authenticate on.
    pub identity: Option<Identity>,
    /// An Authenticate the upstream has yet to answer.
    pub claimed_at: Option<Timestamp>,
    /// The device, once Authenticate was accepted.
    pub device_id: Option<DeviceId>,
    /// When Authenticate was accepted.
    pub authenticated_at: Option<Timestamp>,
    /// Its first TokenUpdate.
    pub enrolled_at: Option<Timestamp>,
    /// When another took its place, or its device left.
    pub ended_at: Option<Timestamp>,
}

/// Where a certificate stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CertificateState {
    /// Issued; Authenticate was not accepted yet.
    Issued,
    /// Authenticate was accepted.
    Pending,
    /// It got its TokenUpdate: the device lives under it.
    Live,
    /// It speaks for nobody any more.
    Ended,
}

impl DeviceCertificate {
    /// Where it stands.
    pub const fn state(&self) -> CertificateState {
        match (self.ended_at, self.authenticated_at, self.enrolled_at) {
            (Some(_), _, _) => CertificateState::Ended,
            (None, None, _) => CertificateState::Issued,
            (None, Some(_), None) => CertificateState::Pending,
            (None, Some(_), Some(_)) => CertificateState::Live,
        }
    }
}

#[cfg(test)]
pub(crate) mod testing {
    //! Small certificates for tests.

    use super::*;
    use uuid::Uuid;

    /// Issued at the epoch, for a thousand days.
    pub(crate) fn certificate() -> DeviceCertificate {
        DeviceCertificate {
            id: CertificateId::from_uuid(Uuid::nil()),
            organization_id: OrganizationId::from_uuid(Uuid::nil()),
            profile_id: ProfileId::from_uuid(Uuid::nil()),
            fingerprint: [1; 32],
            key_fingerprint: [2; 32],
            issued_at: Timestamp::UNIX_EPOCH,
            expires_at: Timestamp::UNIX_EPOCH + jiff::SignedDuration::from_hours(24_000),
            identity: None,
            claimed_at: None,
            device_id: None,
            authenticated_at: None,
            enrolled_at: None,
            ended_at: None,
        }
    }
}
