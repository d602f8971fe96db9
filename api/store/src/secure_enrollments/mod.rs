//! What secure enrollment adds to a policy: its settings and the pause.

mod settings;

use crate::schema::secure_enrollments::{self, dsl};
use crate::types::{Document, Id, Moment};
use crate::{Connection, Error, Result, stamp};
use diesel::prelude::*;
use vestibule_domain::policy::securing::Secured;
use vestibule_domain::secure_enrollment::SecureEnrollment;
use vestibule_domain::secure_enrollment::pause::Paused;
use vestibule_domain::{OrganizationId, PolicyId};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = secure_enrollments)]
struct Row {
    policy_id: Id,
    organization_id: Id,
    secure: bool,
    enabled_at: Moment,
    enabled_by: Option<Document>,
    inherited_from: Option<Id>,
    version: i64,
    #[diesel(embed)]
    settings: settings::Columns,
    paused_at: Option<Moment>,
    paused_message: Option<String>,
    paused_by: Option<Document>,
}

const TABLE: &str = "secure_enrollments";

/// Inserts the row of a policy that becomes secure.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn insert(
    conn: &mut Connection,
    organization_id: OrganizationId,
    enrollment: &SecureEnrollment,
) -> Result<()> {
    let row = Row {
        policy_id: Id(enrollment.policy_id.uuid()),
        organization_id: Id(organization_id.uuid()),
        secure: true,
        enabled_at: Moment(enrollment.secured.at),
        enabled_by: stamp::write(enrollment.secured.by.as_ref()),
        inherited_from: enrollment.secured.inherited_from.map(|id| Id(id.uuid())),
        version: enrollment.version,
        settings: settings::write(&enrollment.own, enrollment.passcode_hash.as_ref()),
        paused_at: None,
        paused_message: None,
        paused_by: None,
    };
    diesel::insert_into(secure_enrollments::table)
        .values(row)
        .execute(conn)?;
    Ok(())
}

/// Those of these policies that are secure, in no order.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn find_many(
    conn: &mut Connection,
    organization_id: OrganizationId,
    of: &[PolicyId],
) -> Result<Vec<SecureEnrollment>> {
    let ids: Vec<_> = of.iter().map(|id| Id(id.uuid())).collect();
    let rows = dsl::secure_enrollments
        .filter(dsl::organization_id.eq(Id(organization_id.uuid())))
        .filter(dsl::policy_id.eq_any(ids))
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(SecureEnrollment::try_from).collect()
}

/// Saves what the policy itself says, with the hash of its own passcode, onto the version before this one; false if it is another
/// one by now.
///
/// # Errors
/// [`Error`] when the database refuses or is away.
pub fn save_settings(
    conn: &mut Connection,
    organization_id: OrganizationId,
    next: &SecureEnrollment,
) -> Result<bool> {
    let changed = diesel::update(dsl::secure_enrollments.find(Id(next.policy_id.uuid())))
        .filter(dsl::organization_id.eq(Id(organization_id.uuid())))
        .filter(dsl::version.eq(next.version - 1))
        .set((
            settings::write(&next.own, next.passcode_hash.as_ref()),
            dsl::version.eq(next.version),
        ))
        .execute(conn)?;
    Ok(changed == 1)
}

/// Closes or opens the door.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn set_paused(
    conn: &mut Connection,
    organization_id: OrganizationId,
    id: PolicyId,
    paused: Option<&Paused>,
) -> Result<()> {
    diesel::update(dsl::secure_enrollments.find(Id(id.uuid())))
        .filter(dsl::organization_id.eq(Id(organization_id.uuid())))
        .set((
            dsl::paused_at.eq(paused.map(|paused| Moment(paused.at))),
            dsl::paused_message.eq(paused.and_then(|paused| paused.message.as_deref())),
            dsl::paused_by.eq(stamp::write(paused.and_then(|paused| paused.by.as_ref()))),
        ))
        .execute(conn)?;
    Ok(())
}

impl TryFrom<Row> for SecureEnrollment {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let (own, passcode_hash) = settings::read(row.settings)?;
        let (message, by) = (row.paused_message, stamp::read(row.paused_by));
        Ok(Self {
            policy_id: PolicyId::from_uuid(row.policy_id.0),
            secured: Secured {
                at: row.enabled_at.0,
                by: stamp::read(row.enabled_by),
                inherited_from: row.inherited_from.map(|id| PolicyId::from_uuid(id.0)),
            },
            version: row.version,
            own,
            passcode_hash,
            paused: row.paused_at.map(|at| Paused {
                at: at.0,
                message,
                by,
            }),
        })
    }
}
