//! Replaces enrollment URLs at once, and ends the profiles of retired ones.

use super::show::{SecureEnrollmentView, view_of};
use super::{lock_policy, require_secure};
use crate::audit::Entry;
use crate::context::Context;
use crate::idempotency::{self, IdempotencyKey, MadeObject};
use crate::{App, Caller, Failure, enrollment_url, policy};
use vestibule_domain::PolicyId;
use vestibule_domain::audit::Action;
use vestibule_domain::enrollment_url::regeneration::{self, Grace};
use vestibule_domain::enrollment_url::{EnrollmentUrl, Reason};
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
///
/// # Errors
/// What its rules refuse, or [`Failure::Store`] when the database does not answer.
pub fn regenerate(
    app: &App,
    caller: &Caller,
    id: PolicyId,
    order: Regenerate,
    key: Option<&IdempotencyKey>,
) -> Result<SecureEnrollmentView, Failure> {
    let organization_id = caller.actor.organization_id;
    // Waits for the downloads that hold a live URL of the branch, parents before children; then all of them are replaced at one
    // moment.
    let lock = |conn: &mut Connection| {
        organizations::lock_tree(conn, organization_id)?;
        policy::find(conn, caller, id)?;
        let mut ids = vec![id];
        if order.include_children {
            let branch = policies::subtree(conn, organization_id, id)?;
            ids = branch.iter().map(|policy| policy.id).collect();
        }
        let live = |id| {
            Ok((
                id,
                enrollment_urls::live_of_for_update(conn, organization_id, id)?,
            ))
        };
        ids.into_iter().map(live).collect()
    };
    app.write(caller, lock, |ctx, live: Vec<_>| {
        let known = require_secure(ctx, id)?;
        if idempotency::made_before(ctx, key)?.is_some() {
            return view_of(ctx, id, Some(known));
        }
        for (id, url) in &live {
            replace(ctx, *id, url.as_ref(), order.grace)?;
        }
        let entry = Entry::new(Action::EnrollmentUrlRegenerated).policy(id);
        let entry = entry
            .number("urls", live.len())
            .text("grace_minutes", order.grace.minutes());
        ctx.record(entry)?;
        idempotency::remember(ctx, key, &MadeObject::without_secret(id.uuid()))?;
        view_of(ctx, id, Some(known))
    })
}

/// Retires the live URL, which is locked, and makes the next one.
fn replace(
    ctx: &mut Context<'_, Caller>,
    id: PolicyId,
    live: Option<&EnrollmentUrl>,
    grace: Grace,
) -> Result<(), Failure> {
    let by = Some(ctx.caller.actor.actor_ref());
    let retirement =
        live.and_then(|url| regeneration::retire(url, Reason::Regenerated, grace, by, ctx.now));
    if let (Some(url), Some(retirement)) = (live, retirement) {
        enrollment_urls::retire(ctx.conn, url.organization_id, url.id, &retirement)?;
    }
    enrollment_url::make::secure(ctx, id)
}

/// Ends the profiles of the policy's retired URLs now, without replacing anything. Deadlines only ever move earlier.
///
/// # Errors
/// What its rules refuse, or [`Failure::Store`] when the database does not answer.
pub fn invalidate_profiles(
    app: &App,
    caller: &Caller,
    id: PolicyId,
) -> Result<SecureEnrollmentView, Failure> {
    let organization_id = caller.actor.organization_id;
    app.write(caller, lock_policy(caller, id), |ctx, ()| {
        let known = require_secure(ctx, id)?;
        let mut ended = 0;
        for url in enrollment_urls::list_retired(ctx.conn, organization_id, id)? {
            let before = url
                .retired
                .as_ref()
                .map(|retirement| retirement.profiles_valid_until);
            let after = regeneration::end_now(&url, ctx.now);
            if let Some(after) = after.filter(|_| after != before) {
                enrollment_urls::set_deadline(ctx.conn, organization_id, url.id, after)?;
                ended += 1;
            }
        }
        if ended > 0 {
            let entry = Entry::new(Action::ProfilesInvalidated)
                .policy(id)
                .number("urls", ended);
            ctx.record(entry)?;
        }
        view_of(ctx, id, Some(known))
    })
}
