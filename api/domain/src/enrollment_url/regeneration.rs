//! Retiring a URL and the deadline of its profiles: fixed by the first retirement, afterwards only ever moved earlier.

use super::{EnrollmentUrl, Reason, Retirement};
use crate::{Timestamp, access::actor::ActorRef};
use jiff::SignedDuration;

/// How long the profiles of a retired URL go on: 30 minutes, or not at all.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Grace {
    /// 30 minutes from the retirement.
    #[default]
    ThirtyMinutes,
    /// They end with it.
    Nothing,
}

/// Neither 30 nor 0 minutes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("Choose 30 minutes, or 0 to invalidate at once.")]
pub struct GraceRefusal;

impl Grace {
    /// Both choices.
    pub const ALL: [Grace; 2] = [Self::ThirtyMinutes, Self::Nothing];

    /// 30 or 0.
    ///
    /// # Errors
    /// The [`GraceRefusal`] that applies.
    pub const fn from_minutes(minutes: i64) -> Result<Self, GraceRefusal> {
        match minutes {
            30 => Ok(Self::ThirtyMinutes),
            0 => Ok(Self::Nothing),
            _ => Err(GraceRefusal),
        }
    }

    /// 30 or 0.
    pub const fn minutes(self) -> i64 {
        match self {
            Self::ThirtyMinutes => 30,
            Self::Nothing => 0,
        }
    }
}

/// Retires a live URL at `now`; None if it is retired already, for its first retirement stands.
pub fn retire(
    url: &EnrollmentUrl,
    reason: Reason,
    grace: Grace,
    by: Option<ActorRef>,
    now: Timestamp,
) -> Option<Retirement> {
    url.is_live().then(|| Retirement {
        at: now,
        by,
        reason,
        profiles_valid_until: now + SignedDuration::from_mins(grace.minutes()),
    })
}

/// The deadline of a retired URL's profiles when they are to end at `now`: never later than it was. None while it is live.
pub fn end_now(url: &EnrollmentUrl, now: Timestamp) -> Option<Timestamp> {
    url.retired
        .as_ref()
        .map(|retirement| retirement.profiles_valid_until.min(now))
}

#[cfg(test)]
mod tests {
    use super::super::testing::url;
    use super::*;

    fn at(minutes: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minutes)
    }

    #[test]
    fn profiles_go_on_for_thirty_minutes_or_end_at_once() {
        let retired = |grace| {
            retire(&url(), Reason::Regenerated, grace, None, at(0))
                .unwrap()
                .profiles_valid_until
        };
        assert_eq!(retired(Grace::ThirtyMinutes), at(30));
        assert_eq!(retired(Grace::Nothing), at(0));
        assert_eq!(Grace::from_minutes(15), Err(GraceRefusal));
    }

    #[test]
    fn a_second_retirement_changes_nothing() {
        let mut url = url();
        url.retired = retire(&url, Reason::Regenerated, Grace::ThirtyMinutes, None, at(0));
        assert_eq!(
            retire(
                &url,
                Reason::Regenerated,
                Grace::ThirtyMinutes,
                None,
                at(10)
            ),
            None
        );
    }

    #[test]
    fn a_deadline_only_ever_moves_earlier() {
        let mut url = url();
        assert_eq!(end_now(&url, at(0)), None);
        url.retired = retire(&url, Reason::Regenerated, Grace::ThirtyMinutes, None, at(0));
        assert_eq!(end_now(&url, at(10)), Some(at(10)));
        assert_eq!(end_now(&url, at(40)), Some(at(30)));
    }
}
