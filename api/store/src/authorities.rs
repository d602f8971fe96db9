//! The embedded certificate authority, its key sealed.

use crate::schema::authorities::dsl;
use crate::types::Moment;
use crate::{Connection, Result};
use diesel::prelude::*;
use vestibule_domain::Timestamp;

/// An authority as stored.
pub struct StoredAuthority {
    /// Its certificate, DER.
    pub certificate: Vec<u8>,
    /// Its key, PKCS#8, sealed.
    pub key_sealed: Vec<u8>,
}

/// The authority, if one was made.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn find(conn: &mut Connection) -> Result<Option<StoredAuthority>> {
    let found = dsl::authorities
        .find(1)
        .select((dsl::certificate, dsl::key_sealed))
        .first::<(Vec<u8>, Vec<u8>)>(conn)
        .optional()?;
    Ok(found.map(|(certificate, key_sealed)| StoredAuthority {
        certificate,
        key_sealed,
    }))
}

/// Keeps the one authority.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn insert(
    conn: &mut Connection,
    certificate: &[u8],
    key_sealed: &[u8],
    now: Timestamp,
) -> Result<()> {
    let row = (
        dsl::id.eq(1),
        dsl::certificate.eq(certificate),
        dsl::key_sealed.eq(key_sealed),
        dsl::created_at.eq(Moment(now)),
    );
    diesel::insert_into(dsl::authorities)
        .values(row)
        .execute(conn)?;
    Ok(())
}
