//! May this profile be used for this step, now? Asked when a certificate is requested and again at Authenticate.

use super::{Profile, deadline::deadline};
use crate::{Timestamp, enrollment_url::EnrollmentUrl};

/// The two moments the deadline is asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// The identity certificate is requested (SCEP).
    Certificate,
    /// MDM `Authenticate`: the commit point.
    Authenticate,
}

/// Why a profile cannot be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum AdmissionRefusal {
    /// Somebody ended this profile.
    #[error("This profile was revoked.")]
    Revoked,
    /// Its deadline passed.
    #[error("This profile has expired.")]
    Expired,
    /// It enrolled its one device.
    #[error("This profile was used already.")]
    Used,
}

/// The decision. Once Authenticate was accepted the deadline is never asked again, so an enrolled profile repeats it freely.
///
/// # Errors
/// [`AdmissionRefusal`], when it was used, ended by somebody, or its deadline passed.
pub fn admit(
    profile: &Profile,
    url: &EnrollmentUrl,
    step: Step,
    now: Timestamp,
) -> Result<(), AdmissionRefusal> {
    let single_device = profile.origin.is_for_one_device();
    match (profile.enrolled_at.is_some() && single_device, step) {
        (true, Step::Authenticate) => return Ok(()),
        (true, Step::Certificate) => return Err(AdmissionRefusal::Used),
        (false, _) => {}
    }
    if profile.revoked_at.is_some_and(|at| now >= at) {
        return Err(AdmissionRefusal::Revoked);
    }
    if deadline(profile, url).is_some_and(|deadline| now >= deadline) {
        Err(AdmissionRefusal::Expired)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{at, profile};
    use super::*;
    use crate::enrollment_url::testing::{retired_url, url};

    #[test]
    fn a_profile_dies_thirty_minutes_after_its_url_is_regenerated() {
        let just_before = at(1_800) - jiff::SignedDuration::from_millis(1);
        for step in [Step::Certificate, Step::Authenticate] {
            assert_eq!(admit(&profile(), &retired_url(), step, just_before), Ok(()));
            assert_eq!(
                admit(&profile(), &retired_url(), step, at(1_800)),
                Err(AdmissionRefusal::Expired)
            );
            assert_eq!(admit(&profile(), &url(), step, at(999_999)), Ok(()));
        }
    }

    #[test]
    fn once_authenticate_was_accepted_no_deadline_is_asked_again() {
        let enrolled = Profile {
            certificate_issued_at: Some(at(1)),
            enrolled_at: Some(at(2)),
            ..profile()
        };
        assert_eq!(
            admit(&enrolled, &retired_url(), Step::Authenticate, at(99_999)),
            Ok(())
        );
        assert_eq!(
            admit(&enrolled, &retired_url(), Step::Certificate, at(3)),
            Err(AdmissionRefusal::Used)
        );
    }

    #[test]
    fn a_revoked_profile_is_refused() {
        let revoked = Profile {
            revoked_at: Some(at(5)),
            ..profile()
        };
        assert_eq!(
            admit(&revoked, &url(), Step::Certificate, at(6)),
            Err(AdmissionRefusal::Revoked)
        );
    }
}
