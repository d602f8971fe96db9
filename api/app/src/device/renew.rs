//! Makes a renewal profile: a new identity for one device that is enrolled, whatever becomes of the URL it came by.

use crate::audit;
use crate::idempotency::{self, IdempotencyKey, MadeObject};
use crate::profile::ticket::{self, Ticket};
use crate::{App, Caller, Failure, Visitor};
use vestibule_domain::audit::Action;
use vestibule_domain::device::release;
use vestibule_domain::profile::deadline::RENEWAL_LIFETIME;
use vestibule_domain::profile::{Platform, Profile, ProfileOrigin, ticket::TICKET_LIFETIME};
use vestibule_domain::{DeviceId, ProfileId, Timestamp};
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
pub fn renew(
    app: &App,
    caller: &Caller,
    id: DeviceId,
    key: Option<&IdempotencyKey>,
) -> Result<Renewal, Failure> {
    let organization_id = caller.actor.organization_id;
    app.store.write(|conn| {
        super::find(conn, caller, id)?;
        let device =
            devices::find_for_update(conn, organization_id, id)?.ok_or(Failure::NotFound)?;
        let now = app.now();
        if let Some(MadeObject {
            object_id,
            secret: Some(secret),
        }) = idempotency::made_before(app, conn, caller, key)?
        {
            let profile_id = ProfileId::from_uuid(object_id);
            let made =
                profiles::find(conn, organization_id, profile_id)?.ok_or(Failure::NotFound)?;
            let ticket = Ticket {
                secret,
                profile_id,
                expires_at: made
                    .ticket_expires_at
                    .unwrap_or(made.created_at + TICKET_LIFETIME),
            };
            return Ok(Renewal {
                ticket,
                deadline: made
                    .expires_at
                    .unwrap_or(made.created_at + RENEWAL_LIFETIME),
            });
        }
        release::require_live(&device)?;
        let source = device.enrollment_url_id.zip(device.profile_id);
        let (url_id, profile_id) = source.ok_or(Failure::NotFound)?;
        let url = enrollment_urls::find(conn, organization_id, url_id)?.ok_or(Failure::NotFound)?;
        let first = profiles::find(conn, organization_id, profile_id)?;
        let ticket = ticket::fresh(app, now);
        let visitor = Visitor {
            origin: caller.origin.clone(),
            platform: Platform::Other,
            languages: Vec::new(),
        };
        let blank = ticket::blank(
            app,
            ticket.profile_id,
            &url,
            ProfileOrigin::Renewal,
            &visitor,
            now,
        );
        let deadline = now + RENEWAL_LIFETIME;
        let profile = Profile {
            policy_id: device.policy_id.unwrap_or(blank.policy_id),
            created_by: Some(caller.actor.actor_ref()),
            ticket_expires_at: Some(ticket.expires_at),
            expires_at: Some(deadline),
            renews: Some(id),
            service: first
                .and_then(|first| first.service)
                .or(blank.service.clone()),
            ..blank
        };
        profiles::insert(conn, &profile, Some(&ticket::hash(&ticket.secret)))?;
        let entry = super::entry(Action::RenewalIssued, &device);
        let entry = entry.text("profile_id", profile.id);
        audit::record(app, conn, caller, now, entry)?;
        let made = MadeObject {
            object_id: profile.id.uuid(),
            secret: Some(ticket.secret.clone()),
        };
        idempotency::remember(app, conn, caller, key, &made, now)?;
        Ok(Renewal { ticket, deadline })
    })
}
