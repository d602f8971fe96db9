//! The URLs of a policy: all of them page by page, and the retired ones.

use super::{Row, of};
use crate::paging::{self, Page, PageRequest, Position};
use crate::schema::enrollment_urls::dsl;
use crate::{Connection, Result};
use diesel::prelude::*;
use vestibule_domain::enrollment_url::EnrollmentUrl;
use vestibule_domain::{OrganizationId, PolicyId};

/// All URLs of a policy, newest first.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn list_of(
    conn: &mut Connection,
    organization_id: OrganizationId,
    policy_id: PolicyId,
    page: &PageRequest<Position>,
) -> Result<Page<EnrollmentUrl, Position>> {
    let mut query = of(organization_id, policy_id)
        .select(Row::as_select())
        .into_boxed();
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
    Page::of(rows, page.limit, |row| Position::of(row.created_at, row.id))
        .try_map(EnrollmentUrl::try_from)
}

/// The retired URLs of a policy.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn list_retired(
    conn: &mut Connection,
    organization_id: OrganizationId,
    policy_id: PolicyId,
) -> Result<Vec<EnrollmentUrl>> {
    let rows = of(organization_id, policy_id)
        .filter(dsl::retired_at.is_not_null())
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(EnrollmentUrl::try_from).collect()
}
