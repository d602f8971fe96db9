//! Enrollment URLs, live and retired. Their tokens are never in clear here.

mod list;
mod retire;

pub use list::*;
pub use retire::*;

use crate::schema::enrollment_urls::{self, dsl};
use crate::types::{Document, Id, Moment};
use crate::{Connection, Error, Result, stamp};
use diesel::prelude::*;
use vestibule_domain::enrollment_url::{EnrollmentUrl, Kind, Retirement};
use vestibule_domain::{EnrollmentUrlId, OrganizationId, PolicyId};

#[derive(Queryable, Selectable)]
#[diesel(table_name = enrollment_urls)]
struct Row {
    id: Id,
    organization_id: Id,
    policy_id: Id,
    kind: String,
    created_at: Moment,
    created_by: Option<Document>,
    retired_at: Option<Moment>,
    retired_by: Option<Document>,
    retired_reason: Option<String>,
    profiles_valid_until: Option<Moment>,
}

/// What is kept of a token.
pub struct StoredToken {
    /// Finds the URL: a keyed hash.
    pub lookup: Vec<u8>,
    /// Shows the token again: sealed.
    pub sealed: Vec<u8>,
}

impl TryFrom<Row> for EnrollmentUrl {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let unreadable = |column| Error::Inconsistent {
            table: "enrollment_urls",
            column,
        };
        let retired = match (row.retired_at, row.retired_reason, row.profiles_valid_until) {
            (Some(at), Some(reason), Some(until)) => Some(Retirement {
                at: at.0,
                by: stamp::read(row.retired_by),
                reason: reason.parse().map_err(|_| unreadable("retired_reason"))?,
                profiles_valid_until: until.0,
            }),
            (None, None, None) => None,
            _ => return Err(unreadable("retired_at")),
        };
        Ok(Self {
            id: EnrollmentUrlId::from_uuid(row.id.0),
            organization_id: OrganizationId::from_uuid(row.organization_id.0),
            policy_id: PolicyId::from_uuid(row.policy_id.0),
            kind: row.kind.parse().map_err(|_| unreadable("kind"))?,
            created_at: row.created_at.0,
            created_by: stamp::read(row.created_by),
            retired,
        })
    }
}

fn one(row: Option<Row>) -> Result<Option<EnrollmentUrl>> {
    row.map(EnrollmentUrl::try_from).transpose()
}

/// Inserts a live URL; a secure one with what is kept of its token.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn insert(
    conn: &mut Connection,
    url: &EnrollmentUrl,
    token: Option<&StoredToken>,
) -> Result<()> {
    diesel::insert_into(enrollment_urls::table)
        .values((
            dsl::id.eq(Id(url.id.uuid())),
            dsl::organization_id.eq(Id(url.organization_id.uuid())),
            dsl::policy_id.eq(Id(url.policy_id.uuid())),
            dsl::kind.eq(url.kind.name()),
            dsl::token_lookup.eq(token.map(|token| token.lookup.clone())),
            dsl::token_sealed.eq(token.map(|token| token.sealed.clone())),
            dsl::created_at.eq(Moment(url.created_at)),
            dsl::created_by.eq(stamp::write(url.created_by.as_ref())),
        ))
        .execute(conn)?;
    Ok(())
}

/// One URL.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn find(
    conn: &mut Connection,
    organization_id: OrganizationId,
    id: EnrollmentUrlId,
) -> Result<Option<EnrollmentUrl>> {
    one(dsl::enrollment_urls
        .find(Id(id.uuid()))
        .filter(dsl::organization_id.eq(Id(organization_id.uuid())))
        .select(Row::as_select())
        .first(conn)
        .optional()?)
}

/// One URL, which then cannot be retired by another transaction: for letting a device use a profile from it.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn find_for_share(
    conn: &mut Connection,
    organization_id: OrganizationId,
    id: EnrollmentUrlId,
) -> Result<Option<EnrollmentUrl>> {
    let url = dsl::enrollment_urls
        .find(Id(id.uuid()))
        .filter(dsl::organization_id.eq(Id(organization_id.uuid())));
    one(match conn {
        Connection::Sqlite(conn) => url.select(Row::as_select()).first(conn).optional()?,
        Connection::Postgresql(conn) => url
            .select(Row::as_select())
            .for_share()
            .first(conn)
            .optional()?,
    })
}

