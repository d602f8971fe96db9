//! Authenticate, the commit point: the deadline is asked for the last time, and the certificate is bound to its device for ever.
//!
//! Alone, all of it is one transaction. In front of an upstream it is three steps: claim (asked and bound), forward, settle.

use super::refuse::{self, RefusalRecord};
use super::verify::{VerifiedMessage, description};
use crate::context::Context;
use crate::{App, DeviceClient, Failure};
use vestibule_domain::DeviceId;
use vestibule_domain::device::Device;
use vestibule_domain::device::certificate::{CLAIM_TIMEOUT, CertificateState, DeviceCertificate};
use vestibule_domain::device::enrolling::{self, Admission, Attempt};
use vestibule_domain::device::refusal::DeviceRefusal;
use vestibule_domain::device::transition::{self, Authenticated};
use vestibule_domain::enrollment_url::EnrollmentUrl;
use vestibule_domain::profile::Profile;
use vestibule_mdm::checkin::Authenticate;
use vestibule_store::{
    Connection, Error as Store, device_certificates, devices, enrollment_urls, organizations,
    profiles,
};

/// Everything about one Authenticate, locked until the transaction's end.
struct Locked {
    url: Option<EnrollmentUrl>,
    profile: Option<Profile>,
    certificate: DeviceCertificate,
    device: Option<Device>,
}

/// What was decided.
enum AuthenticateDecision {
    /// Not this way.
    Refused(RefusalRecord),
    /// It was accepted before, or is now.
    Accepted,
}

/// Decides and, if it may, enrolls, all at once.
pub(super) fn accept_alone(
    app: &App,
    client: &DeviceClient,
    verified: &VerifiedMessage,
    message: &Authenticate,
) -> Result<Result<(), DeviceRefusal>, Failure> {
    let decided = retry_on_conflict(|| {
        app.write(
            client,
            |conn| lock(conn, verified),
            |ctx, locked| match admit(ctx, verified, &locked, &[])? {
                Ok(Admission::Enroll) => accept(ctx, verified, message, locked),
                Ok(Admission::Repeat(id)) => Ok(repeat(ctx, id)),
                Err(why) => Ok(refused(verified, &locked, why)),
            },
        )
    })?;
    conclude(app, client, decided)
}

/// Decides and, if it may, claims the UDID until the upstream answered.
pub(super) fn claim(
    app: &App,
    client: &DeviceClient,
    verified: &VerifiedMessage,
) -> Result<Result<(), DeviceRefusal>, Failure> {
    let identity = &verified.identity;
    let decided = app.write(
        client,
        |conn| {
            devices::lock_udid(conn, identity)?;
            lock(conn, verified)
        },
        |ctx, locked| {
            let organization_id = locked.certificate.organization_id;
            let elsewhere = devices::list_live_elsewhere(ctx.conn, organization_id, identity)?;
            match admit(ctx, verified, &locked, &elsewhere)? {
                Ok(Admission::Enroll) => {}
                Ok(Admission::Repeat(id)) => return Ok(repeat(ctx, id)),
                Err(why) => return Ok(refused(verified, &locked, why)),
            }
            let (id, since) = (locked.certificate.id, ctx.now - CLAIM_TIMEOUT);
            if device_certificates::is_claimed_by_another(ctx.conn, id, identity, since)? {
                return Err(Failure::Busy);
            }
            match locked.certificate.clone().claim(identity, ctx.now) {
                Ok(claimed) => device_certificates::save(ctx.conn, &claimed)?,
                Err(why) => return Ok(refused(verified, &locked, why)),
            }
            Ok(AuthenticateDecision::Accepted)
        },
    )?;
    conclude(app, client, decided)
}

/// After the upstream's answer: enrolls, or gives the claim back. No deadline is asked any more.
pub(super) fn settle(
    app: &App,
    client: &DeviceClient,
    verified: &VerifiedMessage,
    message: &Authenticate,
    accepted: bool,
) -> Result<(), Failure> {
    retry_on_conflict(|| {
        app.write(
            client,
            |conn| lock(conn, verified),
            |ctx, locked| {
                let CertificateState::Issued { .. } = locked.certificate.state else {
                    return Ok(());
                };
                if !accepted {
                    let freed = locked.certificate.withdraw_claim();
                    return Ok(device_certificates::save(ctx.conn, &freed)?);
                }
                // The upstream listens to nobody else for this UDID now, of whatever organization.
                let elsewhere = device_certificates::list_pending_elsewhere(
                    ctx.conn,
                    locked.certificate.organization_id,
                    &verified.identity,
                )?;
                for pending in elsewhere {
                    device_certificates::save(ctx.conn, &pending.end(ctx.now))?;
                }
                accept(ctx, verified, message, locked).map(drop)
            },
        )
    })
}

