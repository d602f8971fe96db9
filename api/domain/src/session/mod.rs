//! A user's sign-in: how long it lives and how its refresh token rotates.

use crate::{OrganizationId, SessionId, Timestamp, UserId};
use jiff::SignedDuration;

/// A session ends this long after the sign-in, whatever happens.
pub const MAX_LIFETIME: SignedDuration = SignedDuration::from_hours(12);
/// A session ends when it was not refreshed for this long.
pub const IDLE_TIMEOUT: SignedDuration = SignedDuration::from_mins(60);
/// The access cookie is good for this long between refreshes.
pub const ACCESS_LIFETIME: SignedDuration = SignedDuration::from_mins(10);
/// Two tabs may present the same refresh token within this time.
pub const TWO_TABS: SignedDuration = SignedDuration::from_secs(10);

/// One sign-in, as remembered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Session {
    /// UUIDv7: session ids sort by the moment they were made.
    pub id: SessionId,
    /// Whose organization.
    pub organization_id: OrganizationId,
    /// Who signed in.
    pub user_id: UserId,
    /// The moment the session was made, UTC.
    pub created_at: Timestamp,
    /// How often the refresh token was rotated.
    pub refreshes: i64,
    /// When it was rotated last.
    pub refreshed_at: Timestamp,
    /// The absolute end.
    pub expires_at: Timestamp,
    /// When it was ended before its time.
    pub revoked_at: Option<Timestamp>,
}

/// Whether a session still counts at `now`.
pub fn is_alive(session: &Session, now: Timestamp) -> bool {
    session.revoked_at.is_none()
        && now < session.expires_at
        && now < session.refreshed_at + IDLE_TIMEOUT
}

/// What presenting a refresh token leads to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refresh {
    /// The newest one: rotate.
    Rotate,
    /// The one before, moments ago, by the other tab: hand out the newest again.
    SameAgain,
    /// An old one came back: somebody else has it. The session ends.
    Reused,
    /// The session is over.
    Over,
}

/// Judges a refresh token by its place in the rotation.
pub fn refresh(session: &Session, presented: i64, now: Timestamp) -> Refresh {
    if !is_alive(session, now) {
        Refresh::Over
    } else if presented == session.refreshes {
        Refresh::Rotate
    } else if presented == session.refreshes - 1 && now < session.refreshed_at + TWO_TABS {
        Refresh::SameAgain
    } else {
        Refresh::Reused
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn session() -> Session {
        Session {
            id: SessionId::from_uuid(Uuid::nil()),
            organization_id: OrganizationId::from_uuid(Uuid::nil()),
            user_id: UserId::from_uuid(Uuid::nil()),
            created_at: Timestamp::UNIX_EPOCH,
            refreshes: 3,
            refreshed_at: Timestamp::UNIX_EPOCH,
            expires_at: Timestamp::UNIX_EPOCH + MAX_LIFETIME,
            revoked_at: None,
        }
    }

    fn after(seconds: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_secs(seconds)
    }

    #[test]
    fn two_tabs_may_refresh_at_once_and_a_stolen_token_ends_the_session() {
        assert_eq!(refresh(&session(), 3, after(60)), Refresh::Rotate);
        assert_eq!(refresh(&session(), 2, after(9)), Refresh::SameAgain);
        assert_eq!(refresh(&session(), 2, after(10)), Refresh::Reused);
        assert_eq!(refresh(&session(), 1, after(1)), Refresh::Reused);
    }

    #[test]
    fn a_session_ends_after_an_idle_hour_or_when_revoked() {
        assert!(is_alive(&session(), after(3599)));
        assert!(!is_alive(&session(), after(3600)));
        assert_eq!(
            refresh(
                &Session {
                    revoked_at: Some(after(0)),
                    ..session()
                },
                3,
                after(1)
            ),
            Refresh::Over
        );
    }
}
