//! The end of a URL: it stays retired, and its deadline only moves earlier.

use crate::schema::enrollment_urls::dsl;
use crate::types::{Id, Moment};
use crate::{Connection, Result, stamp};
use diesel::prelude::*;
use vestibule_domain::enrollment_url::Retirement;
use vestibule_domain::{EnrollmentUrlId, OrganizationId, Timestamp};

/// Retires a live URL; one that is retired already is left as it is.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn retire(
    conn: &mut Connection,
    organization_id: OrganizationId,
    id: EnrollmentUrlId,
    retirement: &Retirement,
) -> Result<()> {
    diesel::update(dsl::enrollment_urls.find(Id(id.uuid())))
        .filter(dsl::organization_id.eq(Id(organization_id.uuid())))
        .filter(dsl::retired_at.is_null())
        .set((
            dsl::retired_at.eq(Moment(retirement.at)),
            dsl::retired_by.eq(stamp::write(retirement.by.as_ref())),
            dsl::retired_reason.eq(retirement.reason.name()),
            dsl::profiles_valid_until.eq(Moment(retirement.profiles_valid_until)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Moves the deadline of a retired URL's profiles; the schema refuses a later one.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn set_deadline(
    conn: &mut Connection,
    organization_id: OrganizationId,
    id: EnrollmentUrlId,
    deadline: Timestamp,
) -> Result<()> {
    diesel::update(dsl::enrollment_urls.find(Id(id.uuid())))
        .filter(dsl::organization_id.eq(Id(organization_id.uuid())))
        .set(dsl::profiles_valid_until.eq(Moment(deadline)))
        .execute(conn)?;
    Ok(())
}
