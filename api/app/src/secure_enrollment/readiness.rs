//! What the one-way switch will touch: the policies that become secure, and who still uses their legacy URLs.

use crate::enrollment_url::activity::Activity;
use crate::{App, Caller, Failure, policy};
use vestibule_domain::policy::Policy;
use vestibule_domain::{PolicyId, name::Name};
use vestibule_store::{enrollment_url_activity, enrollment_urls, policies};

/// The report.
#[derive(Clone, Debug)]
pub struct Readiness {
    /// Every policy that becomes secure, the chosen one first.
    pub policies: Vec<PolicyReadiness>,
    /// A migration from another MDM stands in the way.
    pub migration_in_progress: bool,
}

/// One policy of the branch.
#[derive(Clone, Debug)]
pub struct PolicyReadiness {
    /// UUIDv7: policy ids sort by the moment they were made.
    pub id: PolicyId,
    /// 1 to 100 characters; siblings may share one.
    pub name: Name,
    /// Where it stands, from the chosen policy down.
    pub path: Vec<Name>,
    /// The uses of its legacy URL.
    pub legacy: Activity,
}

/// Reports on a policy and its descendants.
///
/// # Errors
/// What its rules refuse, or [`Failure::Store`] when the database does not answer.
pub fn readiness(app: &App, caller: &Caller, id: PolicyId) -> Result<Readiness, Failure> {
    let organization_id = caller.actor.organization_id;
    app.activity.flush(app)?;
    app.read(caller, |ctx| {
        policy::find(ctx.conn, ctx.caller, id)?;
        let settings = super::settings(ctx.conn, organization_id)?;
        settings.require_feature()?;
        let branch = policies::subtree(ctx.conn, organization_id, id)?;
        let mut reports = Vec::new();
        for policy in branch.iter().filter(|policy| !policy.secure) {
            let url = enrollment_urls::live_of(ctx.conn, organization_id, policy.id)?;
            let uses = match url {
                Some(url) => enrollment_url_activity::sums(ctx.conn, url.id)?,
                None => Vec::new(),
            };
            reports.push(PolicyReadiness {
                id: policy.id,
                name: policy.name.clone(),
                path: path_within(&branch, policy),
                legacy: Activity::of(&uses),
            });
        }
        Ok(Readiness {
            policies: reports,
            migration_in_progress: settings.migration_in_progress,
        })
    })
}

fn path_within(branch: &[Policy], policy: &Policy) -> Vec<Name> {
    let mut path = vec![policy.name.clone()];
    let mut above = policy.parent_id;
    while let Some(parent) = branch.iter().find(|known| Some(known.id) == above) {
        path.push(parent.name.clone());
        above = parent.parent_id;
    }
    path.reverse();
    path
}
