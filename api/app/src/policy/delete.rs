//! Deletes a policy, and at once its enrollment URLs and unused profiles with it.

use super::{find, lock_tree};
use crate::audit::Entry;
use crate::{App, Caller, Failure, device};
use vestibule_domain::PolicyId;
use vestibule_domain::audit::Action;
use vestibule_domain::policy::tree;
use vestibule_store::{devices, policies};

/// Deletes it.
///
/// # Errors
/// What its rules refuse, or [`Failure::Store`] when the database does not answer.
pub fn delete(app: &App, caller: &Caller, id: PolicyId) -> Result<(), Failure> {
    let organization_id = caller.actor.organization_id;
    app.write(caller, lock_tree(caller), |ctx, ()| {
        let policy = find(ctx.conn, ctx.caller, id)?;
        let count = |counts: std::collections::HashMap<PolicyId, i64>| {
            counts
                .get(&id)
                .and_then(|count| u64::try_from(*count).ok())
                .unwrap_or_default()
        };
        devices::lock_of_policy(ctx.conn, organization_id, id)?;
        let children = count(policies::child_counts(ctx.conn, organization_id, &[id])?);
        let live = count(devices::live_counts(ctx.conn, organization_id, &[id])?);
        tree::may_delete(children, live)?;
        device::forget_policy(ctx, id)?;
        policies::delete(ctx.conn, organization_id, id)?;
        ctx.record(
            Entry::new(Action::PolicyDeleted)
                .policy(id)
                .text("name", &policy.name),
        )
    })
}
