//! Unattended profiles: for scripts and agents, one device, one hour, no page.

use super::ticket::{self, Ticket};
use crate::audit::{self, Entry};
use crate::idempotency::{self, IdempotencyKey, MadeObject};
use crate::{App, Caller, Failure, Visitor, policy, secure_enrollment};
use vestibule_domain::audit::{Action, ObjectKind};
use vestibule_domain::enrollment_url::standing::admit_unlock;
use vestibule_domain::profile::{
    Platform, Profile, ProfileOrigin, deadline::UNATTENDED_LIFETIME, ticket::TICKET_LIFETIME,
};
use vestibule_domain::{PolicyId, ProfileId};
use vestibule_store::{enrollment_urls, profiles};

/// Issues one; its ticket downloads it for 10 minutes, it enrolls one device within 60.
pub fn issue(
    app: &App,
    caller: &Caller,
    policy_id: PolicyId,
    key: Option<&IdempotencyKey>,
) -> Result<Ticket, Failure> {
    let organization_id = caller.actor.organization_id;
    app.store.write(|conn| {
        policy::find(conn, caller, policy_id)?;
        let url = enrollment_urls::live_of_for_share(conn, organization_id, policy_id)?
            .ok_or(Failure::NotFound)?;
        let now = app.now();
        if let Some(MadeObject {
            object_id,
            secret: Some(secret),
        }) = idempotency::made_before(app, conn, caller, key)?
        {
            let id = ProfileId::from_uuid(object_id);
            let made = profiles::find(conn, organization_id, id)?.ok_or(Failure::NotFound)?;
            return Ok(Ticket {
                secret,
                profile_id: id,
                expires_at: made
                    .ticket_expires_at
                    .unwrap_or(made.created_at + TICKET_LIFETIME),
            });
        }
        let in_force = secure_enrollment::in_force(conn, organization_id, policy_id)?;
        admit_unlock(
            &url,
            in_force
                .as_ref()
                .and_then(|in_force| in_force.enrollment.paused.as_ref()),
        )?;
        let ticket = ticket::fresh(app, now);
        let visitor = Visitor {
            origin: caller.origin.clone(),
            platform: Platform::Other,
            languages: Vec::new(),
        };
        let profile = Profile {
            created_by: Some(caller.actor.actor_ref()),
            ticket_expires_at: Some(ticket.expires_at),
            expires_at: Some(now + UNATTENDED_LIFETIME),
            ..ticket::blank(
                app,
                ticket.profile_id,
                &url,
                ProfileOrigin::Unattended,
                &visitor,
                now,
            )
        };
        profiles::insert(conn, &profile, Some(&ticket::hash(&ticket.secret)))?;
        let entry = Entry::new(Action::ProfileIssued)
            .policy(policy_id)
            .object(ObjectKind::Profile, profile.id.uuid());
        audit::record(app, conn, caller, now, entry)?;
        let made = MadeObject {
            object_id: profile.id.uuid(),
            secret: Some(ticket.secret.clone()),
        };
        idempotency::remember(app, conn, caller, key, &made, now)?;
        Ok(ticket)
    })
}
