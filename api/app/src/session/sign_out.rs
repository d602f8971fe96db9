//! Signs out: the session ends at once, everywhere.

use crate::audit::Entry;
use crate::context::no_lock;
use crate::{App, Caller, Failure};
use vestibule_domain::access::actor::ActorKind;
use vestibule_domain::audit::Action;
use vestibule_store::sessions;

/// Ends the caller's session; an API token has none.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::Store`] when the database does not answer.
pub fn sign_out(app: &App, caller: &Caller) -> Result<(), Failure> {
    let ActorKind::User { session_id, .. } = caller.actor.kind else {
        return Err(Failure::NotFound);
    };
    app.write(caller, no_lock, |ctx, ()| {
        sessions::revoke(ctx.conn, session_id, ctx.now)?;
        ctx.record(Entry::new(Action::SignedOut))
    })
}
