//! API tokens; of their secrets only a hash is here.

use crate::paging::{Page, PageRequest};
use crate::schema::api_tokens::{self, dsl};
use crate::types::{Document, Id, Moment};
use crate::{Connection, Error, Result};
use diesel::prelude::*;
use serde_json::json;
use uuid::Uuid;
use vestibule_domain::access::api_token::ApiToken;
use vestibule_domain::name::Name;
use vestibule_domain::{ApiTokenId, OrganizationId, PolicyId, Timestamp, UserId};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = api_tokens)]
struct Row {
    id: Id,
    organization_id: Id,
    name: String,
    scopes: Document,
    policy_id: Option<Id>,
    user_id: Id,
    created_at: Moment,
    expires_at: Moment,
    last_used_at: Option<Moment>,
    revoked_at: Option<Moment>,
}

impl TryFrom<Row> for ApiToken {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let unreadable = |column| Error::Inconsistent {
            table: "api_tokens",
            column,
        };
        let scopes = row
            .scopes
            .0
            .as_array()
            .ok_or_else(|| unreadable("scopes"))?
            .iter();
        // A scope that this version does not know allows nothing.
        let scopes = scopes.filter_map(|name| name.as_str()?.parse().ok());
        Ok(Self {
            id: ApiTokenId::from_uuid(row.id.0),
            organization_id: OrganizationId::from_uuid(row.organization_id.0),
            name: Name::parse(&row.name).map_err(|_| unreadable("name"))?,
            scopes: scopes.collect(),
            policy_id: row.policy_id.map(|id| PolicyId::from_uuid(id.0)),
            user_id: UserId::from_uuid(row.user_id.0),
            created_at: row.created_at.0,
            expires_at: row.expires_at.0,
            last_used_at: row.last_used_at.map(|moment| moment.0),
            revoked_at: row.revoked_at.map(|moment| moment.0),
        })
    }
}

/// Inserts a token with the hash of its secret.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn insert(conn: &mut Connection, token: &ApiToken, secret_hash: &[u8]) -> Result<()> {
    let scopes: Vec<_> = token.scopes.iter().map(|scope| scope.name()).collect();
    let row = Row {
        id: Id(token.id.uuid()),
        organization_id: Id(token.organization_id.uuid()),
        name: token.name.to_string(),
        scopes: Document(json!(scopes)),
        policy_id: token.policy_id.map(|id| Id(id.uuid())),
        user_id: Id(token.user_id.uuid()),
        created_at: Moment(token.created_at),
        expires_at: Moment(token.expires_at),
        last_used_at: None,
        revoked_at: None,
    };
    diesel::insert_into(api_tokens::table)
        .values((row, dsl::secret_hash.eq(secret_hash)))
        .execute(conn)?;
    Ok(())
}

/// One token.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn find(
    conn: &mut Connection,
    organization_id: OrganizationId,
    id: ApiTokenId,
) -> Result<Option<ApiToken>> {
    let row = dsl::api_tokens
        .find(Id(id.uuid()))
        .filter(dsl::organization_id.eq(Id(organization_id.uuid())))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    row.map(ApiToken::try_from).transpose()
}

/// The token of a secret, by the secret's hash.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn find_by_secret_hash(conn: &mut Connection, hash: &[u8]) -> Result<Option<ApiToken>> {
    let row = dsl::api_tokens
        .filter(dsl::secret_hash.eq(hash))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    row.map(ApiToken::try_from).transpose()
}

/// The tokens of an organization in order of their ids, newest first.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn list(
    conn: &mut Connection,
    organization_id: OrganizationId,
    page: &PageRequest<Uuid>,
) -> Result<Page<ApiToken, Uuid>> {
    let mut query = dsl::api_tokens
        .filter(dsl::organization_id.eq(Id(organization_id.uuid())))
        .select(Row::as_select())
        .into_boxed();
    if let Some(id) = page.after {
        query = query.filter(dsl::id.lt(Id(id)));
    }
    let rows = query
        .order(dsl::id.desc())
        .limit(page.limit.rows())
        .load::<Row>(conn)?;
    Page::of(rows, page.limit, |row| row.id.0).try_map(ApiToken::try_from)
}

/// Revokes a token; false if it was already.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn revoke(
    conn: &mut Connection,
    organization_id: OrganizationId,
    id: ApiTokenId,
    now: Timestamp,
) -> Result<bool> {
    let changed = diesel::update(dsl::api_tokens.find(Id(id.uuid())))
        .filter(dsl::organization_id.eq(Id(organization_id.uuid())))
        .filter(dsl::revoked_at.is_null())
        .set(dsl::revoked_at.eq(Moment(now)))
        .execute(conn)?;
    Ok(changed == 1)
}

/// Remembers a use.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn set_last_used(conn: &mut Connection, id: ApiTokenId, now: Timestamp) -> Result<()> {
    diesel::update(dsl::api_tokens.find(Id(id.uuid())))
        .set(dsl::last_used_at.eq(Moment(now)))
        .execute(conn)?;
    Ok(())
}
