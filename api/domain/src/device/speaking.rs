//! May this certificate speak for this device? Asked for every message but Authenticate; no deadline is.

use super::Identity;
use super::certificate::{DeviceCertificate, Standing};
use super::refusal::Refusal;
use crate::Timestamp;

/// The decision; it says whether the device lives under the certificate or is about to.
pub fn speak(
    certificate: &DeviceCertificate,
    identity: &Identity,
    now: Timestamp,
) -> Result<Standing, Refusal> {
    match certificate.standing() {
        _ if certificate
            .identity
            .as_ref()
            .is_some_and(|bound| bound != identity) =>
        {
            Err(Refusal::CertificateMismatch)
        }
        _ if now > certificate.expires_at => Err(Refusal::CertificateEnded),
        Standing::Issued => Err(Refusal::NotEnrolled),
        Standing::Ended => Err(Refusal::CertificateEnded),
        standing @ (Standing::Pending | Standing::Live) => Ok(standing),
    }
}

/// May it give or take what the device left in keeping (a Mac's bootstrap token)? Only the certificate the device lives under:
/// one that is about to take its place may still be an impostor's.
pub fn entrust(standing: Standing) -> Result<Standing, Refusal> {
    match standing {
        Standing::Live => Ok(standing),
        Standing::Pending | Standing::Issued => Err(Refusal::NotEnrolled),
        Standing::Ended => Err(Refusal::CertificateEnded),
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
        assert_eq!(speak(&issued, &me, at(9)), Err(Refusal::NotEnrolled));
        let pending = DeviceCertificate {
            identity: Some(me.clone()),
            authenticated_at: Some(at(1)),
            ..issued
        };
        assert_eq!(speak(&pending, &me, at(9)), Ok(Standing::Pending));
        for other in [
            Identity::Udid("B".into()),
            Identity::EnrollmentId("A".into()),
        ] {
            assert_eq!(
                speak(&pending, &other, at(9)),
                Err(Refusal::CertificateMismatch)
            );
        }
        let live = DeviceCertificate {
            enrolled_at: Some(at(2)),
            ..pending
        };
        assert_eq!(speak(&live, &me, at(9)), Ok(Standing::Live));
        let late = live.expires_at + jiff::SignedDuration::from_micros(1);
        assert_eq!(speak(&live, &me, live.expires_at), Ok(Standing::Live));
        assert_eq!(speak(&live, &me, late), Err(Refusal::CertificateEnded));
        let ended = DeviceCertificate {
            ended_at: Some(at(3)),
            ..live
        };
        assert_eq!(speak(&ended, &me, at(9)), Err(Refusal::CertificateEnded));
    }

    #[test]
    fn only_the_certificate_a_device_lives_under_is_trusted_with_what_it_left() {
        assert_eq!(entrust(Standing::Live), Ok(Standing::Live));
        assert_eq!(entrust(Standing::Pending), Err(Refusal::NotEnrolled));
        assert_eq!(entrust(Standing::Issued), Err(Refusal::NotEnrolled));
        assert_eq!(entrust(Standing::Ended), Err(Refusal::CertificateEnded));
    }
}
