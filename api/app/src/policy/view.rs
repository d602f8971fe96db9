//! A policy as a caller sees it: with its path and how much hangs on it.

use crate::Failure;
use std::collections::HashMap;
use vestibule_domain::name::Name;
use vestibule_domain::policy::Policy;
use vestibule_domain::{OrganizationId, PolicyId};
use vestibule_store::{Connection, devices, policies};

/// A policy with what surrounds it.
#[derive(Clone, Debug)]
pub struct PolicyView {
    /// As stored.
    pub policy: Policy,
    /// From the root to the policy itself.
    pub path: Vec<(PolicyId, Name)>,
    /// How many children it has.
    pub child_count: i64,
    /// How many live devices are enrolled in it.
    pub device_count: i64,
}

/// Surrounds policies with what a caller sees, keeping their order.
pub(super) fn with_context(
    conn: &mut Connection,
    organization_id: OrganizationId,
    found: Vec<Policy>,
) -> Result<Vec<PolicyView>, Failure> {
    let ids: Vec<_> = found.iter().map(|policy| policy.id).collect();
    let ancestors: HashMap<_, _> = policies::with_ancestors(conn, organization_id, &ids)?
        .into_iter()
        .map(|policy| (policy.id, policy))
        .collect();
    let children = policies::child_counts(conn, organization_id, &ids)?;
    let devices = devices::live_counts(conn, organization_id, &ids)?;
    let view = |policy: Policy| PolicyView {
        path: path_of(&policy, &ancestors),
        child_count: children.get(&policy.id).copied().unwrap_or_default(),
        device_count: devices.get(&policy.id).copied().unwrap_or_default(),
        policy,
    };
    Ok(found.into_iter().map(view).collect())
}

fn path_of(policy: &Policy, known: &HashMap<PolicyId, Policy>) -> Vec<(PolicyId, Name)> {
    let mut path = vec![(policy.id, policy.name.clone())];
    let mut above = policy.parent_id;
    while let Some(parent) = above.and_then(|id| known.get(&id)) {
        path.push((parent.id, parent.name.clone()));
        above = parent.parent_id;
    }
    path.reverse();
    path
}
