//! Profiles: one row for every download.

mod enrolling;

pub use enrolling::*;

use crate::paging::{self, Page, PageRequest, Position};
use crate::schema::profiles::{self, dsl};
use crate::types::{Document, Id, Moment};
use crate::{Connection, Error, Result, stamp};
use diesel::prelude::*;
use vestibule_domain::access::actor::ActorRef;
use vestibule_domain::profile::{LastRefusal, Profile, ProfileOrigin, Service};
use vestibule_domain::{
    DeviceId, EnrollmentUrlId, OrganizationId, PasscodeId, PolicyId, ProfileId, Timestamp,
};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = profiles)]
struct Row {
    id: Id,
    organization_id: Id,
    policy_id: Id,
    enrollment_url_id: Id,
    origin: String,
    created_at: Moment,
    created_by: Option<Document>,
    ticket_expires_at: Option<Moment>,
    passcode_id: Option<Id>,
    downloaded_at: Option<Moment>,
    expires_at: Option<Moment>,
    revoked_at: Option<Moment>,
    certificate_issued_at: Option<Moment>,
    enrolled_at: Option<Moment>,
    device_id: Option<Id>,
    client_network: Option<String>,
    client_platform: Option<String>,
    renews_device_id: Option<Id>,
    server_url: Option<String>,
    push_topic: Option<String>,
    refusal: Option<String>,
    refused_at: Option<Moment>,
}

impl TryFrom<Row> for Profile {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let unreadable = |column| Error::Inconsistent {
            table: "profiles",
            column,
        };
        let moment = |moment: Option<Moment>| moment.map(|moment| moment.0);
        Ok(Self {
            id: ProfileId::from_uuid(row.id.0),
            organization_id: OrganizationId::from_uuid(row.organization_id.0),
            policy_id: PolicyId::from_uuid(row.policy_id.0),
            enrollment_url_id: EnrollmentUrlId::from_uuid(row.enrollment_url_id.0),
            origin: ProfileOrigin::parse(
                &row.origin,
                row.renews_device_id.map(|id| DeviceId::from_uuid(id.0)),
            )
            .ok_or_else(|| unreadable("origin"))?,
            created_at: row.created_at.0,
            created_by: stamp::read(row.created_by),
            ticket_expires_at: moment(row.ticket_expires_at),
            passcode_id: row.passcode_id.map(|id| PasscodeId::from_uuid(id.0)),
            downloaded_at: moment(row.downloaded_at),
            expires_at: moment(row.expires_at),
            revoked_at: moment(row.revoked_at),
            certificate_issued_at: moment(row.certificate_issued_at),
            enrolled_at: moment(row.enrolled_at),
            device_id: row.device_id.map(|id| DeviceId::from_uuid(id.0)),
            client_network: row.client_network,
            client_platform: row.client_platform.and_then(|name| name.parse().ok()),
            service: row
                .server_url
                .zip(row.push_topic)
                .map(|(url, topic)| Service { url, topic }),
            refusal: row
                .refusal
                .and_then(|code| code.parse().ok())
                .zip(row.refused_at)
                .map(|(why, at)| LastRefusal { why, at: at.0 }),
        })
    }
}

/// Inserts a profile, with the hash of its ticket if it has one.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn insert(conn: &mut Connection, profile: &Profile, ticket_hash: Option<&[u8]>) -> Result<()> {
    let moment = |moment: Option<Timestamp>| moment.map(Moment);
    let row = Row {
        id: Id(profile.id.uuid()),
        organization_id: Id(profile.organization_id.uuid()),
        policy_id: Id(profile.policy_id.uuid()),
        enrollment_url_id: Id(profile.enrollment_url_id.uuid()),
        origin: profile.origin.name().to_owned(),
        created_at: Moment(profile.created_at),
        created_by: stamp::write(profile.created_by.as_ref()),
        ticket_expires_at: moment(profile.ticket_expires_at),
        passcode_id: profile.passcode_id.map(|id| Id(id.uuid())),
        downloaded_at: moment(profile.downloaded_at),
        expires_at: moment(profile.expires_at),
        revoked_at: moment(profile.revoked_at),
        certificate_issued_at: moment(profile.certificate_issued_at),
        enrolled_at: moment(profile.enrolled_at),
        device_id: profile.device_id.map(|id| Id(id.uuid())),
        client_network: profile.client_network.clone(),
        client_platform: profile
            .client_platform
            .map(|platform| platform.name().to_owned()),
        renews_device_id: profile.origin.renews().map(|id| Id(id.uuid())),
        server_url: profile.service.as_ref().map(|service| service.url.clone()),
        push_topic: profile
            .service
            .as_ref()
            .map(|service| service.topic.clone()),
        refusal: profile.refusal.map(|refused| refused.why.code().to_owned()),
        refused_at: profile.refusal.map(|refused| Moment(refused.at)),
    };
    let hash = dsl::ticket_hash.eq(ticket_hash.map(<[u8]>::to_vec));
    diesel::insert_into(profiles::table)
        .values((row, hash))
        .execute(conn)?;
    Ok(())
}

