//! May this certificate speak for this device? Asked for every message but Authenticate; no deadline is.

use super::Identity;
use super::certificate::{CertificateState, DeviceCertificate};
use super::refusal::DeviceRefusal;
use crate::Timestamp;

/// The decision; it says whether the device lives under the certificate or is about to.
pub fn authorize_message(
    certificate: &DeviceCertificate,
    identity: &Identity,
    now: Timestamp,
) -> Result<CertificateState, DeviceRefusal> {
    match certificate.state() {
        _ if certificate
            .identity
            .as_ref()
            .is_some_and(|bound| bound != identity) =>
        {
            Err(DeviceRefusal::CertificateMismatch)
        }
        _ if now > certificate.expires_at => Err(DeviceRefusal::CertificateEnded),
        CertificateState::Issued => Err(DeviceRefusal::NotEnrolled),
        CertificateState::Ended => Err(DeviceRefusal::CertificateEnded),
        state @ (CertificateState::Pending | CertificateState::Live) => Ok(state),
    }
}

/// May it give or take what the device left in keeping (a Mac's bootstrap token)? Only the certificate the device lives under:
/// one that is about to take its place may still be an impostor's.
pub fn authorize_escrow(state: CertificateState) -> Result<CertificateState, DeviceRefusal> {
    match state {
        CertificateState::Live => Ok(state),
        CertificateState::Pending | CertificateState::Issued => Err(DeviceRefusal::NotEnrolled),
        CertificateState::Ended => Err(DeviceRefusal::CertificateEnded),
    }
}

#[cfg(test)]
mod tests {
    use super::super::certificate::testing::certificate;
    use super::*;
    use crate::profile::testing::at;

    #[test]
    fn a_certificate_speaks_for_its_own_device_from_authenticate_to_its_end() {
        let me = Identity::Udid("A".into());
        let issued = certificate();
        assert_eq!(
            authorize_message(&issued, &me, at(9)),
            Err(DeviceRefusal::NotEnrolled)
        );
        let pending = DeviceCertificate {
            identity: Some(me.clone()),
            authenticated_at: Some(at(1)),
            ..issued
        };
        assert_eq!(
            authorize_message(&pending, &me, at(9)),
            Ok(CertificateState::Pending)
        );
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
            enrolled_at: Some(at(2)),
            ..pending
        };
        assert_eq!(
            authorize_message(&live, &me, at(9)),
            Ok(CertificateState::Live)
        );
        let late = live.expires_at + jiff::SignedDuration::from_micros(1);
        assert_eq!(
            authorize_message(&live, &me, live.expires_at),
            Ok(CertificateState::Live)
        );
        assert_eq!(
            authorize_message(&live, &me, late),
            Err(DeviceRefusal::CertificateEnded)
        );
        let ended = DeviceCertificate {
            ended_at: Some(at(3)),
            ..live
        };
        assert_eq!(
            authorize_message(&ended, &me, at(9)),
            Err(DeviceRefusal::CertificateEnded)
        );
    }

    #[test]
    fn only_the_certificate_a_device_lives_under_is_trusted_with_what_it_left() {
        assert_eq!(
            authorize_escrow(CertificateState::Live),
            Ok(CertificateState::Live)
        );
        assert_eq!(
            authorize_escrow(CertificateState::Pending),
            Err(DeviceRefusal::NotEnrolled)
        );
        assert_eq!(
            authorize_escrow(CertificateState::Issued),
            Err(DeviceRefusal::NotEnrolled)
        );
        assert_eq!(
            authorize_escrow(CertificateState::Ended),
            Err(DeviceRefusal::CertificateEnded)
        );
    }
}
