//! Shows a policy's secure enrollment; of one that is not secure, its legacy URL.

use super::in_force::{self, InForce};
use crate::context::Context;
use crate::enrollment_url::{self, EnrollmentUrlView};
use crate::{App, Caller, Failure, policy};
use vestibule_domain::PolicyId;
use vestibule_domain::policy::securing::Secured;
use vestibule_domain::secure_enrollment::pause::Paused;
use vestibule_domain::secure_enrollment::settings::Effective;
use vestibule_store::enrollment_urls;

/// What is shown of a policy's secure enrollment.
#[derive(Clone, Debug)]
pub struct SecureEnrollmentView {
    /// The policy that was asked about.
    pub policy_id: PolicyId,
    /// The live URL.
    pub enrollment_url: EnrollmentUrlView,
    /// None while it is not enabled.
    pub enabled: Option<EnabledView>,
}

/// What a secure policy adds.
#[derive(Clone, Debug)]
pub struct EnabledView {
    /// Since when, by whom, from where.
    pub secured: Secured,
    /// The version of what the policy itself says; the `ETag`.
    pub version: i64,
    /// The settings in force, without the passcode itself.
    pub settings: Effective,
    /// None while the door is open.
    pub paused: Option<Paused>,
}

/// Shows it.
///
/// # Errors
/// What its rules refuse, or [`Failure::Store`] when the database does not answer.
pub fn show(app: &App, caller: &Caller, id: PolicyId) -> Result<SecureEnrollmentView, Failure> {
    app.read(caller, |ctx| load_view(ctx, id))
}

/// The same inside a transaction that is open already.
pub(crate) fn load_view(
    ctx: &mut Context<'_, Caller>,
    id: PolicyId,
) -> Result<SecureEnrollmentView, Failure> {
    let path = policy::path(ctx.conn, ctx.caller, id)?;
    let organization_id = ctx.organization_id();
    let found = in_force::at(ctx.conn, organization_id, &path)?;
    view_of(ctx, id, found)
}

/// The same when what holds is known already; None: the policy is not secure.
pub(super) fn view_of(
    ctx: &mut Context<'_, Caller>,
    id: PolicyId,
    known: Option<InForce>,
) -> Result<SecureEnrollmentView, Failure> {
    let organization_id = ctx.organization_id();
    let url = enrollment_urls::live_of(ctx.conn, organization_id, id)?;
    let url =
        url.ok_or_else(|| Failure::Internal(format!("policy {id} has no live enrollment URL")))?;
    let enrollment_url = enrollment_url::view(ctx, url)?;
    let enabled = known.map(|known| EnabledView {
        secured: known.enrollment.secured,
        version: known.enrollment.version,
        settings: known.effective,
        paused: known.enrollment.paused,
    });
    Ok(SecureEnrollmentView {
        policy_id: id,
        enrollment_url,
        enabled,
    })
}
