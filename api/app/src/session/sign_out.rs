//! Signs out: the session ends at once, everywhere.

use crate::audit::{self, Entry};
use crate::{App, Caller, Failure};
use vestibule_domain::access::actor::ActorKind;
use vestibule_domain::audit::Action;
use vestibule_store::sessions;

/// Ends the caller's session; an API token has none.
pub fn sign_out(app: &App, caller: &Caller) -> Result<(), Failure> {
    let ActorKind::User { session_id, .. } = caller.actor.kind else {
        return Err(Failure::NotFound);
    };
    app.store.write(|conn| {
        let now = app.now();
        sessions::revoke(conn, session_id, now)?;
        audit::record(app, conn, caller, now, Entry::new(Action::SignedOut))
    })
}
