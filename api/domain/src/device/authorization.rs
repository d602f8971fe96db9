//! May this certificate authorize a message of this device? Asked for every message but Authenticate; no deadline is.

use super::Identity;
use super::certificate::{CertificateState, DeviceCertificate};
use super::refusal::DeviceRefusal;
use crate::Timestamp;

/// The decision; it says whether the device lives under the certificate or is about to.
///
/// # Errors
/// [`DeviceRefusal`], when the certificate is another device's, ended, out of date or not enrolled.
pub fn authorize_message(
    certificate: &DeviceCertificate,
    identity: &Identity,
    now: Timestamp,
) -> Result<CertificateState, DeviceRefusal> {
    match certificate.state {
        _ if certificate.is_bound_to_another(identity) => Err(DeviceRefusal::CertificateMismatch),
        _ if now > certificate.expires_at => Err(DeviceRefusal::CertificateEnded),
        CertificateState::Issued { .. } => Err(DeviceRefusal::NotEnrolled),
        CertificateState::Ended { .. } => Err(DeviceRefusal::CertificateEnded),
        state @ (CertificateState::Pending { .. } | CertificateState::Live { .. }) => Ok(state),
    }
}

/// May it give or take what the device left in keeping (a Mac's bootstrap token)? Only the certificate the device lives under:
/// one that is about to take its place may still be an impostor's.
///
/// # Errors
/// [`DeviceRefusal`], when the device does not live under it.
pub fn authorize_escrow(state: CertificateState) -> Result<CertificateState, DeviceRefusal> {
    match state {
        CertificateState::Live { .. } => Ok(state),
        CertificateState::Pending { .. } | CertificateState::Issued { .. } => {
            Err(DeviceRefusal::NotEnrolled)
        }
        CertificateState::Ended { .. } => Err(DeviceRefusal::CertificateEnded),
    }
}

#[cfg(test)]
mod tests {
    use super::super::certificate::testing::certificate;
    use super::*;
    use crate::DeviceId;
    use crate::profile::testing::at;
    use uuid::Uuid;

    const DEVICE: DeviceId = DeviceId::from_uuid(Uuid::from_u128(7));
    const PENDING: CertificateState = CertificateState::Pending {
        device_id: DEVICE,
        at: Timestamp::UNIX_EPOCH,
    };
    const LIVE: CertificateState = CertificateState::Live {
        device_id: DEVICE,
        at: Timestamp::UNIX_EPOCH,
    };

    #[test]
    fn a_certificate_authorizes_its_own_device_from_authenticate_to_its_end() {
        let me = Identity::Udid("A".into());
        let issued = certificate();
        assert_eq!(
            authorize_message(&issued, &me, at(9)),
            Err(DeviceRefusal::NotEnrolled)
        );
        let pending = DeviceCertificate {
            identity: Some(me.clone()),
            state: PENDING,
            ..issued
        };
        assert_eq!(authorize_message(&pending, &me, at(9)), Ok(PENDING));
        for other in [
            Identity::Udid("B".into()),
            Identity::EnrollmentId("A".into()),
        ] {
            assert_eq!(
                authorize_message(&pending, &other, at(9)),
                Err(DeviceRefusal::CertificateMismatch)
            );
        }
        let live = DeviceCertificate {
            state: LIVE,
            ..pending
        };
        assert_eq!(authorize_message(&live, &me, at(9)), Ok(LIVE));
        let late = live.expires_at + jiff::SignedDuration::from_micros(1);
        assert_eq!(authorize_message(&live, &me, live.expires_at), Ok(LIVE));
        assert_eq!(
            authorize_message(&live, &me, late),
            Err(DeviceRefusal::CertificateEnded)
        );
        assert_eq!(
            authorize_message(&live.end(at(3)), &me, at(9)),
            Err(DeviceRefusal::CertificateEnded)
        );
    }

    #[test]
    fn only_the_certificate_a_device_lives_under_is_trusted_with_what_it_left() {
        assert_eq!(authorize_escrow(LIVE), Ok(LIVE));
        assert_eq!(authorize_escrow(PENDING), Err(DeviceRefusal::NotEnrolled));
        assert_eq!(
            authorize_escrow(CertificateState::Issued { claimed_at: None }),
            Err(DeviceRefusal::NotEnrolled)
        );
        assert_eq!(
            authorize_escrow(CertificateState::Ended { at: at(3) }),
            Err(DeviceRefusal::CertificateEnded)
        );
    }
}
