//! What happens to a profile on the device's side: its secret is used, its device enrolls or is refused.

use super::Row;
use crate::schema::profiles::dsl;
use crate::types::{Id, Moment};
use crate::{Connection, Result};
use diesel::prelude::*;
use vestibule_domain::device::refusal::DeviceRefusal;
use vestibule_domain::profile::Profile;
use vestibule_domain::{ProfileId, Timestamp};

/// The profile a secret belongs to, of whatever organization: the secret proves it.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn find_of_secret(conn: &mut Connection, id: ProfileId) -> Result<Option<Profile>> {
    let row = dsl::profiles
        .find(Id(id.uuid()))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    row.map(Profile::try_from).transpose()
}

/// The same, held until the transaction's end.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn find_of_secret_for_update(conn: &mut Connection, id: ProfileId) -> Result<Option<Profile>> {
    let profile = dsl::profiles.find(Id(id.uuid()));
    let row = match conn {
        Connection::Sqlite(conn) => profile.select(Row::as_select()).first(conn).optional()?,
        Connection::Postgresql(conn) => profile
            .select(Row::as_select())
            .for_update()
            .first(conn)
            .optional()?,
    };
    row.map(Profile::try_from).transpose()
}

/// Uses the secret for a key, if it was not used yet; whether this did.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn consume(
    conn: &mut Connection,
    id: ProfileId,
    key_fingerprint: &[u8],
    now: Timestamp,
) -> Result<bool> {
    let changed = diesel::update(dsl::profiles.find(Id(id.uuid())))
        .filter(dsl::certificate_issued_at.is_null())
        .set((
            dsl::certificate_issued_at.eq(Moment(now)),
            dsl::key_fingerprint.eq(key_fingerprint),
        ))
        .execute(conn)?;
    Ok(changed == 1)
}

/// Saves which device a profile enrolled, and why one was refused last.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn save_enrollment(conn: &mut Connection, profile: &Profile) -> Result<()> {
    diesel::update(dsl::profiles.find(Id(profile.id.uuid())))
        .set((
            dsl::enrolled_at.eq(profile.enrolled_at.map(Moment)),
            dsl::device_id.eq(profile.device_id.map(|id| Id(id.uuid()))),
            dsl::refusal.eq(profile.refusal.map(|refused| refused.why.code())),
            dsl::refused_at.eq(profile.refusal.map(|refused| Moment(refused.at))),
        ))
        .execute(conn)?;
    Ok(())
}

/// Remembers why a device was refused last.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn set_refusal(
    conn: &mut Connection,
    id: ProfileId,
    refusal: DeviceRefusal,
    now: Timestamp,
) -> Result<()> {
    diesel::update(dsl::profiles.find(Id(id.uuid())))
        .set((
            dsl::refusal.eq(refusal.code()),
            dsl::refused_at.eq(Moment(now)),
        ))
        .execute(conn)?;
    Ok(())
}
