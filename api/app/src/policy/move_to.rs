//! Moves a policy with its subtree. A secure one keeps what it inherited; under a secure one everything becomes secure.

use super::{PolicyView, find, show};
use crate::audit::{self, Entry};
use crate::{App, Caller, Failure, secure_enrollment};
use vestibule_domain::PolicyId;
use vestibule_domain::access::permission::Permission;
use vestibule_domain::audit::{Action, ObjectKind};
use vestibule_domain::page::inheritance;
use vestibule_domain::policy::tree;
use vestibule_store::{Connection, organizations, policies, secure_enrollments};

/// Moves it below `parent_id` (None: to the top).
pub fn move_to(
    app: &App,
    caller: &Caller,
    id: PolicyId,
    parent_id: Option<PolicyId>,
    acknowledged: bool,
) -> Result<PolicyView, Failure> {
    let organization_id = caller.actor.organization_id;
    app.store.write(|conn| {
        organizations::lock_tree(conn, organization_id)?;
        let now = app.now();
        let policy = find(conn, caller, id)?;
        if parent_id.is_none() && caller.actor.subtree().is_some() {
            return Err(Failure::NotFound);
        }
        let parent = parent_id.map(|id| find(conn, caller, id)).transpose()?;
        if policy.parent_id == parent_id {
            return show::load_view(conn, caller, id);
        }
        let subtree = policies::subtree(conn, organization_id, id)?;
        let plan = tree::plan_move(&subtree, parent.as_ref(), acknowledged)?;
        if !plan.to_secure.is_empty() {
            caller.actor.require(Permission::SecureEnrollmentEnable)?;
            let settings = organizations::find(conn, organization_id)?
                .ok_or(Failure::NotFound)?
                .settings;
            settings.require_feature()?;
            settings.require_no_migration()?;
        }
        if policy.secure {
            keep_what_was_inherited(conn, caller, id)?;
        }
        secure_enrollment::enable::secure_all(
            app,
            conn,
            caller,
            &subtree,
            &plan.to_secure,
            parent_id,
            now,
        )?;
        policies::set_parent(
            conn,
            organization_id,
            id,
            parent.as_ref().map(|parent| (parent.id, parent.secure)),
            now,
        )?;
        let moved: Vec<_> = subtree.iter().map(|policy| policy.id).collect();
        policies::shift_depth(conn, organization_id, &moved, plan.depth_change)?;
        let entry = Entry::new(Action::PolicyMoved)
            .policy(id)
            .number("secured", plan.to_secure.len());
        let entry = match &parent {
            Some(parent) => entry
                .object(ObjectKind::Policy, parent.id.uuid())
                .text("parent", &parent.name),
            None => entry,
        };
        audit::record(app, conn, caller, now, entry)?;
        show::load_view(conn, caller, id)
    })
}

/// Copies down what the policy inherited from outside the moved subtree, so that no passcode is lost by a move.
fn keep_what_was_inherited(
    conn: &mut Connection,
    caller: &Caller,
    id: PolicyId,
) -> Result<(), Failure> {
    // Whoever saves the policy's page holds this lock: what is copied here must not be an older page.
    policies::lock(conn, caller.actor.organization_id, id)?;
    let in_force = secure_enrollment::in_force(conn, caller.actor.organization_id, id)?
        .ok_or(Failure::NotFound)?;
    let own = in_force.enrollment.page.clone();
    let kept = inheritance::carry_over(own.clone(), in_force.effective);
    if kept != own {
        let hash = in_force.passcode_hash;
        let version = in_force.enrollment.version;
        let organization_id = caller.actor.organization_id;
        let saved = secure_enrollments::save_page(
            conn,
            organization_id,
            id,
            &kept,
            hash.as_ref(),
            version,
        )?;
        if !saved {
            return Err(Failure::Stale);
        }
    }
    Ok(())
}
