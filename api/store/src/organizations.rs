//! Organizations, their settings, and the lock of their policy tree.

use crate::schema::organizations::{self, dsl};
use crate::types::{Id, Moment};
use crate::{Connection, Error, Result};
use diesel::prelude::*;
use vestibule_domain::OrganizationId;
use vestibule_domain::name::Name;
use vestibule_domain::organization::Organization;
use vestibule_domain::organization::settings::Settings;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = organizations)]
struct Row {
    id: Id,
    name: String,
    secure_enrollment_beta: bool,
    migration_in_progress: bool,
    re_enrollment: String,
    settings_version: i64,
    tree_version: i64,
    created_at: Moment,
}

/// Inserts an organization.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn insert(conn: &mut Connection, organization: &Organization) -> Result<()> {
    let row = Row {
        id: Id(organization.id.uuid()),
        name: organization.name.to_string(),
        secure_enrollment_beta: organization.settings.secure_enrollment_beta,
        migration_in_progress: organization.settings.migration_in_progress,
        re_enrollment: organization.settings.re_enrollment.name().to_owned(),
        settings_version: organization.settings_version,
        tree_version: 1,
        created_at: Moment(organization.created_at),
    };
    diesel::insert_into(organizations::table)
        .values(row)
        .execute(conn)?;
    Ok(())
}

/// One organization.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn find(conn: &mut Connection, id: OrganizationId) -> Result<Option<Organization>> {
    let row = dsl::organizations
        .find(Id(id.uuid()))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    row.map(Organization::try_from).transpose()
}

/// Holds the organization until the transaction's end: its policy tree, its settings, its users' roles.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn lock_tree(conn: &mut Connection, id: OrganizationId) -> Result<()> {
    diesel::update(dsl::organizations.find(Id(id.uuid())))
        .set(dsl::tree_version.eq(dsl::tree_version + 1))
        .execute(conn)?;
    Ok(())
}

/// Saves the settings onto the version that was read; false if it is another one by now.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn save_settings(
    conn: &mut Connection,
    id: OrganizationId,
    settings: &Settings,
    version: i64,
) -> Result<bool> {
    let changed = diesel::update(dsl::organizations.find(Id(id.uuid())))
        .filter(dsl::settings_version.eq(version))
        .set((
            dsl::secure_enrollment_beta.eq(settings.secure_enrollment_beta),
            dsl::migration_in_progress.eq(settings.migration_in_progress),
            dsl::re_enrollment.eq(settings.re_enrollment.name()),
            dsl::settings_version.eq(version + 1),
        ))
        .execute(conn)?;
    Ok(changed == 1)
}

impl TryFrom<Row> for Organization {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let unreadable = |column| Error::Inconsistent {
            table: "organizations",
            column,
        };
        Ok(Self {
            id: OrganizationId::from_uuid(row.id.0),
            name: Name::parse(&row.name).map_err(|_| unreadable("name"))?,
            settings: Settings {
                secure_enrollment_beta: row.secure_enrollment_beta,
                migration_in_progress: row.migration_in_progress,
                re_enrollment: row
                    .re_enrollment
                    .parse()
                    .map_err(|_| unreadable("re_enrollment"))?,
            },
            settings_version: row.settings_version,
            created_at: row.created_at.0,
        })
    }
}
