//! Users and their password hashes.

use crate::paging::{Page, PageRequest};
use crate::schema::users::{self, dsl};
use crate::types::{Id, Moment};
use crate::{Connection, Error, Result};
use diesel::prelude::*;
use uuid::Uuid;
use vestibule_domain::access::role::Role;
use vestibule_domain::name::Name;
use vestibule_domain::user::{Email, User};
use vestibule_domain::{OrganizationId, Timestamp, UserId};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = users)]
struct Row {
    id: Id,
    organization_id: Id,
    email: String,
    name: String,
    role: String,
    created_at: Moment,
    last_sign_in_at: Option<Moment>,
    disabled_at: Option<Moment>,
}

/// Inserts a user; an email address that is taken is a conflict.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn insert(conn: &mut Connection, user: &User, password_hash: &str) -> Result<()> {
    let row = Row {
        id: Id(user.id.uuid()),
        organization_id: Id(user.organization_id.uuid()),
        email: user.email.as_str().to_owned(),
        name: user.name.to_string(),
        role: user.role.name().to_owned(),
        created_at: Moment(user.created_at),
        last_sign_in_at: user.last_sign_in_at.map(Moment),
        disabled_at: user.disabled_at.map(Moment),
    };
    diesel::insert_into(users::table)
        .values((row, dsl::password_hash.eq(password_hash)))
        .execute(conn)?;
    Ok(())
}

/// One user.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn find(
    conn: &mut Connection,
    organization_id: OrganizationId,
    id: UserId,
) -> Result<Option<User>> {
    let row = dsl::users
        .find(Id(id.uuid()))
        .filter(dsl::organization_id.eq(Id(organization_id.uuid())))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    row.map(User::try_from).transpose()
}

/// The user of an email address, with the password's hash.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn find_by_email(conn: &mut Connection, email: &Email) -> Result<Option<(User, String)>> {
    let found = dsl::users
        .filter(dsl::email.eq(email.as_str()))
        .select((Row::as_select(), dsl::password_hash))
        .first::<(Row, String)>(conn)
        .optional()?;
    found
        .map(|(row, hash)| Ok((row.try_into()?, hash)))
        .transpose()
}

/// The users of an organization in order of their ids, which is that of their making.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn list(
    conn: &mut Connection,
    organization_id: OrganizationId,
    page: &PageRequest<Uuid>,
) -> Result<Page<User, Uuid>> {
    let mut query = dsl::users
        .filter(dsl::organization_id.eq(Id(organization_id.uuid())))
        .select(Row::as_select())
        .into_boxed();
    if let Some(id) = page.after {
        query = query.filter(dsl::id.gt(Id(id)));
    }
    let rows = query
        .order(dsl::id)
        .limit(page.limit.rows())
        .load::<Row>(conn)?;
    Page::of(rows, page.limit, |row| row.id.0).try_map(User::try_from)
}

/// How many enabled owners an organization has.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn count_owners(conn: &mut Connection, organization_id: OrganizationId) -> Result<i64> {
    Ok(dsl::users
        .filter(dsl::organization_id.eq(Id(organization_id.uuid())))
        .filter(dsl::role.eq(Role::Owner.name()))
        .filter(dsl::disabled_at.is_null())
        .count()
        .get_result(conn)?)
}

/// Saves name, role and whether the user is disabled.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn update(conn: &mut Connection, user: &User) -> Result<()> {
    diesel::update(dsl::users.find(Id(user.id.uuid())))
        .filter(dsl::organization_id.eq(Id(user.organization_id.uuid())))
        .set((
            dsl::name.eq(user.name.as_str()),
            dsl::role.eq(user.role.name()),
            dsl::disabled_at.eq(user.disabled_at.map(Moment)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Saves a password's hash.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn set_password_hash(
    conn: &mut Connection,
    organization_id: OrganizationId,
    id: UserId,
    password_hash: &str,
) -> Result<()> {
    diesel::update(dsl::users.find(Id(id.uuid())))
        .filter(dsl::organization_id.eq(Id(organization_id.uuid())))
        .set(dsl::password_hash.eq(password_hash))
        .execute(conn)?;
    Ok(())
}

/// Remembers a sign-in.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn set_last_sign_in(conn: &mut Connection, id: UserId, now: Timestamp) -> Result<()> {
    diesel::update(dsl::users.find(Id(id.uuid())))
        .set(dsl::last_sign_in_at.eq(Moment(now)))
        .execute(conn)?;
    Ok(())
}

impl TryFrom<Row> for User {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let unreadable = |column| Error::Inconsistent {
            table: "users",
            column,
        };
        Ok(Self {
            id: UserId::from_uuid(row.id.0),
            organization_id: OrganizationId::from_uuid(row.organization_id.0),
            email: Email::parse(&row.email).map_err(|_| unreadable("email"))?,
            name: Name::parse(&row.name).map_err(|_| unreadable("name"))?,
            role: row.role.parse().map_err(|_| unreadable("role"))?,
            created_at: row.created_at.0,
            last_sign_in_at: row.last_sign_in_at.map(|moment| moment.0),
            disabled_at: row.disabled_at.map(|moment| moment.0),
        })
    }
}
