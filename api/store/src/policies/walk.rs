//! Walks go level by level, so a tree of any size takes as many queries as it is deep.

use super::{Row, ids, read};
use crate::schema::policies::dsl;
use crate::types::Id;
use crate::{Connection, Result};
use diesel::prelude::*;
use std::collections::HashMap;
use vestibule_domain::policy::Policy;
use vestibule_domain::{OrganizationId, PolicyId};

/// Several policies, in no order.
fn find_many(
    conn: &mut Connection,
    organization_id: OrganizationId,
    of: &[PolicyId],
) -> Result<Vec<Policy>> {
    let rows = dsl::policies
        .filter(dsl::organization_id.eq(Id(organization_id.uuid())))
        .filter(dsl::id.eq_any(ids(of)))
        .select(Row::as_select())
        .load(conn)?;
    read(rows)
}

/// These policies and all their ancestors, in no order.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn with_ancestors(
    conn: &mut Connection,
    organization_id: OrganizationId,
    of: &[PolicyId],
) -> Result<Vec<Policy>> {
    let (mut known, mut wanted): (HashMap<PolicyId, Policy>, Vec<PolicyId>) =
        (HashMap::new(), of.to_vec());
    while !wanted.is_empty() {
        let found = find_many(conn, organization_id, &wanted)?;
        wanted = found.iter().filter_map(|policy| policy.parent_id).collect();
        known.extend(found.into_iter().map(|policy| (policy.id, policy)));
        wanted.retain(|id| !known.contains_key(id));
        wanted.sort_unstable();
        wanted.dedup();
    }
    Ok(known.into_values().collect())
}

/// From the root to a policy; empty if the organization has no such policy.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn path(
    conn: &mut Connection,
    organization_id: OrganizationId,
    id: PolicyId,
) -> Result<Vec<Policy>> {
    let mut path = with_ancestors(conn, organization_id, &[id])?;
    path.sort_by_key(|policy| policy.depth);
    Ok(path)
}

/// A policy and all its descendants, parents before children.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn subtree(
    conn: &mut Connection,
    organization_id: OrganizationId,
    root: PolicyId,
) -> Result<Vec<Policy>> {
    let mut level = find_many(conn, organization_id, &[root])?;
    let mut all = Vec::new();
    while !level.is_empty() {
        let parents: Vec<_> = level.iter().map(|policy| policy.id).collect();
        all.append(&mut level);
        for parents in parents.chunks(500) {
            let rows = dsl::policies
                .filter(dsl::organization_id.eq(Id(organization_id.uuid())))
                .filter(dsl::parent_id.eq_any(ids(parents)))
                .select(Row::as_select())
                .load(conn)?;
            level.extend(read(rows)?);
        }
    }
    Ok(all)
}
