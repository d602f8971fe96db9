//! Shows one policy.

use super::{PolicyView, find, view};
use crate::{App, Caller, Failure};
use vestibule_domain::PolicyId;
use vestibule_store::Connection;

/// One policy.
pub fn show(app: &App, caller: &Caller, id: PolicyId) -> Result<PolicyView, Failure> {
    app.store.read(|conn| load_view(conn, caller, id))
}

/// The same inside a transaction that is open already.
pub(super) fn load_view(
    conn: &mut Connection,
    caller: &Caller,
    id: PolicyId,
) -> Result<PolicyView, Failure> {
    let policy = find(conn, caller, id)?;
    view::with_context(conn, caller.actor.organization_id, vec![policy])?
        .pop()
        .ok_or(Failure::NotFound)
}