fn conclude(
    app: &App,
    client: &DeviceClient,
    decided: AuthenticateDecision,
) -> Result<Result<(), DeviceRefusal>, Failure> {
    match decided {
        AuthenticateDecision::Accepted => Ok(Ok(())),
        AuthenticateDecision::Refused(refused) => {
            refuse::record(app, client, &refused, true)?;
            Ok(Err(refused.why))
        }
    }
}

/// Locks in the order of all transactions: URL, profile, certificate, device.
fn lock(conn: &mut Connection, verified: &VerifiedMessage) -> Result<Locked, Failure> {
    let of = &verified.certificate;
    let (organization_id, profile_id) = (of.organization_id, of.profile_id);
    let url = match profiles::find_of_secret(conn, profile_id)? {
        Some(profile) => {
            enrollment_urls::find_for_share(conn, organization_id, profile.enrollment_url_id)?
        }
        None => None,
    };
    Ok(Locked {
        url,
        profile: profiles::find_of_secret_for_update(conn, profile_id)?,
        certificate: device_certificates::find_for_update(conn, of.id)?.ok_or(Failure::NotFound)?,
        device: devices::find_by_udid_for_update(conn, organization_id, &verified.identity)?,
    })
}

/// Asks the domain. `elsewhere`: one upstream serves all organizations, so a UDID may live in one of them only.
fn admit(
    ctx: &mut Context<'_, DeviceClient>,
    verified: &VerifiedMessage,
    locked: &Locked,
    elsewhere: &[Device],
) -> Result<Result<Admission, DeviceRefusal>, Failure> {
    let organization_id = locked.certificate.organization_id;
    let organization = organizations::find(ctx.conn, organization_id)?.ok_or(Failure::NotFound)?;
    let attempt = Attempt {
        certificate: &locked.certificate,
        source: locked.profile.as_ref().zip(locked.url.as_ref()),
        identity: &verified.identity,
        device: locked.device.as_ref(),
        re_enrollment: organization.settings.re_enrollment,
        elsewhere,
    };
    Ok(enrolling::admit(attempt, ctx.now))
}

fn repeat(ctx: &Context<'_, DeviceClient>, id: DeviceId) -> AuthenticateDecision {
    ctx.app.last_seen.note(id, ctx.now);
    AuthenticateDecision::Accepted
}

fn refused(
    verified: &VerifiedMessage,
    locked: &Locked,
    why: DeviceRefusal,
) -> AuthenticateDecision {
    AuthenticateDecision::Refused(RefusalRecord::of_message(
        verified,
        locked.profile.as_ref(),
        why,
    ))
}

/// Authenticate is accepted, and saved.
fn accept(
    ctx: &mut Context<'_, DeviceClient>,
    verified: &VerifiedMessage,
    message: &Authenticate,
    locked: Locked,
) -> Result<AuthenticateDecision, Failure> {
    let (certificate, profile) = (locked.certificate.clone(), locked.profile.clone());
    let others = match &locked.device {
        Some(device) => device_certificates::list_unended(ctx.conn, device.id)?,
        None => Vec::new(),
    };
    let of = Authenticated {
        certificate,
        profile,
        device: locked.device.clone(),
        others,
        identity: &verified.identity,
        description: description(message),
        new_id: DeviceId::from_uuid(ctx.app.entropy.uuid(ctx.now)),
    };
    let made = match transition::authenticate(of, ctx.now) {
        Ok(made) => made,
        Err(why) => return Ok(refused(verified, &locked, why)),
    };
    match locked.device {
        Some(_) => devices::save(ctx.conn, &made.device)?,
        None => devices::insert(ctx.conn, &made.device)?,
    }
    for certificate in made.ended.iter().chain([&made.certificate]) {
        device_certificates::save(ctx.conn, certificate)?;
    }
    if let Some(profile) = &made.profile {
        profiles::save_enrollment(ctx.conn, profile)?;
    }
    Ok(AuthenticateDecision::Accepted)
}

/// Two certificates may bring the same new UDID at once: the second one then finds the device the first one made.
fn retry_on_conflict<T>(operation: impl Fn() -> Result<T, Failure>) -> Result<T, Failure> {
    match operation() {
        Err(Failure::Store(Store::Conflict(_))) => operation(),
        done => done,
    }
}
