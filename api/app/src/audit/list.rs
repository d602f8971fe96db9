//! Reads the audit log, newest first.

use crate::{App, Caller, Failure};
use vestibule_domain::PolicyId;
use vestibule_store::audit_events;
use vestibule_store::paging::{Page, PageRequest, Position};
use vestibule_store::policies;

pub use vestibule_store::audit_events::{Filter, Recorded};

/// A page of lines. A token limited to a subtree sees only what concerns its policies.
///
/// # Errors
/// [`Failure::Store`].
pub fn list(
    app: &App,
    caller: &Caller,
    filter: &Filter,
    page: &PageRequest<Position>,
) -> Result<Page<Recorded, Position>, Failure> {
    app.read(caller, |ctx| {
        let organization_id = ctx.organization_id();
        let mut filter = filter.clone();
        if let Some(root) = caller.actor.subtree() {
            let mine: Vec<PolicyId> = policies::subtree(ctx.conn, organization_id, root)?
                .iter()
                .map(|policy| policy.id)
                .collect();
            filter.policies = Some(match filter.policies {
                Some(requested) => requested
                    .into_iter()
                    .filter(|id| mine.contains(id))
                    .collect(),
                None => mine,
            });
        }
        Ok(audit_events::list(
            ctx.conn,
            organization_id,
            &filter,
            page,
        )?)
    })
}
