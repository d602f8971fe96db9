//! The identity certificate of a device: bound to one device for ever, and what becomes of it.

use super::Identity;
use super::refusal::DeviceRefusal;
use crate::{CertificateId, DeviceId, OrganizationId, ProfileId, Timestamp};
use jiff::SignedDuration;

/// How long an Authenticate that waits for the upstream's answer keeps others from the same UDID: longer than any upstream is
/// waited for.
pub const CLAIM_TIMEOUT: SignedDuration = SignedDuration::from_secs(60);

/// A certificate as remembered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DeviceCertificate {
    /// Version 7, made when it was issued.
    pub id: CertificateId,
    /// The organization of the profile it was issued for.
    pub organization_id: OrganizationId,
    /// The profile whose secret it was issued for.
    pub profile_id: ProfileId,
    /// SHA-256 of its DER bytes.
    pub fingerprint: [u8; 32],
    /// SHA-256 of its public key (SubjectPublicKeyInfo, DER).
    pub key_fingerprint: [u8; 32],
    /// When it was signed; its own `notBefore` is a little earlier.
    pub issued_at: Timestamp,
    /// The last moment it is valid (`notAfter`).
    pub expires_at: Timestamp,
    /// The device it is bound to, from its first Authenticate on.
    pub identity: Option<Identity>,
    /// How far its enrollment has come.
    pub state: CertificateState,
}

/// How far the enrollment under a certificate has come, each state with what belongs to it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CertificateState {
    /// Issued; Authenticate was not accepted yet.
    Issued {
        /// When an Authenticate began to wait for the upstream's answer.
        claimed_at: Option<Timestamp>,
    },
    /// Authenticate was accepted: the certificate is about to be the device's.
    Pending {
        /// The device it enrolls.
        device_id: DeviceId,
        /// When Authenticate was accepted.
        at: Timestamp,
    },
    /// It got its TokenUpdate: the device lives under it.
    Live {
        /// The device that lives under it.
        device_id: DeviceId,
        /// When its first TokenUpdate came.
        at: Timestamp,
    },
    /// It authorizes nothing any more.
    Ended {
        /// When another took its place, or its device left.
        at: Timestamp,
    },
}

impl DeviceCertificate {
    /// The device it enrolls or enrolled, while it authorizes messages.
    pub const fn device_id(&self) -> Option<DeviceId> {
        match self.state {
            CertificateState::Pending { device_id, .. }
            | CertificateState::Live { device_id, .. } => Some(device_id),
            CertificateState::Issued { .. } | CertificateState::Ended { .. } => None,
        }
    }

    /// Whether it belongs to another device than the one that sent a message under it.
    pub fn is_bound_to_another(&self, identity: &Identity) -> bool {
        self.identity
            .as_ref()
            .is_some_and(|bound| bound != identity)
    }

    /// An Authenticate waits for the upstream's answer from `now` on; the certificate is bound.
    ///
    /// # Errors
    /// [`DeviceRefusal`], when it is another device's or not one that waits for its Authenticate.
    pub fn claim(self, identity: &Identity, now: Timestamp) -> Result<Self, DeviceRefusal> {
        let claimed_at = Some(now);
        Ok(Self {
            state: CertificateState::Issued { claimed_at },
            ..self.bind(identity)?
        })
    }

    /// The upstream did not accept the Authenticate: the claim ends, the binding stays.
    pub fn withdraw_claim(self) -> Self {
        match self.state {
            CertificateState::Issued { .. } => Self {
                state: CertificateState::Issued { claimed_at: None },
                ..self
            },
            _ => self,
        }
    }

    /// Authenticate was accepted.
    ///
    /// # Errors
    /// [`DeviceRefusal`], when it is another device's or not one that waits for its Authenticate.
    pub fn accept(
        self,
        identity: &Identity,
        device_id: DeviceId,
        now: Timestamp,
    ) -> Result<Self, DeviceRefusal> {
        Ok(Self {
            state: CertificateState::Pending { device_id, at: now },
            ..self.bind(identity)?
        })
    }

