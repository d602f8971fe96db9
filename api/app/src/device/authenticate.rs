//! Authenticate, the commit point: the deadline is asked for the last time, and the certificate is bound to its device for ever.
//!
//! Alone, all of it is one transaction. In front of an upstream it is three steps: claim (asked and bound), forward, settle.

use super::hear::{Heard, description};
use super::refuse::{self, Refused};
use crate::{App, Failure, Origin};
use jiff::SignedDuration;
use vestibule_domain::device::certificate::{DeviceCertificate, Standing};
use vestibule_domain::device::enrolling::{self, Admission, Attempt};
use vestibule_domain::device::refusal::Refusal;
use vestibule_domain::device::{Device, DeviceState, release};
use vestibule_domain::profile::Profile;
use vestibule_domain::{DeviceId, Timestamp};
use vestibule_mdm::checkin::Authenticate;
use vestibule_store::{
    Connection, Error as Store, device_certificates, devices, enrollment_urls, organizations,
    profiles,
};

/// How long a claim keeps others from the same UDID: longer than any upstream is waited for.
const CLAIM: SignedDuration = SignedDuration::from_secs(60);

/// Everything about one Authenticate, held until the transaction's end.
struct Held {
    certificate: DeviceCertificate,
    profile: Option<Profile>,
    device: Option<Device>,
}

/// What was decided.
enum Decision {
    /// Not this way.
    Refused(Refused),
    /// It was accepted before.
    Repeat(DeviceId),
    /// It may enroll.
    Enroll(Box<Held>),
}

/// Decides and, if it may, enrolls, all at once.
pub(super) fn accept_alone(
    app: &App,
    origin: &Origin,
    heard: &Heard,
    said: &Authenticate,
) -> Result<Result<(), Refusal>, Failure> {
    let decided = twice(|| {
        app.store.write(|conn| {
            let decision = decide(app, conn, heard, false)?;
            if let Decision::Enroll(held) = &decision {
                device_certificates::bind(conn, held.certificate.id, &heard.identity, None)?;
                accept(app, conn, heard, said, held)?;
            }
            Ok(decision)
        })
    })?;
    conclude(app, origin, decided)
}

/// Decides and, if it may, claims the UDID until the upstream answered.
pub(super) fn claim(
    app: &App,
    origin: &Origin,
    heard: &Heard,
) -> Result<Result<(), Refusal>, Failure> {
    let decided = app.store.write(|conn| {
        devices::hold_udid(conn, heard.identity.as_str())?;
        let decision = decide(app, conn, heard, true)?;
        if let Decision::Enroll(held) = &decision {
            let (id, now) = (held.certificate.id, app.now());
            if device_certificates::is_claimed_by_another(conn, id, &heard.identity, now - CLAIM)? {
                return Err(Failure::Busy);
            }
            device_certificates::bind(conn, id, &heard.identity, Some(now))?;
        }
        Ok(decision)
    })?;
    conclude(app, origin, decided)
}

/// After the upstream's answer: enrolls, or gives the claim back. No deadline is asked any more.
pub(super) fn settle(
    app: &App,
    heard: &Heard,
    said: &Authenticate,
    accepted: bool,
) -> Result<(), Failure> {
    twice(|| {
        app.store.write(|conn| {
            let held = hold(conn, heard)?;
            match held.certificate.standing() {
                Standing::Issued if accepted => {
                    let of = &held.certificate;
                    let (organization_id, now) = (of.organization_id, app.now());
                    let identity = &heard.identity;
                    // The upstream listens to nobody else for this UDID now, of whatever organization.
                    device_certificates::end_pending_elsewhere(
                        conn,
                        organization_id,
                        identity,
                        now,
                    )?;
                    accept(app, conn, heard, said, &held)
                }
                Standing::Issued => Ok(device_certificates::withdraw_claim(
                    conn,
                    held.certificate.id,
                )?),
                Standing::Pending | Standing::Live | Standing::Ended => Ok(()),
            }
        })
    })
}

fn conclude(app: &App, origin: &Origin, decided: Decision) -> Result<Result<(), Refusal>, Failure> {
    match decided {
        Decision::Enroll(_) => Ok(Ok(())),
        Decision::Repeat(id) => {
            app.seen.note(id, app.now());
            Ok(Ok(()))
        }
        Decision::Refused(refused) => {
            refuse::record(app, origin, &refused, true)?;
            Ok(Err(refused.why))
        }
    }
}

