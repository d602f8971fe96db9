//! Unlocks a URL: the passcode is asked, and a right one makes one profile and its ticket.
//!
//! Reserve a try (short transaction), verify (slow, outside), settle (short transaction, everything asked again).

use super::activity::Use;
use super::open;
use crate::audit::Entry;
use crate::caller::System;
use crate::context::{Context, no_lock};
use crate::profile::ticket::{self, Ticket};
use crate::secure_enrollment::{self, InForce};
use crate::throttle::{self, RateLimitKey};
use crate::{App, Failure, Visitor};
use vestibule_domain::PasscodeId;
use vestibule_domain::audit::{Action, ObjectKind};
use vestibule_domain::enrollment_url::EnrollmentUrl;
use vestibule_domain::enrollment_url::standing::{UrlRefusal, admit_unlock};
use vestibule_store::enrollment_urls;

/// Unlocks it. Asked in this order: known, retired, paused, too many tries, passcode. A needless passcode is ignored.
///
/// # Errors
/// In that order: [`Failure::NotFound`], [`Failure::Url`], [`Failure::SlowDown`], [`Failure::PasscodeInvalid`].
pub fn unlock(
    app: &App,
    visitor: &Visitor,
    token: &str,
    typed: Option<&str>,
) -> Result<Ticket, Failure> {
    let Some((url, in_force)) = app.read(visitor, |ctx| open::find(ctx, token))? else {
        throttle::take(app, &[RateLimitKey::UnknownTokens], &visitor.origin)?;
        return Err(Failure::NotFound);
    };
    admit(app, &url, &in_force)?;
    let tickets = RateLimitKey::Tickets(url.id);
    let Some(hash) = &in_force.passcode_hash else {
        throttle::take(app, &[tickets], &visitor.origin)?;
        return settle(app, visitor, &url, &in_force, &[]);
    };
    let tries = [
        RateLimitKey::NetworkAtUrl(url.id),
        RateLimitKey::Network,
        RateLimitKey::WiderNetwork,
    ];
    let [at_url, network, wider] = tries;
    throttle::take(app, &[tickets, at_url, network, wider], &visitor.origin)?;
    let give_back = || throttle::give_back(app, &tries, &visitor.origin);
    let Some(typed) = typed.filter(|text| !text.is_empty()) else {
        give_back()?;
        return Err(app.read(visitor, |ctx| wrong(ctx, &url))?);
    };
    let verified = secure_enrollment::verify_passcode(app, typed, hash);
    // A busy machine is nobody's wrong guess.
    if verified.inspect_err(|_| drop(give_back()))? {
        settle(app, visitor, &url, &in_force, &tries)
    } else {
        Err(app.write(visitor, no_lock, |ctx, ()| {
            suspect_attack(ctx, &url)?;
            wrong(ctx, &url)
        })?)
    }
}

fn admit(app: &App, url: &EnrollmentUrl, in_force: &InForce) -> Result<(), Failure> {
    let admitted = admit_unlock(url, in_force.enrollment.paused.as_ref());
    Ok(admitted
        .inspect_err(|_: &UrlRefusal| app.activity.count(url.id, Use::Refused, app.now()))?)
}

/// Gives the tries of a right passcode back and asks everything once more, while the URL cannot be retired; then the profile.
/// The tries are given back whatever the answer is.
fn settle(
    app: &App,
    visitor: &Visitor,
    before: &EnrollmentUrl,
    verified: &InForce,
    tries: &[RateLimitKey],
) -> Result<Ticket, Failure> {
    let limits = throttle::limits(tries, &visitor.origin);
    app.write(
        visitor,
        |conn| {
            let (organization_id, policy_id) = (before.organization_id, before.policy_id);
            let live = enrollment_urls::live_of_for_share(conn, organization_id, policy_id)?;
            Ok((live, throttle::lock(conn, &limits)?))
        },
        |ctx, (live, counters)| {
            throttle::return_places(ctx.conn, counters)?;
            let url = match live.filter(|live| live.id == before.id) {
                Some(url) => url,
                None => {
                    let gone = enrollment_urls::find(ctx.conn, before.organization_id, before.id)?;
                    return Ok(Err(
                        gone.map_or(Failure::NotFound, |_| UrlRefusal::Retired.into())
                    ));
                }
            };
            make(ctx, &url, passcode_of(verified))
        },
    )?
}

/// The profile and its ticket, if nothing changed that was asked before; `verified` is the passcode that was right.
fn make(
    ctx: &mut Context<'_, Visitor>,
    url: &EnrollmentUrl,
    verified: Option<PasscodeId>,
) -> Result<Result<Ticket, Failure>, Failure> {
    let in_force = secure_enrollment::in_force(ctx.conn, url.organization_id, url.policy_id)?;
    let Some(in_force) = in_force else {
        return Ok(Err(Failure::NotFound));
    };
    if let Err(refusal) = admit_unlock(url, in_force.enrollment.paused.as_ref()) {
        return Ok(Err(refusal.into()));
    }
    let passcode = passcode_of(&in_force);
    if passcode.is_some() && passcode != verified {
        return Ok(Err(wrong(ctx, url)?));
    }
    Ok(Ok(ticket::make(ctx, url, passcode)?))
}

fn passcode_of(in_force: &InForce) -> Option<PasscodeId> {
    let passcode = in_force.effective.passcode.value.as_ref();
    passcode.map(|passcode| passcode.id)
}

fn wrong(ctx: &mut Context<'_, Visitor>, url: &EnrollmentUrl) -> Result<Failure, Failure> {
    let attempts_left = throttle::left(ctx, RateLimitKey::NetworkAtUrl(url.id))?;
    Ok(Failure::PasscodeInvalid { attempts_left })
}

/// Many wrong passcodes at one URL, from wherever: the organization is told, once an hour. The URL stays open.
fn suspect_attack(ctx: &mut Context<'_, Visitor>, url: &EnrollmentUrl) -> Result<(), Failure> {
    if throttle::is_under_attack(ctx, url.id)?
        && throttle::tell_hourly(ctx, &format!("attack {}", url.id))?
    {
        let entry = Entry::new(Action::PasscodeAttackSuspected)
            .policy(url.policy_id)
            .object(ObjectKind::EnrollmentUrl, url.id.uuid());
        ctx.acting_as(&System::default())
            .record_without_actor(url.organization_id, entry)?;
    }
    Ok(())
}
