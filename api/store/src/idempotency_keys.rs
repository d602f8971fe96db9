//! What was made under an `Idempotency-Key`.

use crate::schema::idempotency_keys::{self, dsl};
use crate::types::{Id, Moment};
use crate::{Connection, Result};
use diesel::prelude::*;
use uuid::Uuid;
use vestibule_domain::{OrganizationId, Timestamp};

/// A key and what was made under it.
pub struct StoredKey {
    /// The tenant that owns it; nothing crosses it.
    pub organization_id: OrganizationId,
    /// Who sent the key: a user or an API token.
    pub actor_id: Uuid,
    /// The key.
    pub key: String,
    /// A digest of the request.
    pub fingerprint: Vec<u8>,
    /// What was made.
    pub object_id: Uuid,
    /// The secret shown with it, sealed.
    pub secret_sealed: Option<Vec<u8>>,
    /// The moment the storedKey was made, UTC.
    pub created_at: Timestamp,
}

/// What was made under a key.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn find(
    conn: &mut Connection,
    organization_id: OrganizationId,
    actor_id: Uuid,
    key: &str,
) -> Result<Option<StoredKey>> {
    let found = dsl::idempotency_keys
        .find((Id(organization_id.uuid()), Id(actor_id), key))
        .select((
            dsl::fingerprint,
            dsl::object_id,
            dsl::secret_sealed,
            dsl::created_at,
        ))
        .first::<(Vec<u8>, Id, Option<Vec<u8>>, Moment)>(conn)
        .optional()?;
    Ok(found.map(
        |(fingerprint, object_id, secret_sealed, created_at)| StoredKey {
            organization_id,
            actor_id,
            key: key.to_owned(),
            fingerprint,
            object_id: object_id.0,
            secret_sealed,
            created_at: created_at.0,
        },
    ))
}

/// Keeps a key; a second one of the same name is a conflict.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn insert(conn: &mut Connection, made: &StoredKey) -> Result<()> {
    diesel::insert_into(idempotency_keys::table)
        .values((
            dsl::organization_id.eq(Id(made.organization_id.uuid())),
            dsl::actor_id.eq(Id(made.actor_id)),
            dsl::key.eq(made.key.as_str()),
            dsl::fingerprint.eq(made.fingerprint.clone()),
            dsl::object_id.eq(Id(made.object_id)),
            dsl::secret_sealed.eq(made.secret_sealed.clone()),
            dsl::created_at.eq(Moment(made.created_at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Forgets one key.
///
/// # Errors
/// [`crate::Error`] when the database refuses or is away.
pub fn delete(
    conn: &mut Connection,
    organization_id: OrganizationId,
    actor_id: Uuid,
    key: &str,
) -> Result<()> {
    diesel::delete(dsl::idempotency_keys.find((Id(organization_id.uuid()), Id(actor_id), key)))
        .execute(conn)?;
    Ok(())
}

/// Forgets keys older than a moment.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn drop_older(conn: &mut Connection, than: Timestamp) -> Result<()> {
    diesel::delete(dsl::idempotency_keys.filter(dsl::created_at.lt(Moment(than)))).execute(conn)?;
    Ok(())
}