/// Locks in the order of all transactions: URL, profile, certificate, device.
fn hold(conn: &mut Connection, heard: &Heard) -> Result<Held, Failure> {
    let (organization_id, id) = (heard.certificate.organization_id, heard.certificate.id);
    let profile = profiles::find_of_secret(conn, heard.certificate.profile_id)?;
    if let Some(profile) = &profile {
        enrollment_urls::find_for_share(conn, organization_id, profile.enrollment_url_id)?;
    }
    Ok(Held {
        profile: profiles::find_of_secret_for_update(conn, heard.certificate.profile_id)?,
        certificate: device_certificates::find_for_update(conn, id)?.ok_or(Failure::NotFound)?,
        device: devices::find_by_udid_for_update(conn, organization_id, heard.identity.as_str())?,
    })
}

/// Asks the domain. `shared`: one upstream serves all organizations, so a UDID may live in one of them only.
fn decide(
    app: &App,
    conn: &mut Connection,
    heard: &Heard,
    shared: bool,
) -> Result<Decision, Failure> {
    let organization_id = heard.certificate.organization_id;
    let held = hold(conn, heard)?;
    let url = match &held.profile {
        Some(profile) => enrollment_urls::find(conn, organization_id, profile.enrollment_url_id)?,
        None => None,
    };
    let organization = organizations::find(conn, organization_id)?.ok_or(Failure::NotFound)?;
    let now = app.now();
    let attempt = Attempt {
        certificate: &held.certificate,
        came_by: held.profile.as_ref().zip(url.as_ref()),
        identity: &heard.identity,
        device: held.device.as_ref(),
        re_enrollment: organization.settings.re_enrollment,
    };
    let mut admitted = enrolling::admit(attempt, now);
    if shared && admitted == Ok(Admission::Enroll) {
        let elsewhere =
            devices::list_live_elsewhere(conn, organization_id, heard.identity.as_str())?;
        if elsewhere
            .iter()
            .any(|device| !release::is_released(device, now))
        {
            admitted = Err(Refusal::DeviceLive);
        }
    }
    Ok(match admitted {
        Ok(Admission::Enroll) => Decision::Enroll(Box::new(held)),
        Ok(Admission::Repeat) => {
            Decision::Repeat(held.certificate.device_id.ok_or(Failure::NotFound)?)
        }
        Err(why) => Decision::Refused(Refused::of_message(
            &held.certificate,
            held.profile.as_ref(),
            heard.kind(),
            Some(heard.identity.as_str()),
            why,
        )),
    })
}

/// Authenticate is accepted. A device that is live stays as it is until the TokenUpdate.
fn accept(
    app: &App,
    conn: &mut Connection,
    heard: &Heard,
    said: &Authenticate,
    held: &Held,
) -> Result<(), Failure> {
    let now = app.now();
    let (known, mut device) = match &held.device {
        Some(device) => (true, device.clone()),
        None => (false, new(app, heard, now)),
    };
    device.description = description(said);
    device.last_seen_at = Some(now);
    if !device.state.is_live() {
        device.state = DeviceState::Enrolling;
        device.policy_id = held.profile.as_ref().map(|profile| profile.policy_id);
        device.enrollment_url_id = held.profile.as_ref().map(|of| of.enrollment_url_id);
        device.profile_id = Some(held.certificate.profile_id);
        device.released_until = None;
    }
    if known {
        devices::save(conn, &device)?;
    } else {
        devices::insert(conn, &device)?;
    }
    device_certificates::accept(conn, held.certificate.id, device.id, now)?;
    if let Some(profile) = &held.profile
        && profile.origin.is_for_one_device()
    {
        profiles::mark_enrolled(conn, profile.id, device.id, now)?;
    }
    Ok(())
}

fn new(app: &App, heard: &Heard, now: Timestamp) -> Device {
    Device {
        id: DeviceId::from_uuid(app.entropy.uuid(now)),
        organization_id: heard.certificate.organization_id,
        udid: heard.identity.as_str().to_owned(),
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
fn twice<T>(deed: impl Fn() -> Result<T, Failure>) -> Result<T, Failure> {
    match deed() {
        Err(Failure::Store(Store::Conflict(_))) => deed(),
        done => done,
    }
}
