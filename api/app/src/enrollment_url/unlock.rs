//! Unlocks a URL: the passcode is asked, and a right one makes one profile and its ticket.
//!
//! Reserve a try (short transaction), verify (slow, outside), settle (short transaction, everything asked again).

use super::activity::Use;
use super::open;
use crate::audit::{self, Entry};
use crate::profile::ticket::{self, Ticket};
use crate::secure_enrollment::{self, InForce};
use crate::throttle::{self, RateLimitKey};
use crate::{App, Failure, Visitor};
use vestibule_domain::audit::{Action, ObjectKind};
use vestibule_domain::enrollment_url::EnrollmentUrl;
use vestibule_domain::enrollment_url::standing::{UrlRefusal, admit_unlock};
use vestibule_domain::profile::ProfileOrigin;
use vestibule_store::enrollment_urls;

/// Unlocks it. Asked in this order: known, retired, paused, too many tries, passcode. A needless passcode is ignored.
pub fn unlock(
    app: &App,
    visitor: &Visitor,
    token: &str,
    typed: Option<&str>,
) -> Result<Ticket, Failure> {
    let Some((url, in_force)) = app.store.read(|conn| open::find(app, conn, token))? else {
        throttle::take(app, &[RateLimitKey::UnknownTokens], &visitor.origin)?;
        return Err(Failure::NotFound);
    };
    admit(app, &url, &in_force)?;
    throttle::take(app, &[RateLimitKey::Tickets(url.id)], &visitor.origin)?;
    if let Some(hash) = &in_force.passcode_hash {
        let keys = [
            RateLimitKey::NetworkAtUrl(url.id),
            RateLimitKey::Network,
            RateLimitKey::WiderNetwork,
        ];
        throttle::take(app, &keys, &visitor.origin)?;
        let right = match typed.filter(|text| !text.is_empty()) {
            Some(typed) => secure_enrollment::verify_passcode(app, typed, hash),
            None => {
                throttle::give_back(app, &keys, &visitor.origin)?;
                return Err(wrong(app, &url, visitor)?);
            }
        };
        if !right.inspect_err(|_| drop(throttle::give_back(app, &keys, &visitor.origin)))? {
            suspect_attack(app, &url)?;
            return Err(wrong(app, &url, visitor)?);
        }
        throttle::give_back(app, &keys, &visitor.origin)?;
    }
    settle(app, visitor, &url, &in_force)
}

fn admit(app: &App, url: &EnrollmentUrl, in_force: &InForce) -> Result<(), Failure> {
    let admitted = admit_unlock(url, in_force.enrollment.paused.as_ref());
    Ok(admitted
        .inspect_err(|_: &UrlRefusal| app.activity.count(url.id, Use::Refused, app.now()))?)
}

/// Everything once more, while the URL cannot be retired; then the profile.
fn settle(
    app: &App,
    visitor: &Visitor,
    before: &EnrollmentUrl,
    verified: &InForce,
) -> Result<Ticket, Failure> {
    app.store.write(|conn| {
        enrollment_urls::live_of_for_share(conn, before.organization_id, before.policy_id)?;
        let url = enrollment_urls::find(conn, before.organization_id, before.id)?
            .ok_or(Failure::NotFound)?;
        let in_force = secure_enrollment::in_force(conn, url.organization_id, url.policy_id)?
            .ok_or(Failure::NotFound)?;
        let now = app.now();
        admit_unlock(&url, in_force.enrollment.paused.as_ref())?;
        let passcode = in_force
            .effective
            .passcode
            .value
            .as_ref()
            .map(|passcode| passcode.id);
        if passcode.is_some()
            && passcode
                != verified
                    .effective
                    .passcode
                    .value
                    .as_ref()
                    .map(|passcode| passcode.id)
        {
            return Err(Failure::PasscodeInvalid {
                attempts_left: throttle::left(
                    conn,
                    RateLimitKey::NetworkAtUrl(url.id),
                    &visitor.origin,
                    now,
                )?,
            });
        }
        ticket::make(
            app,
            conn,
            &url,
            ProfileOrigin::Unlock,
            passcode,
            visitor,
            now,
        )
    })
}

fn wrong(app: &App, url: &EnrollmentUrl, visitor: &Visitor) -> Result<Failure, Failure> {
    let key = RateLimitKey::NetworkAtUrl(url.id);
    let attempts_left = app
        .store
        .read(|conn| throttle::left(conn, key, &visitor.origin, app.now()))?;
    Ok(Failure::PasscodeInvalid { attempts_left })
}

/// Many wrong passcodes at one URL, from wherever: the organization is told, once an hour. The URL stays open.
fn suspect_attack(app: &App, url: &EnrollmentUrl) -> Result<(), Failure> {
    app.store.write(|conn| {
        let now = app.now();
        if throttle::is_under_attack(conn, url.id, now)?
            && throttle::tell_hourly(conn, &format!("attack {}", url.id), now)?
        {
            let entry = Entry::new(Action::PasscodeAttackSuspected)
                .policy(url.policy_id)
                .object(ObjectKind::EnrollmentUrl, url.id.uuid());
            audit::record_without_actor(
                app,
                conn,
                url.organization_id,
                "system",
                &crate::RequestOrigin::default(),
                now,
                entry,
            )?;
        }
        Ok(())
    })
}
