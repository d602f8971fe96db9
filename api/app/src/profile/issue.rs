//! Unattended profiles: for scripts and agents, one device, one hour, no page.

use super::ticket::{self, Ticket};
use crate::audit::Entry;
use crate::idempotency::{self, IdempotencyKey, MadeObject};
use crate::{App, Caller, Failure, policy, secure_enrollment};
use vestibule_domain::PolicyId;
use vestibule_domain::audit::{Action, ObjectKind};
use vestibule_domain::enrollment_url::standing::admit_unlock;
use vestibule_domain::profile::{Profile, ProfileOrigin, deadline::UNATTENDED_LIFETIME};
use vestibule_store::{enrollment_urls, profiles};

/// Issues one; its ticket downloads it for 10 minutes, it enrolls one device within 60.
///
/// # Errors
/// [`Failure::NotFound`], when there is no such policy within the caller's reach; [`Failure::Url`], while it is paused;
/// [`Failure::IdempotencyKeyReused`].
pub fn issue(
    app: &App,
    caller: &Caller,
    policy_id: PolicyId,
    key: Option<&IdempotencyKey>,
) -> Result<Ticket, Failure> {
    let organization_id = caller.actor.organization_id;
    app.write(
        caller,
        |conn| {
            policy::find(conn, caller, policy_id)?;
            Ok(enrollment_urls::live_of_for_share(
                conn,
                organization_id,
                policy_id,
            )?)
        },
        |ctx, url| {
            let url = url.ok_or(Failure::NotFound)?;
            if let Some(made) = idempotency::made_before(ctx, key)?
                && let Some((ticket, _)) = ticket::made_before(ctx, made)?
            {
                return Ok(ticket);
            }
            let in_force = secure_enrollment::in_force(ctx.conn, organization_id, policy_id)?;
            let paused = in_force
                .as_ref()
                .and_then(|it| it.enrollment.paused.as_ref());
            admit_unlock(&url, paused)?;
            let (ticket, blank) = ticket::for_script(ctx, &url, ProfileOrigin::Unattended);
            let profile = Profile {
                expires_at: Some(ctx.now + UNATTENDED_LIFETIME),
                ..blank
            };
            profiles::insert(ctx.conn, &profile, Some(&ticket::hash(&ticket.secret)))?;
            let entry = Entry::new(Action::ProfileIssued)
                .policy(policy_id)
                .object(ObjectKind::Profile, profile.id.uuid());
            ctx.record(entry)?;
            let made = MadeObject {
                object_id: profile.id.uuid(),
                secret: Some(ticket.secret.clone()),
            };
            idempotency::remember(ctx, key, &made)?;
            Ok(ticket)
        },
    )
}
