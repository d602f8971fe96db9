//! Secure enrollment of a policy: its one-way enabling, its settings, its URL's replacement, the pause.

pub mod change;
pub mod enable;
pub mod page_view;
pub mod pause;
pub mod preview;
pub mod readiness;
pub mod regenerate;
pub mod requested;
pub mod show;

mod in_force;
mod passcode;

pub(crate) use in_force::{InForce, in_force};
pub use passcode::NewPasscode;
pub(crate) use passcode::verify as verify_passcode;

use crate::context::Context;
use crate::{Caller, Failure, policy};
use vestibule_domain::organization::settings::Settings;
use vestibule_domain::policy::securing::Secured;
use vestibule_domain::secure_enrollment::SecureEnrollment;
use vestibule_domain::secure_enrollment::settings::Overrides;
use vestibule_domain::{OrganizationId, PolicyId};
use vestibule_store::{Connection, organizations, policies, secure_enrollments};

/// Everything an operation under `/secure-enrollment` asks first: the policy is within reach, the feature is on, the policy is secure.
pub(crate) fn require_secure(
    ctx: &mut Context<'_, Caller>,
    id: PolicyId,
) -> Result<InForce, Failure> {
    let organization_id = ctx.organization_id();
    let path = policy::path(ctx.conn, ctx.caller, id)?;
    settings(ctx.conn, organization_id)?.require_feature()?;
    in_force::at(ctx.conn, organization_id, &path)?.ok_or(Failure::NotSecure)
}

pub(crate) fn settings(
    conn: &mut Connection,
    organization_id: OrganizationId,
) -> Result<Settings, Failure> {
    Ok(organizations::find(conn, organization_id)?
        .ok_or(Failure::NotFound)?
        .settings)
}

/// Remembers that a policy became secure; it says nothing of any setting yet.
pub(crate) fn begin(
    ctx: &mut Context<'_, Caller>,
    id: PolicyId,
    secured: Secured,
) -> Result<(), Failure> {
    let enrollment = SecureEnrollment {
        policy_id: id,
        secured,
        version: 1,
        own: Overrides::default(),
        passcode_hash: None,
        paused: None,
    };
    let organization_id = ctx.organization_id();
    Ok(secure_enrollments::insert(
        ctx.conn,
        organization_id,
        &enrollment,
    )?)
}

/// Who replaces, pauses or changes what holds at a policy takes this lock first: the policy's own row.
fn lock_policy(
    caller: &Caller,
    id: PolicyId,
) -> impl FnMut(&mut Connection) -> Result<(), Failure> {
    let organization_id = caller.actor.organization_id;
    move |conn| Ok(policies::lock(conn, organization_id, id)?)
}
