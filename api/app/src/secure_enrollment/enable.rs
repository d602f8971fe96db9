//! Enables secure enrollment for a policy and every descendant, for ever.

use super::show::{SecureEnrollmentView, load_view};
use crate::audit::Entry;
use crate::context::Context;
use crate::policy::lock_tree;
use crate::{App, Caller, Failure, enrollment_url, policy};
use vestibule_domain::PolicyId;
use vestibule_domain::audit::{Action, Detail};
use vestibule_domain::enrollment_url::Reason;
use vestibule_domain::enrollment_url::regeneration::{self, Grace};
use vestibule_domain::policy::Policy;
use vestibule_domain::policy::securing::{self, Secured};
use vestibule_store::{enrollment_urls, policies};

/// Enables it. Answers whether it was enabled now (true) or had been already (false).
///
/// # Errors
/// What its rules refuse, or [`Failure::Store`] when the database does not answer.
pub fn enable(
    app: &App,
    caller: &Caller,
    id: PolicyId,
    acknowledged: bool,
) -> Result<(SecureEnrollmentView, bool), Failure> {
    let organization_id = caller.actor.organization_id;
    app.write(caller, lock_tree(caller), |ctx, ()| {
        let root = policy::find(ctx.conn, ctx.caller, id)?;
        let settings = super::settings(ctx.conn, organization_id)?;
        settings.require_feature()?;
        if !root.secure {
            settings.require_no_migration()?;
            let branch = policies::subtree(ctx.conn, organization_id, id)?;
            let to_secure = securing::secure(&branch, acknowledged)?;
            secure_all(ctx, &branch, &to_secure, None)?;
            let names = branch
                .iter()
                .filter(|policy| to_secure.contains(&policy.id))
                .map(|policy| policy.name.to_string());
            let entry = Entry::new(Action::SecureEnrollmentEnabled)
                .policy(id)
                .number("policies", to_secure.len())
                .detail("names", Detail::List(names.take(200).collect()));
            ctx.record(entry)?;
        }
        Ok((load_view(ctx, id)?, !root.secure))
    })
}

/// Makes these policies of a branch secure (children before parents), retires their legacy URLs and gives each a secure one.
/// `from` names the policy under which the whole branch became secure by a move.
pub(crate) fn secure_all(
    ctx: &mut Context<'_, Caller>,
    branch: &[Policy],
    to_secure: &[PolicyId],
    from: Option<PolicyId>,
) -> Result<(), Failure> {
    let (organization_id, now) = (ctx.organization_id(), ctx.now);
    let by = Some(ctx.caller.actor.actor_ref());
    for id in to_secure {
        policies::set_secure(ctx.conn, organization_id, *id, now)?;
        if let Some(url) = enrollment_urls::live_of(ctx.conn, organization_id, *id)? {
            let retirement =
                regeneration::retire(&url, Reason::Enabled, Grace::ThirtyMinutes, by.clone(), now);
            if let Some(retirement) = retirement {
                enrollment_urls::retire(ctx.conn, organization_id, url.id, &retirement)?;
            }
        }
        let inherited_from =
            from.or_else(|| branch.first().map(|root| root.id).filter(|root| root != id));
        super::begin(
            ctx,
            *id,
            Secured {
                at: now,
                by: by.clone(),
                inherited_from,
            },
        )?;
        enrollment_url::make::secure(ctx, *id)?;
    }
    Ok(())
}
