//! Identity certificates of devices; the schema binds each to one device for ever.

use crate::schema::device_certificates::{self, dsl};
use crate::types::{Id, Moment};
use crate::{Connection, Error, Result};
use diesel::prelude::*;
use vestibule_domain::device::Identity;
use vestibule_domain::device::certificate::{CertificateState, DeviceCertificate};
use vestibule_domain::{CertificateId, DeviceId, OrganizationId, ProfileId, Timestamp};

#[derive(Queryable, Selectable)]
#[diesel(table_name = device_certificates)]
struct Row {
    id: Id,
    organization_id: Id,
    profile_id: Id,
    fingerprint: Vec<u8>,
    key_fingerprint: Vec<u8>,
    issued_at: Moment,
    expires_at: Moment,
    udid: Option<String>,
    udid_kind: Option<String>,
    claimed_at: Option<Moment>,
    device_id: Option<Id>,
    authenticated_at: Option<Moment>,
    enrolled_at: Option<Moment>,
    ended_at: Option<Moment>,
}

/// What is kept of a new certificate beside what the domain knows of it.
#[derive(Clone, Copy, Debug)]
pub struct Issued<'a> {
    /// Its bytes.
    pub der: &'a [u8],
    /// The certificate's serial number, big-endian bytes.
    pub serial: &'a [u8],
    /// The request's transaction.
    pub transaction_id: &'a [u8],
    /// Whether its profile enrolls one device only.
    pub single_use: bool,
}

impl TryFrom<Row> for DeviceCertificate {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let unreadable = |column| Error::Inconsistent {
            table: "device_certificates",
            column,
        };
        let identity = match row.udid.zip(row.udid_kind) {
            Some((udid, kind)) => {
                Some(Identity::of(&kind, udid).ok_or_else(|| unreadable("udid_kind"))?)
            }
            None => None,
        };
        let digest = |bytes: Vec<u8>, column| bytes.try_into().map_err(|_| unreadable(column));
        let device_id = row.device_id.map(|id| DeviceId::from_uuid(id.0));
        let state = match (
            row.ended_at,
            device_id,
            row.authenticated_at,
            row.enrolled_at,
        ) {
            (Some(Moment(at)), ..) => CertificateState::Ended { at },
            (None, None, None, None) => CertificateState::Issued {
                claimed_at: row.claimed_at.map(|at| at.0),
            },
            (None, Some(device_id), Some(Moment(at)), None) => {
                CertificateState::Pending { device_id, at }
            }
            (None, Some(device_id), Some(_), Some(Moment(at))) => {
                CertificateState::Live { device_id, at }
            }
            _ => return Err(unreadable("authenticated_at")),
        };
        Ok(Self {
            id: CertificateId::from_uuid(row.id.0),
            organization_id: OrganizationId::from_uuid(row.organization_id.0),
            profile_id: ProfileId::from_uuid(row.profile_id.0),
            fingerprint: digest(row.fingerprint, "fingerprint")?,
            key_fingerprint: digest(row.key_fingerprint, "key_fingerprint")?,
            issued_at: row.issued_at.0,
            expires_at: row.expires_at.0,
            identity,
            state,
        })
    }
}

