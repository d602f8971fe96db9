//! Shows one policy.

use super::{PolicyView, find, view};
use crate::{App, Caller, Failure};
use vestibule_domain::PolicyId;
use vestibule_store::Connection;

/// One policy.
pub fn show(app: &App, caller: &Caller, id: PolicyId) -> Result<PolicyView, Failure> {
    app.store.read(|conn| seen(conn, caller, id))
}

/// The same inside a transaction that is open already.
pub(super) fn seen(
    conn: &mut Connection,
    caller: &Caller,
    id: PolicyId,
) -> Result<PolicyView, Failure> {
    let policy = find(conn, caller, id)?;
    view::surround(conn, caller.actor.organization_id, vec![policy])?
        .pop()
        .ok_or(Failure::NotFound)
}
