//! Lists, always in the same order: by depth, then name, then id.

use super::{Row, ids, read};
use crate::schema::policies::{self, dsl};
use crate::types::Id;
use crate::{Connection, Result};
use diesel::prelude::*;
use std::collections::HashMap;
use vestibule_domain::policy::Policy;
use vestibule_domain::{OrganizationId, PolicyId};

/// A place in the order of lists: by depth, then name, then id.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct After {
    /// How many ancestors.
    pub depth: i64,
    /// The folded name.
    pub name_key: String,
    /// The id.
    pub id: PolicyId,
}

impl After {
    /// The place of a policy.
    pub fn of(policy: &Policy) -> Self {
        Self {
            depth: i64::from(policy.depth),
            name_key: policy.name.key(),
            id: policy.id,
        }
    }
}

/// How many children each of these has; those without any are left out.
pub fn child_counts(
    conn: &mut Connection,
    organization_id: OrganizationId,
    of: &[PolicyId],
) -> Result<HashMap<PolicyId, i64>> {
    let rows: Vec<(Option<Id>, i64)> = dsl::policies
        .filter(dsl::organization_id.eq(Id(organization_id.uuid())))
        .filter(dsl::parent_id.eq_any(ids(of)))
        .group_by(dsl::parent_id)
        .select((dsl::parent_id, diesel::dsl::count_star()))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .filter_map(|(id, count)| Some((PolicyId::from_uuid(id?.0), count)))
        .collect())
}

/// One level of the tree: the children of a policy, or the top.
pub fn list_level(
    conn: &mut Connection,
    organization_id: OrganizationId,
    parent: Option<PolicyId>,
    after: Option<&After>,
    limit: i64,
) -> Result<Vec<Policy>> {
    list(conn, organization_id, after, limit, |query| match parent {
        Some(parent) => query.filter(dsl::parent_id.eq(Id(parent.uuid()))),
        None => query.filter(dsl::parent_id.is_null()),
    })
}

/// The whole tree, parents before children.
pub fn list_all(
    conn: &mut Connection,
    organization_id: OrganizationId,
    after: Option<&After>,
    limit: i64,
) -> Result<Vec<Policy>> {
    list(conn, organization_id, after, limit, |query| query)
}

/// The policies whose folded name contains a text.
pub fn search(
    conn: &mut Connection,
    organization_id: OrganizationId,
    key: &str,
    after: Option<&After>,
    limit: i64,
) -> Result<Vec<Policy>> {
    let pattern = format!(
        "%{}%",
        key.replace('\\', "\\\\")
            .replace('%', "\\%")
            .replace('_', "\\_")
    );
    list(conn, organization_id, after, limit, |query| {
        query.filter(dsl::name_key.like(pattern.clone()).escape('\\'))
    })
}

type Boxed<'q> = policies::BoxedQuery<'q, crate::connection::MultiBackend>;

fn list<'q>(
    conn: &mut Connection,
    organization_id: OrganizationId,
    after: Option<&After>,
    limit: i64,
    narrow: impl FnOnce(Boxed<'q>) -> Boxed<'q>,
) -> Result<Vec<Policy>> {
    let mut query = narrow(
        dsl::policies
            .filter(dsl::organization_id.eq(Id(organization_id.uuid())))
            .into_boxed(),
    );
    if let Some(After {
        depth,
        name_key,
        id,
    }) = after.cloned()
    {
        let later = dsl::name_key
            .gt(name_key.clone())
            .or(dsl::name_key.eq(name_key).and(dsl::id.gt(Id(id.uuid()))));
        query = query.filter(dsl::depth.gt(depth).or(dsl::depth.eq(depth).and(later)));
    }
    let rows = query
        .order((dsl::depth, dsl::name_key, dsl::id))
        .limit(limit)
        .select(Row::as_select())
        .load(conn)?;
    read(rows)
}

/// Every secure policy of an organization, by name.
pub fn list_secure(conn: &mut Connection, organization_id: OrganizationId) -> Result<Vec<Policy>> {
    let rows = dsl::policies
        .filter(dsl::organization_id.eq(Id(organization_id.uuid())))
        .filter(dsl::secure.eq(true))
        .order((dsl::name_key, dsl::id))
        .select(Row::as_select())
        .load(conn)?;
    read(rows)
}
