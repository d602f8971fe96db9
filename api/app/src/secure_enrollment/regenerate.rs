//! Replaces enrollment URLs at once, and ends the profiles of retired ones.

use super::show::{SecureEnrollmentView, load_view};
use crate::audit::{self, Entry};
use crate::idempotency::{self, IdempotencyKey, MadeObject};
use crate::{App, Caller, Failure, enrollment_url};
use vestibule_domain::audit::Action;
use vestibule_domain::enrollment_url::Reason;
use vestibule_domain::enrollment_url::regeneration::{self, Grace};
use vestibule_domain::{PolicyId, Timestamp};
use vestibule_store::{Connection, enrollment_urls, organizations, policies};

/// How to regenerate.
#[derive(Clone, Copy, Debug, Default)]
pub struct Regenerate {
    /// All descendants' URLs as well.
    pub include_children: bool,
    /// How long the profiles of the old URLs go on.
    pub grace: Grace,
}

/// Replaces the URL of a policy, and of its descendants if requested.
pub fn regenerate(
    app: &App,
    caller: &Caller,
    id: PolicyId,
    order: Regenerate,
    key: Option<&IdempotencyKey>,
) -> Result<SecureEnrollmentView, Failure> {
    let organization_id = caller.actor.organization_id;
    app.store.write(|conn| {
        organizations::lock_tree(conn, organization_id)?;
        super::require_secure(conn, caller, id)?;
        if idempotency::made_before(app, conn, caller, key)?.is_some() {
            return load_view(app, conn, caller, id);
        }
        let branch = if order.include_children {
            policies::subtree(conn, organization_id, id)?
        } else {
            Vec::new()
        };
        let ids: Vec<_> = if branch.is_empty() {
            vec![id]
        } else {
            branch.iter().map(|policy| policy.id).collect()
        };
        let mut now = app.now();
        for id in &ids {
            now = replace(app, conn, caller, *id, order.grace)?;
        }
        let entry = Entry::new(Action::EnrollmentUrlRegenerated).policy(id);
        let entry = entry
            .number("urls", ids.len())
            .text("grace_minutes", order.grace.minutes());
        audit::record(app, conn, caller, now, entry)?;
        idempotency::remember(
            app,
            conn,
            caller,
            key,
            &MadeObject {
                object_id: id.uuid(),
                secret: None,
            },
            now,
        )?;
        load_view(app, conn, caller, id)
    })
}

/// Retires the live URL (waiting for downloads that hold it) and makes the next one.
fn replace(
    app: &App,
    conn: &mut Connection,
    caller: &Caller,
    id: PolicyId,
    grace: Grace,
) -> Result<Timestamp, Failure> {
    let organization_id = caller.actor.organization_id;
    let live = enrollment_urls::live_of_for_update(conn, organization_id, id)?;
    let now = app.now();
    if let Some(url) = live {
        let retirement = regeneration::retire(
            &url,
            Reason::Regenerated,
            grace,
            Some(caller.actor.actor_ref()),
            now,
        );
        if let Some(retirement) = retirement {
            enrollment_urls::retire(conn, organization_id, url.id, &retirement)?;
        }
    }
    enrollment_url::make::secure(
        &mut crate::context::Context {
            app,
            conn,
            caller,
            now,
        },
        id,
    )?;
    Ok(now)
}

/// Ends the profiles of the policy's retired URLs now, without replacing anything. Deadlines only ever move earlier.
pub fn invalidate_profiles(
    app: &App,
    caller: &Caller,
    id: PolicyId,
) -> Result<SecureEnrollmentView, Failure> {
    let organization_id = caller.actor.organization_id;
    app.store.write(|conn| {
        let now = super::lock(app, conn, caller, id)?;
        super::require_secure(conn, caller, id)?;
        let mut ended = 0;
        for url in enrollment_urls::list_retired(conn, organization_id, id)? {
            let before = url
                .retired
                .as_ref()
                .map(|retirement| retirement.profiles_valid_until);
            let after = regeneration::end_now(&url, now);
            if let Some(after) = after.filter(|_| after != before) {
                enrollment_urls::set_deadline(conn, organization_id, url.id, after)?;
                ended += 1;
            }
        }
        if ended > 0 {
            let entry = Entry::new(Action::ProfilesInvalidated)
                .policy(id)
                .number("urls", ended);
            audit::record(app, conn, caller, now, entry)?;
        }
        load_view(app, conn, caller, id)
    })
}
