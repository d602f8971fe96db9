//! Sessions of users.

use crate::schema::sessions::{self, dsl};
use crate::types::{Id, Moment};
use crate::{Connection, Result};
use diesel::prelude::*;
use vestibule_domain::session::Session;
use vestibule_domain::{OrganizationId, SessionId, Timestamp, UserId};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = sessions)]
struct Row {
    id: Id,
    organization_id: Id,
    user_id: Id,
    created_at: Moment,
    refreshes: i64,
    refreshed_at: Moment,
    expires_at: Moment,
    revoked_at: Option<Moment>,
}

impl From<Row> for Session {
    fn from(row: Row) -> Self {
        Self {
            id: SessionId::from_uuid(row.id.0),
            organization_id: OrganizationId::from_uuid(row.organization_id.0),
            user_id: UserId::from_uuid(row.user_id.0),
            created_at: row.created_at.0,
            refreshes: row.refreshes,
            refreshed_at: row.refreshed_at.0,
            expires_at: row.expires_at.0,
            revoked_at: row.revoked_at.map(|moment| moment.0),
        }
    }
}

/// Inserts a session.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn insert(conn: &mut Connection, session: &Session) -> Result<()> {
    let row = Row {
        id: Id(session.id.uuid()),
        organization_id: Id(session.organization_id.uuid()),
        user_id: Id(session.user_id.uuid()),
        created_at: Moment(session.created_at),
        refreshes: session.refreshes,
        refreshed_at: Moment(session.refreshed_at),
        expires_at: Moment(session.expires_at),
        revoked_at: session.revoked_at.map(Moment),
    };
    diesel::insert_into(sessions::table)
        .values(row)
        .execute(conn)?;
    Ok(())
}

/// One session.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn find(conn: &mut Connection, id: SessionId) -> Result<Option<Session>> {
    Ok(dsl::sessions
        .find(Id(id.uuid()))
        .select(Row::as_select())
        .first(conn)
        .optional()?
        .map(Session::from))
}

/// Rotates the refresh token of the `refreshes`-th turn; false if somebody else did.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn rotate(
    conn: &mut Connection,
    id: SessionId,
    refreshes: i64,
    now: Timestamp,
) -> Result<bool> {
    let changed = diesel::update(dsl::sessions.find(Id(id.uuid())))
        .filter(dsl::refreshes.eq(refreshes))
        .filter(dsl::revoked_at.is_null())
        .set((
            dsl::refreshes.eq(refreshes + 1),
            dsl::refreshed_at.eq(Moment(now)),
        ))
        .execute(conn)?;
    Ok(changed == 1)
}

/// Ends a session.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn revoke(conn: &mut Connection, id: SessionId, now: Timestamp) -> Result<()> {
    diesel::update(dsl::sessions.find(Id(id.uuid())))
        .filter(dsl::revoked_at.is_null())
        .set(dsl::revoked_at.eq(Moment(now)))
        .execute(conn)?;
    Ok(())
}

/// Ends all sessions of a user but one.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn revoke_all(
    conn: &mut Connection,
    organization_id: OrganizationId,
    user: UserId,
    but: Option<SessionId>,
    now: Timestamp,
) -> Result<()> {
    let kept = but.map_or(uuid::Uuid::nil(), SessionId::uuid);
    diesel::update(dsl::sessions.filter(dsl::organization_id.eq(Id(organization_id.uuid()))))
        .filter(dsl::user_id.eq(Id(user.uuid())))
        .filter(dsl::id.ne(Id(kept)))
        .filter(dsl::revoked_at.is_null())
        .set(dsl::revoked_at.eq(Moment(now)))
        .execute(conn)?;
    Ok(())
}

/// Forgets sessions that ended before a moment.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn drop_ended(conn: &mut Connection, before: Timestamp) -> Result<()> {
    diesel::delete(dsl::sessions.filter(dsl::expires_at.lt(Moment(before)))).execute(conn)?;
    Ok(())
}
