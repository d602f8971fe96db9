//! Secure enrollment of a policy: its one-way enabling, its page and passcode, its URL's replacement, the pause.

pub mod change;
pub mod enable;
pub mod pause;
pub mod preview;
pub mod readiness;
pub mod regenerate;
pub mod show;

mod passcode;

pub use passcode::NewPasscode;
pub(crate) use passcode::verify as verify_passcode;

use crate::{App, Caller, Failure, policy};
use vestibule_domain::organization::settings::Settings;
use vestibule_domain::page::inheritance::{self, Effective};
use vestibule_domain::page::setting::Override;
use vestibule_domain::page::{Page, SecureEnrollment};
use vestibule_domain::passcode::PasscodeHash;
use vestibule_domain::policy::Policy;
use vestibule_domain::policy::securing::Secured;
use vestibule_domain::{OrganizationId, PolicyId};
use vestibule_store::{Connection, organizations, policies, secure_enrollments};

/// What holds at a secure policy.
pub(crate) struct InForce {
    /// From the root to the policy itself.
    pub(crate) path: Vec<Policy>,
    /// What the policy itself says.
    pub(crate) enrollment: SecureEnrollment,
    /// After inheritance.
    pub(crate) effective: Effective,
    /// The hash of the passcode in force.
    pub(crate) passcode_hash: Option<PasscodeHash>,
}

/// What holds at a policy; None if it is not secure (or not there).
pub(crate) fn in_force(
    conn: &mut Connection,
    organization_id: OrganizationId,
    id: PolicyId,
) -> Result<Option<InForce>, Failure> {
    let path = policies::path(conn, organization_id, id)?;
    let ids: Vec<_> = path.iter().map(|policy| policy.id).collect();
    let mut known: Vec<_> = secure_enrollments::find_many(conn, organization_id, &ids)?;
    let Some(place) = known
        .iter()
        .position(|enrollment| enrollment.policy_id == id)
    else {
        return Ok(None);
    };
    let effective = resolve(&path, &known);
    let from = effective
        .passcode
        .value
        .as_ref()
        .and(effective.passcode.from);
    let passcode_hash = known
        .iter()
        .find(|enrollment| Some(enrollment.policy_id) == from)
        .and_then(|e| e.passcode_hash.clone());
    let enrollment = known.swap_remove(place);
    Ok(Some(InForce {
        path,
        enrollment,
        effective,
        passcode_hash,
    }))
}

/// What comes down to a policy from above, before it says anything itself.
pub(crate) fn above(
    conn: &mut Connection,
    organization_id: OrganizationId,
    of: &InForce,
) -> Result<Effective, Failure> {
    let ancestors = &of.path[..of.path.len() - 1];
    let ids: Vec<_> = ancestors.iter().map(|policy| policy.id).collect();
    Ok(resolve(
        ancestors,
        &secure_enrollments::find_many(conn, organization_id, &ids)?,
    ))
}

fn resolve(path: &[Policy], known: &[SecureEnrollment]) -> Effective {
    inheritance::resolve(path.iter().map(|policy| {
        let said = known
            .iter()
            .find(|enrollment| enrollment.policy_id == policy.id);
        (
            policy.id,
            said.map(|enrollment| enrollment.page.clone())
                .unwrap_or_default(),
        )
    }))
}

/// Everything an operation under `/secure-enrollment` asks first: the policy is within reach, the feature is on, the policy is secure.
pub(crate) fn require_secure(
    conn: &mut Connection,
    caller: &Caller,
    id: PolicyId,
) -> Result<InForce, Failure> {
    policy::find(conn, caller, id)?;
    settings(conn, caller.actor.organization_id)?.require_feature()?;
    in_force(conn, caller.actor.organization_id, id)?.ok_or(Failure::NotSecure)
}

pub(crate) fn settings(
    conn: &mut Connection,
    organization_id: OrganizationId,
) -> Result<Settings, Failure> {
    Ok(organizations::find(conn, organization_id)?
        .ok_or(Failure::NotFound)?
        .settings)
}

/// Remembers that a policy became secure; its page says nothing yet.
pub(crate) fn begin(
    conn: &mut Connection,
    organization_id: OrganizationId,
    id: PolicyId,
    secured: Secured,
) -> Result<(), Failure> {
    let page = Page {
        logo: Override::Inherit,
        text: Override::Inherit,
        passcode: Override::Inherit,
    };
    let enrollment = SecureEnrollment {
        policy_id: id,
        secured,
        version: 1,
        page,
        passcode_hash: None,
        paused: None,
    };
    Ok(secure_enrollments::insert(
        conn,
        organization_id,
        &enrollment,
    )?)
}

/// Who replaces, pauses or changes a policy's page holds this lock: the policy's own row.
pub(crate) fn lock(
    app: &App,
    conn: &mut Connection,
    caller: &Caller,
    id: PolicyId,
) -> Result<vestibule_domain::Timestamp, Failure> {
    policies::lock(conn, caller.actor.organization_id, id)?;
    Ok(app.now())
}