    /// Its first TokenUpdate came.
    ///
    /// # Errors
    /// [`DeviceRefusal`], when its Authenticate was not accepted, or it has ended; a live one stays as it is.
    pub fn enroll(self, now: Timestamp) -> Result<Self, DeviceRefusal> {
        match self.state {
            CertificateState::Pending { device_id, .. } => Ok(Self {
                state: CertificateState::Live { device_id, at: now },
                ..self
            }),
            CertificateState::Live { .. } => Ok(self),
            CertificateState::Issued { .. } => Err(DeviceRefusal::NotEnrolled),
            CertificateState::Ended { .. } => Err(DeviceRefusal::CertificateEnded),
        }
    }

    /// Another took its place, or its device left; the first end counts.
    pub fn end(self, now: Timestamp) -> Self {
        match self.state {
            CertificateState::Ended { .. } => self,
            _ => Self {
                state: CertificateState::Ended { at: now },
                ..self
            },
        }
    }

    fn bind(self, identity: &Identity) -> Result<Self, DeviceRefusal> {
        match self.state {
            _ if self.is_bound_to_another(identity) => Err(DeviceRefusal::CertificateMismatch),
            CertificateState::Issued { .. } => Ok(Self {
                identity: Some(identity.clone()),
                ..self
            }),
            CertificateState::Pending { .. }
            | CertificateState::Live { .. }
            | CertificateState::Ended { .. } => Err(DeviceRefusal::CertificateEnded),
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
            state: CertificateState::Issued { claimed_at: None },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::testing::certificate;
    use super::*;
    use crate::profile::testing::at;
    use uuid::Uuid;

    fn me() -> Identity {
        Identity::Udid("A".into())
    }

    #[test]
    fn a_certificate_goes_from_issued_to_live_to_ended_and_never_back() {
        let device_id = DeviceId::from_uuid(Uuid::from_u128(7));
        let pending = certificate().accept(&me(), device_id, at(1)).unwrap();
        assert_eq!(
            pending.state,
            CertificateState::Pending {
                device_id,
                at: at(1)
            }
        );
        assert_eq!(pending.identity, Some(me()));
        let live = pending.enroll(at(2)).unwrap();
        assert_eq!(
            live.state,
            CertificateState::Live {
                device_id,
                at: at(2)
            }
        );
        assert_eq!(live.clone().enroll(at(3)), Ok(live.clone()));
        let ended = live.clone().end(at(4));
        assert_eq!(ended.state, CertificateState::Ended { at: at(4) });
        assert_eq!(ended.clone().end(at(5)), ended);
        let over = Err(DeviceRefusal::CertificateEnded);
        assert_eq!(ended.clone().enroll(at(5)), over);
        assert_eq!(ended.clone().claim(&me(), at(5)), over);
        assert_eq!(live.accept(&me(), device_id, at(5)), over);
    }

    #[test]
    fn a_claim_binds_the_certificate_and_its_withdrawal_does_not_free_it() {
        let claimed = certificate().claim(&me(), at(1)).unwrap();
        let claimed_at = Some(at(1));
        assert_eq!(claimed.state, CertificateState::Issued { claimed_at });
        let withdrawn = claimed.withdraw_claim();
        assert_eq!(
            withdrawn.state,
            CertificateState::Issued { claimed_at: None }
        );
        let other = Identity::EnrollmentId("A".into());
        assert_eq!(
            withdrawn.clone().claim(&other, at(2)),
            Err(DeviceRefusal::CertificateMismatch)
        );
        assert!(withdrawn.claim(&me(), at(2)).is_ok());
    }

    #[test]
    fn no_token_update_completes_what_no_authenticate_began() {
        assert_eq!(certificate().enroll(at(1)), Err(DeviceRefusal::NotEnrolled));
    }
}
