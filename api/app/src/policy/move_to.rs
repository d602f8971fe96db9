//! Moves a policy with its subtree. A secure one keeps what it inherited; under a secure one everything becomes secure.

use super::{PolicyView, find, lock_tree, show};
use crate::audit::Entry;
use crate::context::Context;
use crate::{App, Caller, Failure, secure_enrollment};
use vestibule_domain::PolicyId;
use vestibule_domain::access::permission::Permission;
use vestibule_domain::audit::{Action, ObjectKind};
use vestibule_domain::policy::tree;
use vestibule_store::{organizations, policies, secure_enrollments};

/// Moves it below `parent_id` (None: to the top).
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::Store`] when the database does not answer.
pub fn move_to(
    app: &App,
    caller: &Caller,
    id: PolicyId,
    parent_id: Option<PolicyId>,
    acknowledged: bool,
) -> Result<PolicyView, Failure> {
    let organization_id = caller.actor.organization_id;
    app.write(caller, lock_tree(caller), |ctx, ()| {
        let policy = find(ctx.conn, ctx.caller, id)?;
        if parent_id.is_none() && caller.actor.subtree().is_some() {
            return Err(Failure::NotFound);
        }
        let parent = parent_id
            .map(|id| find(ctx.conn, ctx.caller, id))
            .transpose()?;
        if policy.parent_id == parent_id {
            return show::load_view(ctx, id);
        }
        let subtree = policies::subtree(ctx.conn, organization_id, id)?;
        let plan = tree::plan_move(&subtree, parent.as_ref(), acknowledged)?;
        if !plan.to_secure.is_empty() {
            caller.actor.require(Permission::SecureEnrollmentEnable)?;
            let settings = organizations::find(ctx.conn, organization_id)?
                .ok_or(Failure::NotFound)?
                .settings;
            settings.require_feature()?;
            settings.require_no_migration()?;
        }
        if policy.secure {
            keep_what_was_inherited(ctx, id)?;
        }
        secure_enrollment::enable::secure_all(ctx, &subtree, &plan.to_secure, parent_id)?;
        policies::set_parent(
            ctx.conn,
            organization_id,
            id,
            parent.as_ref().map(|parent| (parent.id, parent.secure)),
            ctx.now,
        )?;
        let moved: Vec<_> = subtree.iter().map(|policy| policy.id).collect();
        policies::shift_depth(ctx.conn, organization_id, &moved, plan.depth_change)?;
        let entry = Entry::new(Action::PolicyMoved)
            .policy(id)
            .number("secured", plan.to_secure.len());
        let entry = match &parent {
            Some(parent) => entry
                .object(ObjectKind::Policy, parent.id.uuid())
                .text("parent", &parent.name),
            None => entry,
        };
        ctx.record(entry)?;
        show::load_view(ctx, id)
    })
}

/// Copies down what the policy inherited from outside the moved subtree, so that no passcode is lost by a move.
fn keep_what_was_inherited(ctx: &mut Context<'_, Caller>, id: PolicyId) -> Result<(), Failure> {
    let organization_id = ctx.organization_id();
    // Whoever saves the policy's page holds this lock: what is copied here must not be an older page.
    policies::lock(ctx.conn, organization_id, id)?;
    let in_force =
        secure_enrollment::in_force(ctx.conn, organization_id, id)?.ok_or(Failure::NotFound)?;
    let mut next = in_force.enrollment;
    let kept = next.own.clone().carry_over(in_force.effective);
    if kept != next.own {
        next.own = kept;
        next.passcode_hash = in_force.passcode_hash;
        next.version += 1;
        if !secure_enrollments::save_settings(ctx.conn, organization_id, &next)? {
            return Err(Failure::Stale);
        }
    }
    Ok(())
}
