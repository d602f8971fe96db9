//! Authenticate, the commit point: the deadline is asked for the last time, and the certificate is bound to its device for ever.
//!
//! Alone, all of it is one transaction. In front of an upstream it is three steps: claim (asked and bound), forward, settle.

use super::refuse::{self, RefusalRecord};
use super::verify::{VerifiedMessage, description};
use crate::{App, Failure, RequestOrigin};
use jiff::SignedDuration;
use vestibule_domain::device::certificate::{CertificateState, DeviceCertificate};
use vestibule_domain::device::enrolling::{self, Admission, Attempt};
use vestibule_domain::device::refusal::DeviceRefusal;
use vestibule_domain::device::{Device, DeviceState, release};
use vestibule_domain::profile::Profile;
use vestibule_domain::{DeviceId, Timestamp};
use vestibule_mdm::checkin::Authenticate;
use vestibule_store::{
    Connection, Error as Store, device_certificates, devices, enrollment_urls, organizations,
    profiles,
};

/// How long a claim keeps others from the same UDID: longer than any upstream is waited for.
const CLAIM_TIMEOUT: SignedDuration = SignedDuration::from_secs(60);

/// Everything about one Authenticate, locked until the transaction's end.
struct Locked {
    certificate: DeviceCertificate,
    profile: Option<Profile>,
    device: Option<Device>,
}

/// What was decided.
enum AuthenticateDecision {
    /// Not this way.
    Refused(RefusalRecord),
    /// It was accepted before.
    Repeat(DeviceId),
    /// It may enroll.
    Enroll(Box<Locked>),
}

/// Decides and, if it may, enrolls, all at once.
pub(super) fn accept_alone(
    app: &App,
    origin: &RequestOrigin,
    verified: &VerifiedMessage,
    message: &Authenticate,
) -> Result<Result<(), DeviceRefusal>, Failure> {
    let decided = retry_on_conflict(|| {
        app.store.write(|conn| {
            let decision = decide(app, conn, verified, false)?;
            if let AuthenticateDecision::Enroll(locked) = &decision {
                device_certificates::bind(conn, locked.certificate.id, &verified.identity, None)?;
                accept(app, conn, verified, message, locked)?;
            }
            Ok(decision)
        })
    })?;
    conclude(app, origin, decided)
}

/// Decides and, if it may, claims the UDID until the upstream answered.
pub(super) fn claim(
    app: &App,
    origin: &RequestOrigin,
    verified: &VerifiedMessage,
) -> Result<Result<(), DeviceRefusal>, Failure> {
    let decided = app.store.write(|conn| {
        devices::lock_udid(conn, verified.identity.as_str())?;
        let decision = decide(app, conn, verified, true)?;
        if let AuthenticateDecision::Enroll(locked) = &decision {
            let (id, now) = (locked.certificate.id, app.now());
            if device_certificates::is_claimed_by_another(
                conn,
                id,
                &verified.identity,
                now - CLAIM_TIMEOUT,
            )? {
                return Err(Failure::Busy);
            }
            device_certificates::bind(conn, id, &verified.identity, Some(now))?;
        }
        Ok(decision)
    })?;
    conclude(app, origin, decided)
}

/// After the upstream's answer: enrolls, or gives the claim back. No deadline is asked any more.
pub(super) fn settle(
    app: &App,
    verified: &VerifiedMessage,
    message: &Authenticate,
    accepted: bool,
) -> Result<(), Failure> {
    retry_on_conflict(|| {
        app.store.write(|conn| {
            let locked = lock(conn, verified)?;
            match locked.certificate.state() {
                CertificateState::Issued if accepted => {
                    let of = &locked.certificate;
                    let (organization_id, now) = (of.organization_id, app.now());
                    let identity = &verified.identity;
                    // The upstream listens to nobody else for this UDID now, of whatever organization.
                    device_certificates::end_pending_elsewhere(
                        conn,
                        organization_id,
                        identity,
                        now,
                    )?;
                    accept(app, conn, verified, message, &locked)
                }
                CertificateState::Issued => Ok(device_certificates::withdraw_claim(
                    conn,
                    locked.certificate.id,
                )?),
                CertificateState::Pending | CertificateState::Live | CertificateState::Ended => {
                    Ok(())
                }
            }
        })
    })
}

fn conclude(
    app: &App,
    origin: &RequestOrigin,
    decided: AuthenticateDecision,
) -> Result<Result<(), DeviceRefusal>, Failure> {
    match decided {
        AuthenticateDecision::Enroll(_) => Ok(Ok(())),
        AuthenticateDecision::Repeat(id) => {
            app.last_seen.note(id, app.now());
            Ok(Ok(()))
        }
        AuthenticateDecision::Refused(refused) => {
            refuse::record(app, origin, &refused, true)?;
            Ok(Err(refused.why))
        }
    }
}

