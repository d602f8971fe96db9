//! The ticket: what an unlock hands the browser. It downloads one profile, the same bytes, for 10 minutes.

use super::Profile;
use crate::enrollment_url::{
    EnrollmentUrl,
    standing::{UrlRefusal, admit_unlock},
};
use crate::secure_enrollment::pause::Paused;
use crate::{PasscodeId, Timestamp};
use jiff::SignedDuration;

/// How long a ticket lives.
pub const TICKET_LIFETIME: SignedDuration = SignedDuration::from_mins(10);

/// Why a ticket yields no profile.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum TicketRefusal {
    /// The URL is retired or paused.
    #[error(transparent)]
    Url(#[from] UrlRefusal),
    /// `ticket_expired`: its time is over, the passcode changed, or the profile was ended.
    #[error("This download has ended. Open the enrollment URL again.")]
    Expired,
}

/// Whether a ticket may download now, asked again in the download's own transaction. `passcode` is the setting in force now:
/// it must be the one in force at the unlock.
///
/// # Errors
/// [`TicketRefusal`], when its URL yields nothing or its time is over.
pub fn admit_download(
    profile: &Profile,
    url: &EnrollmentUrl,
    paused: Option<&Paused>,
    passcode: Option<PasscodeId>,
    now: Timestamp,
) -> Result<(), TicketRefusal> {
    // A renewal is for a device that is enrolled: whatever becomes of the URL it came by.
    if profile.origin.renews().is_none() {
        admit_unlock(url, paused)?;
    }
    let in_time = profile.ticket_expires_at.is_some_and(|end| now < end);
    let same_passcode =
        profile.origin != super::ProfileOrigin::Unlock || profile.passcode_id == passcode;
    if in_time && same_passcode && profile.revoked_at.is_none() {
        Ok(())
    } else {
        Err(TicketRefusal::Expired)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{at, profile};
    use super::*;
    use crate::enrollment_url::testing::{retired_url, url};
    use uuid::Uuid;

    #[test]
    fn a_ticket_downloads_for_ten_minutes() {
        let just_before = at(600) - SignedDuration::from_micros(1);
        assert_eq!(
            admit_download(&profile(), &url(), None, None, just_before),
            Ok(())
        );
        assert_eq!(
            admit_download(&profile(), &url(), None, None, at(600)),
            Err(TicketRefusal::Expired)
        );
    }

    #[test]
    fn a_retired_url_ends_its_tickets_at_once_downloaded_before_or_not() {
        let refused = Err(TicketRefusal::Url(UrlRefusal::Retired));
        assert_eq!(
            admit_download(&profile(), &retired_url(), None, None, at(1)),
            refused
        );
    }

    #[test]
    fn a_renewal_is_downloaded_whatever_became_of_the_url() {
        let renewal = Profile {
            origin: crate::profile::ProfileOrigin::Renewal {
                device: crate::DeviceId::from_uuid(Uuid::nil()),
            },
            ..profile()
        };
        assert_eq!(
            admit_download(&renewal, &retired_url(), None, None, at(1)),
            Ok(())
        );
    }

    #[test]
    fn a_changed_passcode_ends_the_ticket() {
        let passcode = |n| Some(PasscodeId::from_uuid(Uuid::from_u128(n)));
        let unlocked = Profile {
            passcode_id: passcode(1),
            ..profile()
        };
        assert_eq!(
            admit_download(&unlocked, &url(), None, passcode(1), at(1)),
            Ok(())
        );
        assert_eq!(
            admit_download(&unlocked, &url(), None, passcode(2), at(1)),
            Err(TicketRefusal::Expired)
        );
        assert_eq!(
            admit_download(&unlocked, &url(), None, None, at(1)),
            Err(TicketRefusal::Expired)
        );
        assert_eq!(
            admit_download(&profile(), &url(), None, passcode(1), at(1)),
            Err(TicketRefusal::Expired)
        );
    }
}
