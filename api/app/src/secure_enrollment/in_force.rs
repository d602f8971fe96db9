//! What holds at a secure policy, after inheritance: read once, and known again after a change without another look.

use crate::Failure;
use vestibule_domain::passcode::PasscodeHash;
use vestibule_domain::policy::Policy;
use vestibule_domain::secure_enrollment::SecureEnrollment;
use vestibule_domain::secure_enrollment::setting::Source;
use vestibule_domain::secure_enrollment::settings::{Effective, Overrides, resolve};
use vestibule_domain::{OrganizationId, PolicyId};
use vestibule_store::{Connection, policies, secure_enrollments};

/// What holds at a secure policy.
#[derive(Clone)]
pub(crate) struct InForce {
    /// What the policy itself says.
    pub(crate) enrollment: SecureEnrollment,
    /// After inheritance.
    pub(crate) effective: Effective,
    /// The hash of the passcode in force.
    pub(crate) passcode_hash: Option<PasscodeHash>,
    above: Above,
}

/// What comes down to a policy from its ancestors.
#[derive(Clone)]
struct Above {
    effective: Effective,
    passcode_hash: Option<PasscodeHash>,
}

/// What holds at a policy; None if it is not secure (or not there).
pub(crate) fn in_force(
    conn: &mut Connection,
    organization_id: OrganizationId,
    id: PolicyId,
) -> Result<Option<InForce>, Failure> {
    let path = policies::path(conn, organization_id, id)?;
    at(conn, organization_id, &path)
}

/// The same at the last policy of a path that is known already (root first).
pub(super) fn at(
    conn: &mut Connection,
    organization_id: OrganizationId,
    path: &[Policy],
) -> Result<Option<InForce>, Failure> {
    let Some((policy, ancestors)) = path.split_last() else {
        return Ok(None);
    };
    let ids: Vec<_> = path.iter().map(|policy| policy.id).collect();
    let known = secure_enrollments::find_many(conn, organization_id, &ids)?;
    let of = |id: PolicyId| known.iter().find(|enrollment| enrollment.policy_id == id);
    let own = |policy: &Policy| of(policy.id).map(|enrollment| enrollment.own.clone());
    let effective = resolve(
        ancestors
            .iter()
            .map(|policy| (policy.id, own(policy).unwrap_or_default())),
    );
    let passcode = &effective.passcode;
    let from = passcode.value.as_ref().and(passcode.from);
    let passcode_hash = from
        .and_then(of)
        .and_then(|enrollment| enrollment.passcode_hash.clone());
    let above = Above {
        effective,
        passcode_hash,
    };
    Ok(of(policy.id).map(|enrollment| InForce::below(above, enrollment.clone())))
}

impl InForce {
    fn below(above: Above, enrollment: SecureEnrollment) -> Self {
        let effective = above
            .effective
            .clone()
            .below(enrollment.policy_id, enrollment.own.clone());
        let passcode_hash = match effective.passcode.source {
            Source::Own => enrollment.passcode_hash.clone(),
            Source::Inherited => above.passcode_hash.clone(),
            Source::Cleared | Source::None => None,
        };
        Self {
            enrollment,
            effective,
            passcode_hash,
            above,
        }
    }

    /// What holds once the policy itself says this instead, as the next version; the hash is of its own passcode.
    pub(super) fn with(self, own: Overrides, passcode_hash: Option<PasscodeHash>) -> Self {
        let next = SecureEnrollment {
            version: self.enrollment.version + 1,
            own,
            passcode_hash,
            ..self.enrollment
        };
        Self::below(self.above, next)
    }
}
