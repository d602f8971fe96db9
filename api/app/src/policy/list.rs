//! Lists policies: one level of the tree, the whole tree, or what a search finds in it.

use super::{PolicyView, find, view};
use crate::{App, Caller, Failure};
use vestibule_domain::{PolicyId, name};
use vestibule_store::policies::{self, After};

/// Which policies.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PolicySelection {
    /// The top of the tree; for a token limited to a subtree, that subtree's root.
    Top,
    /// The children of one.
    ChildrenOf(PolicyId),
    /// Those whose name contains a text, wherever they stand.
    Named(String),
    /// Everything, parents before children.
    All,
}

/// A page of policies, in a fixed order, and where the next one begins.
pub fn list(
    app: &App,
    caller: &Caller,
    which: &PolicySelection,
    after: Option<&After>,
    limit: usize,
) -> Result<(Vec<PolicyView>, Option<After>), Failure> {
    let organization_id = caller.actor.organization_id;
    app.store.read(|conn| {
        let most = i64::try_from(limit).unwrap_or(i64::MAX - 1) + 1;
        let mut found = match (which, caller.actor.subtree()) {
            (PolicySelection::Top, None) => {
                policies::list_level(conn, organization_id, None, after, most)?
            }
            (PolicySelection::Top, Some(root)) => vec![find(conn, caller, root)?],
            (PolicySelection::ChildrenOf(parent), _) => {
                find(conn, caller, *parent)?;
                policies::list_level(conn, organization_id, Some(*parent), after, most)?
            }
            (PolicySelection::Named(text), None) => {
                policies::search(conn, organization_id, &name::fold(text), after, most)?
            }
            (PolicySelection::All, None) => policies::list_all(conn, organization_id, after, most)?,
            (PolicySelection::Named(_) | PolicySelection::All, Some(root)) => {
                let mut subtree = policies::subtree(conn, organization_id, root)?;
                if let PolicySelection::Named(text) = which {
                    let key = name::fold(text);
                    subtree.retain(|policy| policy.name.key().contains(&key));
                }
                subtree.sort_by_key(After::of);
                subtree
                    .into_iter()
                    .filter(|policy| after.is_none_or(|after| After::of(policy) > *after))
                    .take(limit + 1)
                    .collect()
            }
        };
        let more = found.len() > limit;
        found.truncate(limit);
        let next = if more {
            found.last().map(After::of)
        } else {
            None
        };
        Ok((view::with_context(conn, organization_id, found)?, next))
    })
}
