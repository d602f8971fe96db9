//! Devices.

use crate::schema::devices::dsl;
use crate::types::Id;
use crate::{Connection, Result};
use diesel::prelude::*;
use std::collections::HashMap;
use vestibule_domain::device::DeviceState;
use vestibule_domain::{OrganizationId, PolicyId};

/// How many live devices each of these policies has; those without any are left out.
pub fn live_counts(
    conn: &mut Connection,
    organization_id: OrganizationId,
    of: &[PolicyId],
) -> Result<HashMap<PolicyId, i64>> {
    let ids: Vec<_> = of.iter().map(|id| Id(id.uuid())).collect();
    let rows: Vec<(Option<Id>, i64)> = dsl::devices
        .filter(dsl::organization_id.eq(Id(organization_id.uuid())))
        .filter(dsl::policy_id.eq_any(ids))
        .filter(dsl::state.ne(DeviceState::CheckedOut.name()))
        .group_by(dsl::policy_id)
        .select((dsl::policy_id, diesel::dsl::count_star()))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .filter_map(|(id, count)| Some((PolicyId::from_uuid(id?.0), count)))
        .collect())
}

/// Devices that left stay on record without their policy, which is about to be deleted.
pub fn forget_policy(
    conn: &mut Connection,
    organization_id: OrganizationId,
    policy_id: PolicyId,
) -> Result<()> {
    diesel::update(dsl::devices.filter(dsl::organization_id.eq(Id(organization_id.uuid()))))
        .filter(dsl::policy_id.eq(Id(policy_id.uuid())))
        .set(dsl::policy_id.eq(None::<Id>))
        .execute(conn)?;
    Ok(())
}