/// One profile.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn find(
    conn: &mut Connection,
    organization_id: OrganizationId,
    id: ProfileId,
) -> Result<Option<Profile>> {
    let row = dsl::profiles
        .find(Id(id.uuid()))
        .filter(dsl::organization_id.eq(Id(organization_id.uuid())))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    row.map(Profile::try_from).transpose()
}

/// One profile, held until the transaction's end.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn find_for_update(
    conn: &mut Connection,
    organization_id: OrganizationId,
    id: ProfileId,
) -> Result<Option<Profile>> {
    let profile = dsl::profiles
        .find(Id(id.uuid()))
        .filter(dsl::organization_id.eq(Id(organization_id.uuid())));
    let row = match conn {
        Connection::Sqlite(conn) => profile.select(Row::as_select()).first(conn).optional()?,
        Connection::Postgresql(conn) => profile
            .select(Row::as_select())
            .for_update()
            .first(conn)
            .optional()?,
    };
    row.map(Profile::try_from).transpose()
}

/// The profile of a ticket, by the ticket's hash, with its sealed document if it was signed already.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn find_by_ticket_hash(
    conn: &mut Connection,
    hash: &[u8],
) -> Result<Option<(Profile, Option<Vec<u8>>)>> {
    let found = dsl::profiles
        .filter(dsl::ticket_hash.eq(hash))
        .select((Row::as_select(), dsl::document_sealed))
        .first::<(Row, Option<Vec<u8>>)>(conn)
        .optional()?;
    found
        .map(|(row, document)| Ok((row.try_into()?, document)))
        .transpose()
}

/// The first download: keeps the sealed document. False if another download was first.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn mark_downloaded(
    conn: &mut Connection,
    id: ProfileId,
    document_sealed: &[u8],
    now: Timestamp,
) -> Result<bool> {
    let changed = diesel::update(dsl::profiles.find(Id(id.uuid())))
        .filter(dsl::document_sealed.is_null())
        .set((
            dsl::document_sealed.eq(document_sealed),
            dsl::downloaded_at.eq(Moment(now)),
        ))
        .execute(conn)?;
    Ok(changed == 1)
}

/// Saves who ended a profile, and when.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn save_revocation(conn: &mut Connection, profile: &Profile, by: &ActorRef) -> Result<()> {
    diesel::update(dsl::profiles.find(Id(profile.id.uuid())))
        .set((
            dsl::revoked_at.eq(profile.revoked_at.map(Moment)),
            dsl::revoked_by.eq(stamp::write(Some(by))),
        ))
        .execute(conn)?;
    Ok(())
}

/// The profiles of a policy, newest first, without renewals: those are of a device.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn list_of(
    conn: &mut Connection,
    organization_id: OrganizationId,
    policy_id: PolicyId,
    page: &PageRequest<Position>,
) -> Result<Page<Profile, Position>> {
    let mut query = dsl::profiles
        .filter(dsl::organization_id.eq(Id(organization_id.uuid())))
        .filter(dsl::policy_id.eq(Id(policy_id.uuid())))
        .filter(dsl::renews_device_id.is_null())
        .select(Row::as_select())
        .into_boxed();
    if let Some(position) = page.after {
        query = query.filter(paging::before(
            (dsl::created_at, dsl::id),
            position.values(),
        ));
    }
    let rows = query
        .order((dsl::created_at.desc(), dsl::id.desc()))
        .limit(page.limit.rows())
        .load::<Row>(conn)?;
    Page::of(rows, page.limit, |row| Position::of(row.created_at, row.id))
        .try_map(Profile::try_from)
}

/// Forgets the documents of tickets that ended before a moment.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn drop_documents(conn: &mut Connection, before: Timestamp) -> Result<()> {
    diesel::update(
        dsl::profiles
            .filter(dsl::ticket_expires_at.lt(Moment(before)))
            .filter(dsl::document_sealed.is_not_null()),
    )
    .set(dsl::document_sealed.eq(None::<Vec<u8>>))
    .execute(conn)?;
    Ok(())
}
