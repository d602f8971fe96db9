//! Rotates the refresh token. An old one that comes back ends the session: somebody else has it.

use super::{NewSession, handed_out, read_refresh_token};
use crate::audit::Entry;
use crate::context::no_lock;
use crate::{App, Failure, Stranger};
use vestibule_domain::audit::{Action, ObjectKind};
use vestibule_domain::session::{self as rule, Refresh, Session};
use vestibule_store::{sessions, users};

/// Refreshes a session.
///
/// # Errors
/// [`Failure::Unauthenticated`]; [`Failure::Store`] when the database does not answer.
pub fn refresh(app: &App, stranger: &Stranger, token: &str) -> Result<NewSession, Failure> {
    let (id, turn) = read_refresh_token(app, token).ok_or(Failure::Unauthenticated)?;
    let refreshed = app.write(stranger, no_lock, |ctx, ()| {
        let session = sessions::find(ctx.conn, id)?.ok_or(Failure::Unauthenticated)?;
        let session = match rule::refresh(&session, turn, ctx.now) {
            Refresh::Rotate if sessions::rotate(ctx.conn, id, turn, ctx.now)? => Session {
                refreshes: turn + 1,
                refreshed_at: ctx.now,
                ..session
            },
            Refresh::Rotate => Session {
                refreshes: turn + 1,
                ..session
            },
            Refresh::SameAgain => session,
            Refresh::Over => return Err(Failure::Unauthenticated),
            Refresh::Reused => {
                sessions::revoke(ctx.conn, id, ctx.now)?;
                let entry = Entry::new(Action::RefreshTokenReused)
                    .object(ObjectKind::User, session.user_id.uuid());
                ctx.record_without_actor(session.organization_id, entry)?;
                return Ok(None);
            }
        };
        let user = users::find(ctx.conn, session.organization_id, session.user_id)?
            .filter(|user| user.disabled_at.is_none());
        handed_out(ctx, &session, user.ok_or(Failure::Unauthenticated)?).map(Some)
    })?;
    refreshed.ok_or(Failure::Unauthenticated)
}
