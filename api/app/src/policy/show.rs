//! Shows one policy.

use super::{PolicyView, find, view};
use crate::context::Context;
use crate::{App, Caller, Failure};
use vestibule_domain::PolicyId;

/// One policy.
///
/// # Errors
/// What its rules refuse, or [`Failure::Store`] when the database does not answer.
pub fn show(app: &App, caller: &Caller, id: PolicyId) -> Result<PolicyView, Failure> {
    app.read(caller, |ctx| load_view(ctx, id))
}

/// The same inside a transaction that is open already.
pub(super) fn load_view(
    ctx: &mut Context<'_, Caller>,
    id: PolicyId,
) -> Result<PolicyView, Failure> {
    let policy = find(ctx.conn, ctx.caller, id)?;
    view::with_context(ctx.conn, ctx.organization_id(), vec![policy])?
        .pop()
        .ok_or(Failure::NotFound)
}
