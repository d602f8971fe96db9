//! Deletes a policy, and at once its enrollment URLs and unused profiles with it.

use super::find;
use crate::audit::{self, Entry};
use crate::context::Context;
use crate::{App, Caller, Failure, device};
use vestibule_domain::PolicyId;
use vestibule_domain::audit::Action;
use vestibule_domain::policy::tree;
use vestibule_store::{devices, organizations, policies};

/// Deletes it.
pub fn delete(app: &App, caller: &Caller, id: PolicyId) -> Result<(), Failure> {
    let organization_id = caller.actor.organization_id;
    app.store.write(|conn| {
        organizations::lock_tree(conn, organization_id)?;
        let now = app.now();
        let policy = find(conn, caller, id)?;
        let count = |counts: std::collections::HashMap<PolicyId, i64>| {
            counts
                .get(&id)
                .and_then(|count| u64::try_from(*count).ok())
                .unwrap_or_default()
        };
        devices::lock_of_policy(conn, organization_id, id)?;
        let children = count(policies::child_counts(conn, organization_id, &[id])?);
        let live = count(devices::live_counts(conn, organization_id, &[id])?);
        tree::may_delete(children, live)?;
        device::forget_policy(
            &mut Context {
                app,
                conn,
                caller,
                now,
            },
            id,
        )?;
        policies::delete(conn, organization_id, id)?;
        audit::record(
            app,
            conn,
            caller,
            now,
            Entry::new(Action::PolicyDeleted)
                .policy(id)
                .text("name", &policy.name),
        )
    })
}
