//! Makes a renewal profile: a new identity for one device that is enrolled, whatever becomes of the URL that device came by.

use crate::context::Context;
use crate::idempotency::{self, IdempotencyKey, MadeObject};
use crate::profile::ticket::{self, Ticket};
use crate::{App, Caller, Failure};
use vestibule_domain::audit::Action;
use vestibule_domain::device::{Device, release};
use vestibule_domain::profile::deadline::RENEWAL_LIFETIME;
use vestibule_domain::profile::{Profile, ProfileOrigin};
use vestibule_domain::{DeviceId, Timestamp};
use vestibule_store::{devices, enrollment_urls, profiles};

/// A renewal profile that was made.
#[derive(Debug)]
pub struct Renewal {
    /// Downloads it for 10 minutes.
    pub ticket: Ticket,
    /// Until when the device may use it.
    pub deadline: Timestamp,
}

/// Makes one. It repeats what the device knows of its service, which no update may change.
///
/// # Errors
/// [`Failure::NotFound`], when there is no such device within the caller's reach; [`Failure::NotEnrolled`];
/// [`Failure::IdempotencyKeyReused`].
pub fn renew(
    app: &App,
    caller: &Caller,
    id: DeviceId,
    key: Option<&IdempotencyKey>,
) -> Result<Renewal, Failure> {
    let organization_id = caller.actor.organization_id;
    app.write(
        caller,
        |conn| Ok(devices::find_for_update(conn, organization_id, id)?),
        |ctx, device| {
            let device = super::within_reach(ctx, device.ok_or(Failure::NotFound)?)?;
            if let Some(made) = idempotency::made_before(ctx, key)?
                && let Some(renewal) = made_before(ctx, made)?
            {
                return Ok(renewal);
            }
            let (ticket, profile) = prepare(ctx, &device)?;
            let renewal = Renewal {
                deadline: profile.expires_at.unwrap_or(ctx.now),
                ticket,
            };
            profiles::insert(
                ctx.conn,
                &profile,
                Some(&ticket::hash(&renewal.ticket.secret)),
            )?;
            let entry = super::entry(Action::RenewalIssued, &device);
            ctx.record(entry.text("profile_id", profile.id))?;
            let made = MadeObject {
                object_id: profile.id.uuid(),
                secret: Some(renewal.ticket.secret.clone()),
            };
            idempotency::remember(ctx, key, &made)?;
            Ok(renewal)
        },
    )
}

/// What the first try with an idempotency key made.
fn made_before(
    ctx: &mut Context<'_, Caller>,
    made: MadeObject,
) -> Result<Option<Renewal>, Failure> {
    let Some((ticket, profile)) = ticket::made_before(ctx, made)? else {
        return Ok(None);
    };
    let deadline = profile
        .expires_at
        .unwrap_or(profile.created_at + RENEWAL_LIFETIME);
    Ok(Some(Renewal { ticket, deadline }))
}

/// A renewal profile for a live device, and its ticket.
fn prepare(ctx: &mut Context<'_, Caller>, device: &Device) -> Result<(Ticket, Profile), Failure> {
    release::require_live(device)?;
    let source = device.enrollment_url_id.zip(device.profile_id);
    let (url_id, profile_id) = source.ok_or(Failure::NotFound)?;
    let organization_id = ctx.organization_id();
    let url = enrollment_urls::find(ctx.conn, organization_id, url_id)?.ok_or(Failure::NotFound)?;
    let first = profiles::find(ctx.conn, organization_id, profile_id)?;
    let (ticket, blank) =
        ticket::for_script(ctx, &url, ProfileOrigin::Renewal { device: device.id });
    let profile = Profile {
        policy_id: device.policy_id.unwrap_or(blank.policy_id),
        expires_at: Some(ctx.now + RENEWAL_LIFETIME),
        service: first
            .and_then(|first| first.service)
            .or(blank.service.clone()),
        ..blank
    };
    Ok((ticket, profile))
}