/// Whether there is such a URL, whosever it is.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn exists(conn: &mut Connection, id: EnrollmentUrlId) -> Result<bool> {
    Ok(dsl::enrollment_urls
        .find(Id(id.uuid()))
        .select(dsl::id)
        .first::<Id>(conn)
        .optional()?
        .is_some())
}

/// The URL of a token, by the token's keyed hash.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn find_by_token_lookup(conn: &mut Connection, lookup: &[u8]) -> Result<Option<EnrollmentUrl>> {
    one(dsl::enrollment_urls
        .filter(dsl::token_lookup.eq(lookup))
        .select(Row::as_select())
        .first(conn)
        .optional()?)
}

/// The sealed token of a secure URL.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn sealed_token(
    conn: &mut Connection,
    organization_id: OrganizationId,
    id: EnrollmentUrlId,
) -> Result<Option<Vec<u8>>> {
    let found = dsl::enrollment_urls
        .find(Id(id.uuid()))
        .filter(dsl::organization_id.eq(Id(organization_id.uuid())))
        .select(dsl::token_sealed)
        .first::<Option<Vec<u8>>>(conn)
        .optional()?;
    Ok(found.flatten())
}

/// The live URL of a policy.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn live_of(
    conn: &mut Connection,
    organization_id: OrganizationId,
    policy_id: PolicyId,
) -> Result<Option<EnrollmentUrl>> {
    one(live(organization_id, policy_id)
        .select(Row::as_select())
        .first(conn)
        .optional()?)
}

/// The live URL, which then cannot be retired by another transaction: for making profiles from it.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn live_of_for_share(
    conn: &mut Connection,
    organization_id: OrganizationId,
    policy_id: PolicyId,
) -> Result<Option<EnrollmentUrl>> {
    if let Connection::Postgresql(conn) = conn {
        live(organization_id, policy_id)
            .select(dsl::id)
            .for_share()
            .load::<Id>(conn)?;
    }
    live_of(conn, organization_id, policy_id)
}

/// The live URL, waiting for transactions that make profiles from it: for retiring it.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn live_of_for_update(
    conn: &mut Connection,
    organization_id: OrganizationId,
    policy_id: PolicyId,
) -> Result<Option<EnrollmentUrl>> {
    if let Connection::Postgresql(conn) = conn {
        live(organization_id, policy_id)
            .select(dsl::id)
            .for_update()
            .load::<Id>(conn)?;
    }
    live_of(conn, organization_id, policy_id)
}

/// The legacy URL of a policy, live or retired; one that was born secure has none.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn legacy_of(
    conn: &mut Connection,
    organization_id: OrganizationId,
    policy_id: PolicyId,
) -> Result<Option<EnrollmentUrl>> {
    one(of(organization_id, policy_id)
        .filter(dsl::kind.eq(Kind::Legacy.name()))
        .select(Row::as_select())
        .first(conn)
        .optional()?)
}

#[diesel::dsl::auto_type(no_type_alias)]
fn of(organization_id: OrganizationId, policy_id: PolicyId) -> _ {
    let organization: Id = Id(organization_id.uuid());
    let policy: Id = Id(policy_id.uuid());
    dsl::enrollment_urls
        .filter(dsl::organization_id.eq(organization))
        .filter(dsl::policy_id.eq(policy))
}

#[diesel::dsl::auto_type(no_type_alias)]
fn live(organization_id: OrganizationId, policy_id: PolicyId) -> _ {
    let organization: Id = Id(organization_id.uuid());
    let policy: Id = Id(policy_id.uuid());
    dsl::enrollment_urls
        .filter(dsl::organization_id.eq(organization))
        .filter(dsl::policy_id.eq(policy))
        .filter(dsl::retired_at.is_null())
}
