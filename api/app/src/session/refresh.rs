//! Rotates the refresh token. An old one that comes back ends the session: somebody else has it.

use super::{NewSession, handed_out, read_refresh_token};
use crate::audit::{self, Entry};
use crate::{App, Failure, RequestOrigin};
use vestibule_domain::audit::{Action, ObjectKind};
use vestibule_domain::session::{self as rule, Refresh, Session};
use vestibule_store::{sessions, users};

/// Refreshes a session.
pub fn refresh(app: &App, origin: &RequestOrigin, token: &str) -> Result<NewSession, Failure> {
    let (id, turn) = read_refresh_token(app, token).ok_or(Failure::Unauthenticated)?;
    let refreshed = app.store.write(|conn| {
        let session = sessions::find(conn, id)?.ok_or(Failure::Unauthenticated)?;
        let now = app.now();
        let session = match rule::refresh(&session, turn, now) {
            Refresh::Rotate if sessions::rotate(conn, id, turn, now)? => Session {
                refreshes: turn + 1,
                refreshed_at: now,
                ..session
            },
            Refresh::Rotate => Session {
                refreshes: turn + 1,
                ..session
            },
            Refresh::SameAgain => session,
            Refresh::Over => return Err(Failure::Unauthenticated),
            Refresh::Reused => {
                sessions::revoke(conn, id, now)?;
                let entry = Entry::new(Action::RefreshTokenReused)
                    .object(ObjectKind::User, session.user_id.uuid());
                audit::record_without_actor(
                    app,
                    conn,
                    session.organization_id,
                    "visitor",
                    origin,
                    now,
                    entry,
                )?;
                return Ok(None);
            }
        };
        let user = users::find(conn, session.organization_id, session.user_id)?
            .filter(|user| user.disabled_at.is_none());
        handed_out(
            app,
            conn,
            &session,
            user.ok_or(Failure::Unauthenticated)?,
            now,
        )
        .map(Some)
    })?;
    refreshed.ok_or(Failure::Unauthenticated)
}