/// Locks in the order of all transactions: URL, profile, certificate, device.
fn lock(conn: &mut Connection, verified: &VerifiedMessage) -> Result<Locked, Failure> {
    let (organization_id, id) = (
        verified.certificate.organization_id,
        verified.certificate.id,
    );
    let profile = profiles::find_of_secret(conn, verified.certificate.profile_id)?;
    if let Some(profile) = &profile {
        enrollment_urls::find_for_share(conn, organization_id, profile.enrollment_url_id)?;
    }
    Ok(Locked {
        profile: profiles::find_of_secret_for_update(conn, verified.certificate.profile_id)?,
        certificate: device_certificates::find_for_update(conn, id)?.ok_or(Failure::NotFound)?,
        device: devices::find_by_udid_for_update(
            conn,
            organization_id,
            verified.identity.as_str(),
        )?,
    })
}

/// Asks the domain. `shared`: one upstream serves all organizations, so a UDID may live in one of them only.
fn decide(
    app: &App,
    conn: &mut Connection,
    verified: &VerifiedMessage,
    shared: bool,
) -> Result<AuthenticateDecision, Failure> {
    let organization_id = verified.certificate.organization_id;
    let locked = lock(conn, verified)?;
    let url = match &locked.profile {
        Some(profile) => enrollment_urls::find(conn, organization_id, profile.enrollment_url_id)?,
        None => None,
    };
    let organization = organizations::find(conn, organization_id)?.ok_or(Failure::NotFound)?;
    let now = app.now();
    let attempt = Attempt {
        certificate: &locked.certificate,
        source: locked.profile.as_ref().zip(url.as_ref()),
        identity: &verified.identity,
        device: locked.device.as_ref(),
        re_enrollment: organization.settings.re_enrollment,
    };
    let mut admitted = enrolling::admit(attempt, now);
    if shared && admitted == Ok(Admission::Enroll) {
        let elsewhere =
            devices::list_live_elsewhere(conn, organization_id, verified.identity.as_str())?;
        if elsewhere
            .iter()
            .any(|device| !release::is_released(device, now))
        {
            admitted = Err(DeviceRefusal::DeviceLive);
        }
    }
    Ok(match admitted {
        Ok(Admission::Enroll) => AuthenticateDecision::Enroll(Box::new(locked)),
        Ok(Admission::Repeat) => {
            AuthenticateDecision::Repeat(locked.certificate.device_id.ok_or(Failure::NotFound)?)
        }
        Err(why) => AuthenticateDecision::Refused(RefusalRecord::of_message(
            &locked.certificate,
            locked.profile.as_ref(),
            verified.kind(),
            Some(verified.identity.as_str()),
            why,
        )),
    })
}

/// Authenticate is accepted. A device that is live stays as it is until the TokenUpdate.
fn accept(
    app: &App,
    conn: &mut Connection,
    verified: &VerifiedMessage,
    message: &Authenticate,
    locked: &Locked,
) -> Result<(), Failure> {
    let now = app.now();
    let (known, mut device) = match &locked.device {
        Some(device) => (true, device.clone()),
        None => (false, new(app, verified, now)),
    };
    device.description = description(message);
    device.last_seen_at = Some(now);
    if !device.state.is_live() {
        device.state = DeviceState::Enrolling;
        device.policy_id = locked.profile.as_ref().map(|profile| profile.policy_id);
        device.enrollment_url_id = locked.profile.as_ref().map(|of| of.enrollment_url_id);
        device.profile_id = Some(locked.certificate.profile_id);
        device.released_until = None;
    }
    if known {
        devices::save(conn, &device)?;
    } else {
        devices::insert(conn, &device)?;
    }
    device_certificates::accept(conn, locked.certificate.id, device.id, now)?;
    if let Some(profile) = &locked.profile
        && profile.origin.is_for_one_device()
    {
        profiles::mark_enrolled(conn, profile.id, device.id, now)?;
    }
    Ok(())
}

fn new(app: &App, verified: &VerifiedMessage, now: Timestamp) -> Device {
    Device {
        id: DeviceId::from_uuid(app.entropy.uuid(now)),
        organization_id: verified.certificate.organization_id,
        udid: verified.identity.as_str().to_owned(),
        description: Default::default(),
        policy_id: None,
        enrollment_url_id: None,
        profile_id: None,
        state: DeviceState::Enrolling,
        created_at: now,
        enrolled_at: None,
        last_seen_at: None,
        released_until: None,
    }
}

/// Two certificates may bring the same new UDID at once: the second one then finds the device the first one made.
fn retry_on_conflict<T>(operation: impl Fn() -> Result<T, Failure>) -> Result<T, Failure> {
    match operation() {
        Err(Failure::Store(Store::Conflict(_))) => operation(),
        done => done,
    }
}
