//! Changes of the tree; what may be changed is the domain's business, and the schema refuses what breaks the rules.

use super::{Row, ids};
use crate::schema::policies::{self, dsl};
use crate::types::{Id, Moment};
use crate::{Connection, Result};
use diesel::prelude::*;
use vestibule_domain::policy::Policy;
use vestibule_domain::{OrganizationId, PolicyId, Timestamp};

/// Inserts a policy; `parent_secure` repeats what its parent is, and the schema refuses a lie.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
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

/// Holds a policy's row until the transaction's end (SQLite: the transaction holds everything).
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
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
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
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
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
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
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
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
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn shift_depth(
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
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn delete(conn: &mut Connection, organization_id: OrganizationId, id: PolicyId) -> Result<()> {
    diesel::delete(dsl::policies.find(Id(id.uuid())))
        .filter(dsl::organization_id.eq(Id(organization_id.uuid())))
        .execute(conn)?;
    Ok(())
}
