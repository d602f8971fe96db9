//! Lists and counts of devices.

use super::Row;
use crate::like;
use crate::paging::{self, Page, PageRequest, Position};
use crate::schema::device_certificates;
use crate::schema::devices::dsl;
use crate::types::Id;
use crate::{Connection, Result};
use diesel::prelude::*;
use std::collections::HashMap;
use vestibule_domain::device::{Device, DeviceState};
use vestibule_domain::{OrganizationId, PolicyId};

/// Which devices.
#[derive(Clone, Default, Debug)]
pub struct Filter {
    /// Of these policies.
    pub policies: Option<Vec<PolicyId>>,
    /// In this state.
    pub state: Option<DeviceState>,
    /// Whose folded words contain this text.
    pub key: Option<String>,
}

/// Devices that pass a filter, newest first.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn list(
    conn: &mut Connection,
    organization_id: OrganizationId,
    filter: &Filter,
    page: &PageRequest<Position>,
) -> Result<Page<Device, Position>> {
    let mut query = dsl::devices
        .filter(dsl::organization_id.eq(Id(organization_id.uuid())))
        .select(Row::as_select())
        .into_boxed();
    if let Some(policies) = &filter.policies {
        let ids: Vec<_> = policies.iter().map(|id| Some(Id(id.uuid()))).collect();
        query = query.filter(dsl::policy_id.eq_any(ids));
    }
    if let Some(state) = filter.state {
        query = query.filter(dsl::state.eq(state.name()));
    }
    if let Some(key) = &filter.key {
        let pattern = like::containing(key);
        query = query.filter(dsl::search_key.like(pattern).escape(like::ESCAPE));
    }
    if let Some(position) = page.after {
        query = query.filter(paging::before(
            (dsl::created_at, dsl::id),
            position.values(),
        ));
    }
    let rows = query
        .order((dsl::created_at.desc(), dsl::id.desc()))
        .limit(page.limit.rows())
        .load::<Row>(conn)?;
    Page::of(rows, page.limit, |row| Position::of(row.created_at, row.id)).try_map(Device::try_from)
}

/// How many live devices each of these policies has; those without any are left out.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn live_counts(
    conn: &mut Connection,
    organization_id: OrganizationId,
    of: &[PolicyId],
) -> Result<HashMap<PolicyId, i64>> {
    let ids: Vec<_> = of.iter().map(|id| Id(id.uuid())).collect();
    let rows: Vec<(Option<Id>, i64)> = dsl::devices
        .filter(dsl::organization_id.eq(Id(organization_id.uuid())))
        .filter(dsl::policy_id.eq_any(ids))
        .filter(dsl::state.eq(DeviceState::Enrolled.name()))
        .group_by(dsl::policy_id)
        .select((dsl::policy_id, diesel::dsl::count_star()))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .filter_map(|(id, count)| Some((PolicyId::from_uuid(id?.0), count)))
        .collect())
}

/// Holds the devices of a policy with their certificates until the transaction's end, in the order of all transactions, so
/// that none of them enrolls meanwhile (SQLite: the transaction holds everything).
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn lock_of_policy(
    conn: &mut Connection,
    organization_id: OrganizationId,
    policy_id: PolicyId,
) -> Result<()> {
    let Connection::Postgresql(conn) = conn else {
        return Ok(());
    };
    let there = dsl::devices
        .filter(dsl::organization_id.eq(Id(organization_id.uuid())))
        .filter(dsl::policy_id.eq(Id(policy_id.uuid())))
        .select(dsl::id);
    let ids: Vec<Id> = there.order(dsl::id).load(conn)?;
    device_certificates::table
        .filter(device_certificates::device_id.eq_any(ids.into_iter().map(Some)))
        .filter(device_certificates::ended_at.is_null())
        .select(device_certificates::id)
        .order(device_certificates::id)
        .for_update()
        .load::<Id>(conn)?;
    there.order(dsl::id).for_update().load::<Id>(conn)?;
    Ok(())
}
