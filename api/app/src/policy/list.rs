//! Lists policies: one level of the tree, the whole tree, or what a search finds in it.

use super::{PolicyView, find, view};
use crate::context::Context;
use crate::{App, Caller, Failure};
use vestibule_domain::policy::Policy;
use vestibule_domain::{PolicyId, name};
use vestibule_store::paging::{Page, PageRequest};
use vestibule_store::policies::{self, TreePosition};

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

/// A page of policies, by depth, then name, then id.
///
/// # Errors
/// [`Failure::NotFound`] for a parent the caller does not see; [`Failure::Store`].
pub fn list(
    app: &App,
    caller: &Caller,
    which: &PolicySelection,
    page: &PageRequest<TreePosition>,
) -> Result<Page<PolicyView, TreePosition>, Failure> {
    app.read(caller, |ctx| {
        let organization_id = ctx.organization_id();
        let Page { items, next } = match caller.actor.subtree() {
            Some(root) => of_subtree(ctx, which, root, page)?,
            None => match which {
                PolicySelection::Top => {
                    policies::list_level(ctx.conn, organization_id, None, page)?
                }
                PolicySelection::ChildrenOf(parent) => children_of(ctx, *parent, page)?,
                PolicySelection::Named(text) => {
                    policies::search(ctx.conn, organization_id, &name::fold(text), page)?
                }
                PolicySelection::All => policies::list_all(ctx.conn, organization_id, page)?,
            },
        };
        Ok(Page {
            items: view::with_context(ctx.conn, organization_id, items)?,
            next,
        })
    })
}

fn children_of(
    ctx: &mut Context<'_, Caller>,
    parent: PolicyId,
    page: &PageRequest<TreePosition>,
) -> Result<Page<Policy, TreePosition>, Failure> {
    let parent = find(ctx.conn, ctx.caller, parent)?.id;
    let organization_id = ctx.organization_id();
    Ok(policies::list_level(
        ctx.conn,
        organization_id,
        Some(parent),
        page,
    )?)
}

// What a token limited to a subtree sees: that subtree is read whole.
fn of_subtree(
    ctx: &mut Context<'_, Caller>,
    which: &PolicySelection,
    root: PolicyId,
    page: &PageRequest<TreePosition>,
) -> Result<Page<Policy, TreePosition>, Failure> {
    let organization_id = ctx.organization_id();
    let mut found = match which {
        PolicySelection::Top => vec![find(ctx.conn, ctx.caller, root)?],
        PolicySelection::ChildrenOf(parent) => return children_of(ctx, *parent, page),
        PolicySelection::Named(text) => {
            let key = name::fold(text);
            let mut subtree = policies::subtree(ctx.conn, organization_id, root)?;
            subtree.retain(|policy| policy.name.key().contains(&key));
            subtree
        }
        PolicySelection::All => policies::subtree(ctx.conn, organization_id, root)?,
    };
    found.sort_by_key(TreePosition::of);
    if let Some(after) = &page.after {
        found.retain(|policy| TreePosition::of(policy) > *after);
    }
    Ok(Page::of(found, page.limit, TreePosition::of))
}
