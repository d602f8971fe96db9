//! The deadline: the moment a profile stops being usable for enrollment. It is computed by comparison, never by a job.

use super::Profile;
use crate::{Timestamp, enrollment_url::EnrollmentUrl};
use jiff::SignedDuration;

/// An unattended profile ends this long after it was issued.
pub const UNATTENDED_LIFETIME: SignedDuration = SignedDuration::from_mins(60);

/// A renewal profile ends this long after it was issued: the device may sleep for days before it takes it.
pub const RENEWAL_LIFETIME: SignedDuration = SignedDuration::from_hours(7 * 24);

/// The earliest of: the end its retired URL gives it, its own end, its revocation. None: it has no deadline.
/// URLs do not touch renewals.
pub fn deadline(profile: &Profile, url: &EnrollmentUrl) -> Option<Timestamp> {
    let by_url = url
        .retired
        .as_ref()
        .filter(|_| profile.origin.renews().is_none())
        .map(|retirement| retirement.profiles_valid_until);
    [by_url, profile.expires_at, profile.revoked_at]
        .into_iter()
        .flatten()
        .min()
}

#[cfg(test)]
mod tests {
    use super::super::ProfileOrigin;
    use super::super::testing::{at, profile};
    use super::*;
    use crate::DeviceId;
    use crate::enrollment_url::testing::{retired_url, url};
    use uuid::Uuid;

    #[test]
    fn a_live_urls_profile_has_no_deadline_and_a_retired_urls_has_its_urls() {
        assert_eq!(deadline(&profile(), &url()), None);
        assert_eq!(deadline(&profile(), &retired_url()), Some(at(1_800)));
    }

    #[test]
    fn a_renewal_is_untouched_by_its_devices_url() {
        let renewal = Profile {
            origin: ProfileOrigin::Renewal {
                device: DeviceId::from_uuid(Uuid::nil()),
            },
            expires_at: Some(at(9_000)),
            ..profile()
        };
        assert_eq!(deadline(&renewal, &retired_url()), Some(at(9_000)));
    }

    #[test]
    fn the_earliest_end_counts() {
        let profile = Profile {
            expires_at: Some(at(3_600)),
            revoked_at: Some(at(60)),
            ..profile()
        };
        assert_eq!(deadline(&profile, &retired_url()), Some(at(60)));
        let profile = Profile {
            revoked_at: None,
            ..profile
        };
        assert_eq!(deadline(&profile, &url()), Some(at(3_600)));
    }
}
