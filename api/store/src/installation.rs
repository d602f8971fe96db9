//! Whether the installation has its first organization.

use crate::schema::installation::dsl;
use crate::types::Moment;
use crate::{Connection, Result};
use diesel::prelude::*;
use vestibule_domain::Timestamp;

/// Whether it was set up.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn is_set_up(conn: &mut Connection) -> Result<bool> {
    Ok(dsl::installation
        .find(1)
        .select(dsl::set_up_at)
        .first::<Option<Moment>>(conn)?
        .is_some())
}

/// Sets it up; false if it was already.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn mark_set_up(conn: &mut Connection, now: Timestamp) -> Result<bool> {
    let changed = diesel::update(dsl::installation.find(1))
        .filter(dsl::set_up_at.is_null())
        .set(dsl::set_up_at.eq(Moment(now)))
        .execute(conn)?;
    Ok(changed == 1)
}
