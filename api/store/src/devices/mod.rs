//! Devices.

mod list;

pub use list::*;

use crate::schema::devices::{self, dsl};
use crate::types::{Id, Moment};
use crate::{Connection, Error, Result};
use diesel::prelude::*;
use std::collections::HashMap;
use vestibule_domain::device::{Description, Device, DeviceState, Identity};
use vestibule_domain::{DeviceId, EnrollmentUrlId, OrganizationId, PolicyId, ProfileId, Timestamp};

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = devices, treat_none_as_null = true)]
struct Row {
    id: Id,
    organization_id: Id,
    policy_id: Option<Id>,
    enrollment_url_id: Option<Id>,
    profile_id: Option<Id>,
    udid: String,
    udid_kind: String,
    serial_number: Option<String>,
    name: Option<String>,
    model: Option<String>,
    os_version: Option<String>,
    state: String,
    created_at: Moment,
    enrolled_at: Option<Moment>,
    last_seen_at: Option<Moment>,
    released_until: Option<Moment>,
    search_key: String,
}

impl From<&Device> for Row {
    fn from(device: &Device) -> Self {
        let moment = |moment: Option<Timestamp>| moment.map(Moment);
        let of = &device.description;
        Self {
            id: Id(device.id.uuid()),
            organization_id: Id(device.organization_id.uuid()),
            policy_id: device.policy_id.map(|id| Id(id.uuid())),
            enrollment_url_id: device.enrollment_url_id.map(|id| Id(id.uuid())),
            profile_id: device.profile_id.map(|id| Id(id.uuid())),
            udid: device.identity.as_str().to_owned(),
            udid_kind: device.identity.kind().to_owned(),
            serial_number: of.serial_number.clone(),
            name: of.name.clone(),
            model: of.model.clone(),
            os_version: of.os_version.clone(),
            state: device.state.name().to_owned(),
            created_at: Moment(device.created_at),
            enrolled_at: moment(device.enrolled_at),
            last_seen_at: moment(device.last_seen_at),
            released_until: moment(device.released_until),
            search_key: device.search_key(),
        }
    }
}

impl TryFrom<Row> for Device {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let moment = |moment: Option<Moment>| moment.map(|moment| moment.0);
        let unreadable = |column| Error::Inconsistent {
            table: "devices",
            column,
        };
        Ok(Self {
            id: DeviceId::from_uuid(row.id.0),
            organization_id: OrganizationId::from_uuid(row.organization_id.0),
            identity: Identity::of(&row.udid_kind, row.udid)
                .ok_or_else(|| unreadable("udid_kind"))?,
            description: Description {
                serial_number: row.serial_number,
                name: row.name,
                model: row.model,
                os_version: row.os_version,
            },
            policy_id: row.policy_id.map(|id| PolicyId::from_uuid(id.0)),
            enrollment_url_id: row
                .enrollment_url_id
                .map(|id| EnrollmentUrlId::from_uuid(id.0)),
            profile_id: row.profile_id.map(|id| ProfileId::from_uuid(id.0)),
            state: row.state.parse().map_err(|_| unreadable("state"))?,
            created_at: row.created_at.0,
            enrolled_at: moment(row.enrolled_at),
            last_seen_at: moment(row.last_seen_at),
            released_until: moment(row.released_until),
        })
    }
}

/// Inserts a device.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn insert(conn: &mut Connection, device: &Device) -> Result<()> {
    diesel::insert_into(devices::table)
        .values(Row::from(device))
        .execute(conn)?;
    Ok(())
}

/// Saves everything a device is known by.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn save(conn: &mut Connection, device: &Device) -> Result<()> {
    diesel::update(dsl::devices.find(Id(device.id.uuid())))
        .set(Row::from(device))
        .execute(conn)?;
    Ok(())
}

/// One device.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn find(
    conn: &mut Connection,
    organization_id: OrganizationId,
    id: DeviceId,
) -> Result<Option<Device>> {
    one(dsl::devices
        .find(Id(id.uuid()))
        .filter(dsl::organization_id.eq(Id(organization_id.uuid())))
        .select(Row::as_select())
        .first(conn)
        .optional()?)
}

/// One device, held until the transaction's end.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn find_for_update(
    conn: &mut Connection,
    organization_id: OrganizationId,
    id: DeviceId,
) -> Result<Option<Device>> {
    let device = dsl::devices
        .find(Id(id.uuid()))
        .filter(dsl::organization_id.eq(Id(organization_id.uuid())));
    one(match conn {
        Connection::Sqlite(conn) => device.select(Row::as_select()).first(conn).optional()?,
        Connection::Postgresql(conn) => device
            .select(Row::as_select())
            .for_update()
            .first(conn)
            .optional()?,
    })
}

