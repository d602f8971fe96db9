//! The policy tree. Walks go level by level, so a tree of any size takes as many queries as it is deep.

use crate::schema::policies::{self, dsl};
use crate::types::{Id, Moment};
use crate::{Connection, Error, Result};
use diesel::prelude::*;
use std::collections::HashMap;
use vestibule_domain::name::Name;
use vestibule_domain::policy::{Color, Icon, Policy};
use vestibule_domain::{OrganizationId, PolicyId, Timestamp};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = policies)]
struct Row {
    id: Id,
    organization_id: Id,
    parent_id: Option<Id>,
    parent_secure: bool,
    depth: i64,
    name: String,
    name_key: String,
    color: Option<String>,
    icon: Option<String>,
    secure: bool,
    created_at: Moment,
    updated_at: Moment,
}

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

impl TryFrom<Row> for Policy {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let unreadable = |column| Error::Inconsistent {
            table: "policies",
            column,
        };
        Ok(Self {
            id: PolicyId::from_uuid(row.id.0),
            organization_id: OrganizationId::from_uuid(row.organization_id.0),
            parent_id: row.parent_id.map(|id| PolicyId::from_uuid(id.0)),
            depth: u32::try_from(row.depth).map_err(|_| unreadable("depth"))?,
            name: Name::parse(&row.name).map_err(|_| unreadable("name"))?,
            color: row
                .color
                .map(|text| Color::parse(&text).ok_or_else(|| unreadable("color")))
                .transpose()?,
            icon: row
                .icon
                .map(|text| Icon::parse(&text).ok_or_else(|| unreadable("icon")))
                .transpose()?,
            secure: row.secure,
            created_at: row.created_at.0,
            updated_at: row.updated_at.0,
        })
    }
}

fn read(rows: Vec<Row>) -> Result<Vec<Policy>> {
    rows.into_iter().map(Policy::try_from).collect()
}

fn ids(of: &[PolicyId]) -> Vec<Id> {
    of.iter().map(|id| Id(id.uuid())).collect()
}

/// Inserts a policy; `parent_secure` repeats what its parent is, and the schema refuses a lie.
pub fn insert(conn: &mut Connection, policy: &Policy, parent_secure: bool) -> Result<()> {
    let row = Row {
        id: Id(policy.id.uuid()),
        organization_id: Id(policy.organization_id.uuid()),
        parent_id: policy.parent_id.map(|id| Id(id.uuid())),
        parent_secure,
        depth: i64::from(policy.depth),
        name: policy.name.to_string(),
        name_key: policy.name.key(),
        color: policy.color.as_ref().map(|color| color.as_str().to_owned()),
        icon: policy.icon.as_ref().map(|icon| icon.as_str().to_owned()),
        secure: policy.secure,
        created_at: Moment(policy.created_at),
        updated_at: Moment(policy.updated_at),
    };
    diesel::insert_into(policies::table)
        .values(row)
        .execute(conn)?;
    Ok(())
}

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

/// Holds a policy's row until the transaction's end (SQLite: the transaction holds everything).
pub fn lock(conn: &mut Connection, organization_id: OrganizationId, id: PolicyId) -> Result<()> {
    let mine = dsl::policies
        .filter(dsl::organization_id.eq(Id(organization_id.uuid())))
        .filter(dsl::id.eq(Id(id.uuid())));
    if let Connection::Postgresql(conn) = conn {
        mine.select(dsl::id).for_update().load::<Id>(conn)?;
    }
    Ok(())
}

/// Saves name, colour and icon.
pub fn update(conn: &mut Connection, policy: &Policy) -> Result<()> {
    diesel::update(dsl::policies.find(Id(policy.id.uuid())))
        .filter(dsl::organization_id.eq(Id(policy.organization_id.uuid())))
        .set((
            dsl::name.eq(policy.name.as_str()),
            dsl::name_key.eq(policy.name.key()),
            dsl::color.eq(policy.color.as_ref().map(|color| color.as_str())),
            dsl::icon.eq(policy.icon.as_ref().map(|icon| icon.as_str())),
            dsl::updated_at.eq(Moment(policy.updated_at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Makes a policy secure; its children must be secure before it.
pub fn set_secure(
    conn: &mut Connection,
    organization_id: OrganizationId,
    id: PolicyId,
    now: Timestamp,
) -> Result<()> {
    diesel::update(dsl::policies.find(Id(id.uuid())))
        .filter(dsl::organization_id.eq(Id(organization_id.uuid())))
        .set((dsl::secure.eq(true), dsl::updated_at.eq(Moment(now))))
        .execute(conn)?;
    Ok(())
}

/// Hangs a policy under another one (with what that one is), or at the top.
pub fn set_parent(
    conn: &mut Connection,
    organization_id: OrganizationId,
    id: PolicyId,
    parent: Option<(PolicyId, bool)>,
    now: Timestamp,
) -> Result<()> {
    diesel::update(dsl::policies.find(Id(id.uuid())))
        .filter(dsl::organization_id.eq(Id(organization_id.uuid())))
        .set((
            dsl::parent_id.eq(parent.map(|(id, _)| Id(id.uuid()))),
            dsl::parent_secure.eq(parent.is_some_and(|(_, secure)| secure)),
            dsl::updated_at.eq(Moment(now)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Sinks (or raises) these policies by so many levels.
pub fn sink(
    conn: &mut Connection,
    organization_id: OrganizationId,
    of: &[PolicyId],
    by: i64,
) -> Result<()> {
    for chunk in of.chunks(500) {
        diesel::update(dsl::policies.filter(dsl::id.eq_any(ids(chunk))))
            .filter(dsl::organization_id.eq(Id(organization_id.uuid())))
            .set(dsl::depth.eq(dsl::depth + by))
            .execute(conn)?;
    }
    Ok(())
}

/// Deletes a policy; what hangs on it alone goes with it.
pub fn delete(conn: &mut Connection, organization_id: OrganizationId, id: PolicyId) -> Result<()> {
    diesel::delete(dsl::policies.find(Id(id.uuid())))
        .filter(dsl::organization_id.eq(Id(organization_id.uuid())))
        .execute(conn)?;
    Ok(())
}