/// Keeps a new certificate.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn insert(
    conn: &mut Connection,
    certificate: &DeviceCertificate,
    issued: Issued<'_>,
) -> Result<()> {
    diesel::insert_into(device_certificates::table)
        .values((
            dsl::id.eq(Id(certificate.id.uuid())),
            dsl::organization_id.eq(Id(certificate.organization_id.uuid())),
            dsl::profile_id.eq(Id(certificate.profile_id.uuid())),
            dsl::single_use.eq(issued.single_use),
            dsl::fingerprint.eq(certificate.fingerprint.to_vec()),
            dsl::serial.eq(issued.serial),
            dsl::certificate.eq(issued.der),
            dsl::key_fingerprint.eq(certificate.key_fingerprint.to_vec()),
            dsl::transaction_id.eq(issued.transaction_id),
            dsl::issued_at.eq(Moment(certificate.issued_at)),
            dsl::expires_at.eq(Moment(certificate.expires_at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// A certificate by the SHA-256 of its bytes.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn find_by_fingerprint(
    conn: &mut Connection,
    fingerprint: &[u8],
) -> Result<Option<DeviceCertificate>> {
    one(dsl::device_certificates
        .filter(dsl::fingerprint.eq(fingerprint))
        .select(Row::as_select())
        .first(conn)
        .optional()?)
}

/// A certificate, held until the transaction's end.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn find_for_update(
    conn: &mut Connection,
    id: CertificateId,
) -> Result<Option<DeviceCertificate>> {
    let certificate = dsl::device_certificates.find(Id(id.uuid()));
    one(match conn {
        Connection::Sqlite(conn) => certificate
            .select(Row::as_select())
            .first(conn)
            .optional()?,
        Connection::Postgresql(conn) => certificate
            .select(Row::as_select())
            .for_update()
            .first(conn)
            .optional()?,
    })
}

/// The certificate a profile got for a key, with its bytes.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn find_of_key(
    conn: &mut Connection,
    profile_id: ProfileId,
    key_fingerprint: &[u8],
) -> Result<Option<(DeviceCertificate, Vec<u8>)>> {
    let found = dsl::device_certificates
        .filter(dsl::profile_id.eq(Id(profile_id.uuid())))
        .filter(dsl::key_fingerprint.eq(key_fingerprint))
        .select((Row::as_select(), dsl::certificate))
        .first::<(Row, Vec<u8>)>(conn)
        .optional()?;
    found
        .map(|(row, der)| Ok((row.try_into()?, der)))
        .transpose()
}

/// Whether a profile got a certificate for any other key.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn has_other_key(
    conn: &mut Connection,
    profile_id: ProfileId,
    key_fingerprint: &[u8],
) -> Result<bool> {
    let found = dsl::device_certificates
        .filter(dsl::profile_id.eq(Id(profile_id.uuid())))
        .filter(dsl::key_fingerprint.ne(key_fingerprint))
        .select(dsl::id)
        .first::<Id>(conn)
        .optional()?;
    Ok(found.is_some())
}

/// Saves what a certificate is bound to and how far its enrollment has come; what it came through before stays on record.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn save(conn: &mut Connection, certificate: &DeviceCertificate) -> Result<()> {
    let row = diesel::update(dsl::device_certificates.find(Id(certificate.id.uuid())));
    let bound = (
        dsl::udid.eq(certificate.identity.as_ref().map(Identity::as_str)),
        dsl::udid_kind.eq(certificate.identity.as_ref().map(Identity::kind)),
    );
    match certificate.state {
        CertificateState::Issued { claimed_at } => row
            .set((bound, dsl::claimed_at.eq(claimed_at.map(Moment))))
            .execute(conn),
        CertificateState::Pending { device_id, at } => row
            .set((
                bound,
                dsl::device_id.eq(Id(device_id.uuid())),
                dsl::authenticated_at.eq(Moment(at)),
                dsl::claimed_at.eq(None::<Moment>),
            ))
            .execute(conn),
        CertificateState::Live { at, .. } => row.set(dsl::enrolled_at.eq(Moment(at))).execute(conn),
        CertificateState::Ended { at } => row.set(dsl::ended_at.eq(Moment(at))).execute(conn),
    }?;
    Ok(())
}

/// The certificates of a device that have not ended: the one it lives under, and one that is about to take over.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn list_unended(conn: &mut Connection, device_id: DeviceId) -> Result<Vec<DeviceCertificate>> {
    many(
        dsl::device_certificates
            .filter(dsl::device_id.eq(Id(device_id.uuid())))
            .filter(dsl::ended_at.is_null())
            .select(Row::as_select())
            .order(dsl::id)
            .load(conn)?,
    )
}

/// What is about to take over a UDID in other organizations: they share one upstream.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn list_pending_elsewhere(
    conn: &mut Connection,
    organization_id: OrganizationId,
    identity: &Identity,
) -> Result<Vec<DeviceCertificate>> {
    many(
        dsl::device_certificates
            .filter(dsl::udid.eq(identity.as_str()))
            .filter(dsl::organization_id.ne(Id(organization_id.uuid())))
            .filter(dsl::authenticated_at.is_not_null())
            .filter(dsl::enrolled_at.is_null())
            .filter(dsl::ended_at.is_null())
            .select(Row::as_select())
            .order(dsl::id)
            .load(conn)?,
    )
}

/// Whether another certificate waits for the upstream's answer about the same UDID, claimed after a moment.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn is_claimed_by_another(
    conn: &mut Connection,
    id: CertificateId,
    identity: &Identity,
    after: Timestamp,
) -> Result<bool> {
    let found = dsl::device_certificates
        .filter(dsl::udid.eq(identity.as_str()))
        .filter(dsl::claimed_at.gt(Moment(after)))
        .filter(dsl::id.ne(Id(id.uuid())))
        .select(dsl::id)
        .first::<Id>(conn)
        .optional()?;
    Ok(found.is_some())
}

fn many(rows: Vec<Row>) -> Result<Vec<DeviceCertificate>> {
    rows.into_iter().map(DeviceCertificate::try_from).collect()
}

fn one(row: Option<Row>) -> Result<Option<DeviceCertificate>> {
    row.map(DeviceCertificate::try_from).transpose()
}
