//! Enables secure enrollment for a policy and every descendant, for ever.

use super::show::{SecureEnrollmentView, load_view};
use crate::audit::{self, Entry};
use crate::{App, Caller, Failure, enrollment_url, policy};
use vestibule_domain::audit::Action;
use vestibule_domain::enrollment_url::Reason;
use vestibule_domain::enrollment_url::regeneration::{self, Grace};
use vestibule_domain::policy::Policy;
use vestibule_domain::policy::securing::{self, Secured};
use vestibule_domain::{PolicyId, Timestamp};
use vestibule_store::{Connection, enrollment_urls, organizations, policies};

/// Enables it. Answers whether it was enabled now (true) or had been already (false).
pub fn enable(
    app: &App,
    caller: &Caller,
    id: PolicyId,
    acknowledged: bool,
) -> Result<(SecureEnrollmentView, bool), Failure> {
    let organization_id = caller.actor.organization_id;
    app.store.write(|conn| {
        organizations::lock_tree(conn, organization_id)?;
        let now = app.now();
        let root = policy::find(conn, caller, id)?;
        let settings = super::settings(conn, organization_id)?;
        settings.require_feature()?;
        if !root.secure {
            settings.require_no_migration()?;
            let branch = policies::subtree(conn, organization_id, id)?;
            let to_secure = securing::secure(&branch, acknowledged)?;
            secure_all(app, conn, caller, &branch, &to_secure, None, now)?;
            let names = branch
                .iter()
                .filter(|policy| to_secure.contains(&policy.id))
                .map(|policy| policy.name.to_string());
            let entry = Entry::new(Action::SecureEnrollmentEnabled)
                .policy(id)
                .number("policies", to_secure.len())
                .detail(
                    "names",
                    vestibule_domain::audit::Detail::List(names.take(200).collect()),
                );
            audit::record(app, conn, caller, now, entry)?;
        }
        Ok((load_view(app, conn, caller, id)?, !root.secure))
    })
}

/// Makes these policies of a branch secure (children before parents), retires their legacy URLs and gives each a secure one.
/// `from` names the policy under which the whole branch became secure by a move.
pub(crate) fn secure_all(
    app: &App,
    conn: &mut Connection,
    caller: &Caller,
    branch: &[Policy],
    to_secure: &[PolicyId],
    from: Option<PolicyId>,
    now: Timestamp,
) -> Result<(), Failure> {
    let organization_id = caller.actor.organization_id;
    let by = Some(caller.actor.actor_ref());
    for id in to_secure {
        policies::set_secure(conn, organization_id, *id, now)?;
        if let Some(url) = enrollment_urls::live_of(conn, organization_id, *id)? {
            let retirement =
                regeneration::retire(&url, Reason::Enabled, Grace::ThirtyMinutes, by.clone(), now);
            if let Some(retirement) = retirement {
                enrollment_urls::retire(conn, organization_id, url.id, &retirement)?;
            }
        }
        let inherited_from =
            from.or_else(|| branch.first().map(|root| root.id).filter(|root| root != id));
        super::begin(
            conn,
            organization_id,
            *id,
            Secured {
                at: now,
                by: by.clone(),
                inherited_from,
            },
        )?;
        enrollment_url::make::secure(
            &mut crate::context::Context {
                app,
                conn,
                caller,
                now,
            },
            *id,
        )?;
    }
    Ok(())
}
