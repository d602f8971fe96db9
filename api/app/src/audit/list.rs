//! Reads the audit log, newest first.

use crate::{App, Caller, Failure};
use vestibule_domain::PolicyId;
use vestibule_store::audit_events;
use vestibule_store::policies;

pub use vestibule_store::audit_events::{Before, Filter, Recorded};

/// A page of lines, and where the next one begins. A token limited to a subtree sees only what concerns its policies.
pub fn list(
    app: &App,
    caller: &Caller,
    filter: &Filter,
    before: Option<&Before>,
    limit: usize,
) -> Result<(Vec<Recorded>, Option<Before>), Failure> {
    let organization_id = caller.actor.organization_id;
    app.store.read(|conn| {
        let mut filter = filter.clone();
        if let Some(root) = caller.actor.subtree() {
            let mine: Vec<PolicyId> = policies::subtree(conn, organization_id, root)?
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
        let most = i64::try_from(limit).unwrap_or(i64::MAX - 1) + 1;
        let mut found = audit_events::list(conn, organization_id, &filter, before, most)?;
        let more = found.len() > limit;
        found.truncate(limit);
        let next = if more {
            found.last().map(|event| Before {
                at: event.at,
                id: event.id,
            })
        } else {
            None
        };
        Ok((found, next))
    })
}
