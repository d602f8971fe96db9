//! What has become of a profile, as the API tells it.

use super::{Profile, deadline::deadline};
use crate::{Timestamp, enrollment_url::EnrollmentUrl};

/// The states, each with its name in the API.
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, strum::EnumString, strum::IntoStaticStr, strum::VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum State {
    /// Unlocked, not downloaded.
    Ready,
    /// Downloaded, its secret unused.
    Downloaded,
    /// A certificate was issued for its secret.
    CertificateIssued,
    /// Authenticate was accepted.
    Enrolled,
    /// Its deadline passed, or its ticket ended before any download.
    Expired,
    /// Somebody ended it.
    Revoked,
}

impl State {
    /// The name in the API.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Downloaded and not enrolled, before its deadline.
    pub const fn is_in_flight(self) -> bool {
        matches!(self, State::Downloaded | State::CertificateIssued)
    }
}

/// The state at `now`. A legacy profile is never `enrolled`: any number of devices may use it.
pub fn state(profile: &Profile, url: &EnrollmentUrl, now: Timestamp) -> State {
    let ended = deadline(profile, url).is_some_and(|deadline| now >= deadline);
    let never_fetched =
        profile.downloaded_at.is_none() && profile.ticket_expires_at.is_some_and(|end| now >= end);
    match profile {
        p if p.enrolled_at.is_some() => State::Enrolled,
        p if p.revoked_at.is_some() => State::Revoked,
        _ if ended || never_fetched => State::Expired,
        p if p.certificate_issued_at.is_some() => State::CertificateIssued,
        p if p.downloaded_at.is_some() => State::Downloaded,
        _ => State::Ready,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{at, profile};
    use super::*;
    use crate::enrollment_url::testing::{retired_url, url};

    #[test]
    fn a_profile_goes_from_ready_to_enrolled() {
        let ready = Profile {
            downloaded_at: None,
            ..profile()
        };
        assert_eq!(state(&ready, &url(), at(1)), State::Ready);
        assert_eq!(state(&profile(), &url(), at(1)), State::Downloaded);
        let issued = Profile {
            certificate_issued_at: Some(at(2)),
            ..profile()
        };
        assert_eq!(state(&issued, &url(), at(3)), State::CertificateIssued);
        let enrolled = Profile {
            enrolled_at: Some(at(4)),
            ..issued
        };
        assert_eq!(state(&enrolled, &retired_url(), at(9_999)), State::Enrolled);
    }

    #[test]
    fn a_downloaded_profile_expires_thirty_minutes_after_its_url_is_retired_to_the_microsecond() {
        let just_before = at(1_800) - jiff::SignedDuration::from_micros(1);
        assert_eq!(
            state(&profile(), &retired_url(), just_before),
            State::Downloaded
        );
        assert_eq!(state(&profile(), &retired_url(), at(1_800)), State::Expired);
        assert_eq!(state(&profile(), &url(), at(999_999)), State::Downloaded);
    }

    #[test]
    fn a_ticket_nobody_used_expires_with_its_ten_minutes() {
        let ready = Profile {
            downloaded_at: None,
            ..profile()
        };
        assert_eq!(state(&ready, &url(), at(599)), State::Ready);
        assert_eq!(state(&ready, &url(), at(600)), State::Expired);
    }

    #[test]
    fn a_revoked_profile_says_so() {
        assert_eq!(
            state(
                &Profile {
                    revoked_at: Some(at(5)),
                    ..profile()
                },
                &url(),
                at(6)
            ),
            State::Revoked
        );
    }
}