/// Holds a UDID until the transaction's end, also while nobody has it (SQLite: the transaction holds everything).
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn lock_udid(conn: &mut Connection, identity: &Identity) -> Result<()> {
    if let Connection::Postgresql(conn) = conn {
        diesel::sql_query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))")
            .bind::<diesel::sql_types::Text, _>(identity.as_str())
            .execute(conn)?;
    }
    Ok(())
}

/// The organization's device of a UDID, of either kind, held until the transaction's end.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn find_by_udid_for_update(
    conn: &mut Connection,
    organization_id: OrganizationId,
    identity: &Identity,
) -> Result<Option<Device>> {
    let device = dsl::devices
        .filter(dsl::organization_id.eq(Id(organization_id.uuid())))
        .filter(dsl::udid.eq(identity.as_str()));
    one(match conn {
        Connection::Sqlite(conn) => device.select(Row::as_select()).first(conn).optional()?,
        Connection::Postgresql(conn) => device
            .select(Row::as_select())
            .for_update()
            .first(conn)
            .optional()?,
    })
}

/// The live devices of a UDID in other organizations: they share one upstream.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn list_live_elsewhere(
    conn: &mut Connection,
    organization_id: OrganizationId,
    identity: &Identity,
) -> Result<Vec<Device>> {
    let rows: Vec<Row> = dsl::devices
        .filter(dsl::udid.eq(identity.as_str()))
        .filter(dsl::organization_id.ne(Id(organization_id.uuid())))
        .filter(dsl::state.eq(DeviceState::Enrolled.name()))
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Device::try_from).collect()
}

/// The devices that are only enrolling in a policy.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn list_enrolling(
    conn: &mut Connection,
    organization_id: OrganizationId,
    policy_id: PolicyId,
) -> Result<Vec<Device>> {
    let rows: Vec<Row> = dsl::devices
        .filter(dsl::organization_id.eq(Id(organization_id.uuid())))
        .filter(dsl::policy_id.eq(Id(policy_id.uuid())))
        .filter(dsl::state.eq(DeviceState::Enrolling.name()))
        .select(Row::as_select())
        .order(dsl::id)
        .load(conn)?;
    rows.into_iter().map(Device::try_from).collect()
}

/// Takes a policy that is about to be deleted away from the devices that left it: they stay on record.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn detach_policy(
    conn: &mut Connection,
    organization_id: OrganizationId,
    policy_id: PolicyId,
) -> Result<()> {
    diesel::update(dsl::devices)
        .filter(dsl::organization_id.eq(Id(organization_id.uuid())))
        .filter(dsl::policy_id.eq(Id(policy_id.uuid())))
        .filter(dsl::state.eq(DeviceState::CheckedOut.name()))
        .set(dsl::policy_id.eq(None::<Id>))
        .execute(conn)?;
    Ok(())
}

/// Moves the moments devices were seen last, never backwards.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn touch(conn: &mut Connection, seen: &HashMap<DeviceId, Timestamp>) -> Result<()> {
    for (id, at) in seen {
        let at = Moment(*at);
        diesel::update(dsl::devices.find(Id(id.uuid())))
            .filter(dsl::last_seen_at.is_null().or(dsl::last_seen_at.lt(at)))
            .set(dsl::last_seen_at.eq(at))
            .execute(conn)?;
    }
    Ok(())
}

/// Keeps or drops a device's bootstrap token, sealed.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn set_bootstrap_token(
    conn: &mut Connection,
    id: DeviceId,
    sealed: Option<&[u8]>,
) -> Result<()> {
    diesel::update(dsl::devices.find(Id(id.uuid())))
        .set(dsl::bootstrap_token_sealed.eq(sealed))
        .execute(conn)?;
    Ok(())
}

/// A device's bootstrap token, sealed.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn bootstrap_token(conn: &mut Connection, id: DeviceId) -> Result<Option<Vec<u8>>> {
    let found = dsl::devices
        .find(Id(id.uuid()))
        .select(dsl::bootstrap_token_sealed)
        .first::<Option<Vec<u8>>>(conn)
        .optional()?;
    Ok(found.flatten())
}

fn one(row: Option<Row>) -> Result<Option<Device>> {
    row.map(Device::try_from).transpose()
}
