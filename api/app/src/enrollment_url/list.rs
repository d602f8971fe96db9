//! Lists the URLs of a policy, live and retired, with their uses.

use super::activity::Activity;
use super::{EnrollmentUrlView, view};
use crate::{App, Caller, Failure, policy};
use vestibule_domain::PolicyId;
use vestibule_store::enrollment_urls::Before;
use vestibule_store::{enrollment_url_activity, enrollment_urls};

/// A URL and how often it was used.
pub type UrlWithUses = (EnrollmentUrlView, Activity);

/// A page of URLs, newest first, each with its uses; and where the next page begins.
pub fn list(
    app: &App,
    caller: &Caller,
    policy_id: PolicyId,
    before: Option<&Before>,
    limit: usize,
) -> Result<(Vec<UrlWithUses>, Option<Before>), Failure> {
    app.activity.flush(app)?;
    let organization_id = caller.actor.organization_id;
    app.store.read(|conn| {
        policy::find(conn, caller, policy_id)?;
        let most = i64::try_from(limit).unwrap_or(i64::MAX - 1) + 1;
        let mut urls = enrollment_urls::list_of(conn, organization_id, policy_id, before, most)?;
        let more = urls.len() > limit;
        urls.truncate(limit);
        let next = if more {
            urls.last().map(|url| Before {
                created_at: url.created_at,
                id: url.id,
            })
        } else {
            None
        };
        let mut views = Vec::with_capacity(urls.len());
        for url in urls {
            let uses = Activity::of(&enrollment_url_activity::sums(conn, url.id)?);
            views.push((
                view(
                    &mut crate::context::Context {
                        app,
                        conn,
                        caller,
                        now: app.now(),
                    },
                    url,
                )?,
                uses,
            ));
        }
        Ok((views, next))
    })
}
