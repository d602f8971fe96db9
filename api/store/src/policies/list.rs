//! Lists, always in the same order: by depth, then name, then id.

use super::{Row, ids, read};
use crate::like;
use crate::paging::{self, Page, PageRequest};
use crate::schema::policies::{self, dsl};
use crate::types::{Id, sql};
use crate::{Connection, Result};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use std::collections::HashMap;
use vestibule_domain::policy::Policy;
use vestibule_domain::{OrganizationId, PolicyId};

/// A position in the order of lists: by depth, then name, then id.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct TreePosition {
    /// How many ancestors the policy has.
    pub depth: i64,
    /// Its folded name.
    pub name_key: String,
    /// Its id, which decides between equal names.
    pub id: PolicyId,
}

impl TreePosition {
    /// The position of a policy.
    pub fn of(policy: &Policy) -> Self {
        Self {
            depth: i64::from(policy.depth),
            name_key: policy.name.key(),
            id: policy.id,
        }
    }
}

/// How many children each of these has; those without any are left out.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
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
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn list_level(
    conn: &mut Connection,
    organization_id: OrganizationId,
    parent: Option<PolicyId>,
    page: &PageRequest<TreePosition>,
) -> Result<Page<Policy, TreePosition>> {
    list(conn, organization_id, page, |query| match parent {
        Some(parent) => query.filter(dsl::parent_id.eq(Id(parent.uuid()))),
        None => query.filter(dsl::parent_id.is_null()),
    })
}

/// The whole tree, parents before children.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn list_all(
    conn: &mut Connection,
    organization_id: OrganizationId,
    page: &PageRequest<TreePosition>,
) -> Result<Page<Policy, TreePosition>> {
    list(conn, organization_id, page, |query| query)
}

/// The policies whose folded name contains a text.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn search(
    conn: &mut Connection,
    organization_id: OrganizationId,
    key: &str,
    page: &PageRequest<TreePosition>,
) -> Result<Page<Policy, TreePosition>> {
    let pattern = like::containing(key);
    list(conn, organization_id, page, |query| {
        query.filter(dsl::name_key.like(pattern).escape(like::ESCAPE))
    })
}

type Boxed<'q> = policies::BoxedQuery<'q, crate::connection::MultiBackend>;

fn list<'q>(
    conn: &mut Connection,
    organization_id: OrganizationId,
    page: &PageRequest<TreePosition>,
    narrow: impl FnOnce(Boxed<'q>) -> Boxed<'q>,
) -> Result<Page<Policy, TreePosition>> {
    let mut query = narrow(
        dsl::policies
            .filter(dsl::organization_id.eq(Id(organization_id.uuid())))
            .into_boxed(),
    );
    if let Some(TreePosition {
        depth,
        name_key,
        id,
    }) = page.after.clone()
    {
        let values = (
            depth.into_sql::<BigInt>(),
            name_key.into_sql::<Text>(),
            Id(id.uuid()).into_sql::<sql::Id>(),
        );
        query = query.filter(paging::beyond((dsl::depth, dsl::name_key, dsl::id), values));
    }
    let rows = query
        .order((dsl::depth, dsl::name_key, dsl::id))
        .limit(page.limit.rows())
        .select(Row::as_select())
        .load(conn)?;
    Ok(Page::of(read(rows)?, page.limit, TreePosition::of))
}

/// Every secure policy of an organization, by name.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn list_secure(conn: &mut Connection, organization_id: OrganizationId) -> Result<Vec<Policy>> {
    let rows = dsl::policies
        .filter(dsl::organization_id.eq(Id(organization_id.uuid())))
        .filter(dsl::secure.eq(true))
        .order((dsl::name_key, dsl::id))
        .select(Row::as_select())
        .load(conn)?;
    read(rows)
}
