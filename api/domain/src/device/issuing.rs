//! May a certificate be issued for a profile's secret and this key? Asked for every certificate request, within its transaction.

use super::certificate::DeviceCertificate;
use super::refusal::DeviceRefusal;
use crate::Timestamp;
use crate::enrollment_url::EnrollmentUrl;
use crate::profile::Profile;
use crate::profile::admission::{Step, admit};
use jiff::SignedDuration;

/// How long a certificate is valid. It is renewed by a new profile, so it may be long.
pub const CERTIFICATE_LIFETIME: SignedDuration = SignedDuration::from_hours(2 * 365 * 24);
/// It is valid a little before it is made: devices have wrong clocks.
pub const BACKDATED: SignedDuration = SignedDuration::from_mins(10);

/// What is done with a request that is granted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Issuing {
    /// A new certificate.
    New,
    /// The same one again: it was for this key, and the answer got lost.
    Again,
}

/// Why none is issued.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NotIssued {
    /// What is told.
    pub why: DeviceRefusal,
    /// Whether somebody else holds the secret too: a second key came with it.
    pub secret_leaked: bool,
}

/// The decision. `same_key` is the certificate this profile got for this key; `other_key` tells whether it got one for another.
///
/// # Errors
/// The [`NotIssued`] that applies.
pub fn issue(
    profile: &Profile,
    url: &EnrollmentUrl,
    same_key: Option<&DeviceCertificate>,
    other_key: bool,
    now: Timestamp,
) -> Result<Issuing, NotIssued> {
    if profile.origin.is_for_one_device() && other_key {
        return Err(NotIssued {
            why: DeviceRefusal::ProfileUsed,
            secret_leaked: true,
        });
    }
    admit(profile, url, Step::Certificate, now).map_err(|refusal| NotIssued {
        why: refusal.into(),
        secret_leaked: false,
    })?;
    Ok(if same_key.is_some() {
        Issuing::Again
    } else {
        Issuing::New
    })
}

#[cfg(test)]
mod tests {
    use super::super::certificate::testing::certificate;
    use super::*;
    use crate::enrollment_url::testing::{retired_url, url};
    use crate::profile::ProfileOrigin;
    use crate::profile::testing::{at, profile};

    #[test]
    fn the_same_key_gets_the_same_certificate_and_another_key_is_an_alarm() {
        let used = Profile {
            certificate_issued_at: Some(at(1)),
            ..profile()
        };
        assert_eq!(
            issue(&profile(), &url(), None, false, at(1)),
            Ok(Issuing::New)
        );
        assert_eq!(
            issue(&used, &url(), Some(&certificate()), false, at(2)),
            Ok(Issuing::Again)
        );
        let alarm = NotIssued {
            why: DeviceRefusal::ProfileUsed,
            secret_leaked: true,
        };
        assert_eq!(issue(&used, &url(), None, true, at(2)), Err(alarm));
    }

    #[test]
    fn a_legacy_profile_gives_every_key_its_certificate_until_its_deadline() {
        let legacy = Profile {
            origin: ProfileOrigin::Legacy,
            certificate_issued_at: Some(at(1)),
            ..profile()
        };
        assert_eq!(issue(&legacy, &url(), None, true, at(2)), Ok(Issuing::New));
        let end = NotIssued {
            why: DeviceRefusal::DeadlinePassed,
            secret_leaked: false,
        };
        assert_eq!(
            issue(
                &legacy,
                &retired_url(),
                Some(&certificate()),
                true,
                at(1_800)
            ),
            Err(end)
        );
    }

    #[test]
    fn no_retry_outlives_the_deadline() {
        let used = Profile {
            certificate_issued_at: Some(at(1)),
            ..profile()
        };
        let just_before = at(1_800) - SignedDuration::from_millis(1);
        assert_eq!(
            issue(
                &used,
                &retired_url(),
                Some(&certificate()),
                false,
                just_before
            ),
            Ok(Issuing::Again)
        );
        assert!(
            issue(
                &used,
                &retired_url(),
                Some(&certificate()),
                false,
                at(1_800)
            )
            .is_err()
        );
    }
}
