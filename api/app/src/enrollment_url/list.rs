//! Lists the URLs of a policy, live and retired, with their uses.

use super::activity::Activity;
use super::{EnrollmentUrlView, view};
use crate::{App, Caller, Failure, policy};
use vestibule_domain::PolicyId;
use vestibule_store::paging::{Page, PageRequest, Position};
use vestibule_store::{enrollment_url_activity, enrollment_urls};

/// A URL and how often it was used.
pub type UrlWithUses = (EnrollmentUrlView, Activity);

/// A page of URLs, newest first, each with its uses.
///
/// # Errors
/// [`Failure::NotFound`] for a policy the caller does not see; [`Failure::Store`].
pub fn list(
    app: &App,
    caller: &Caller,
    policy_id: PolicyId,
    page: &PageRequest<Position>,
) -> Result<Page<UrlWithUses, Position>, Failure> {
    app.activity.flush(app)?;
    app.read(caller, |ctx| {
        policy::find(ctx.conn, caller, policy_id)?;
        let urls = enrollment_urls::list_of(ctx.conn, ctx.organization_id(), policy_id, page)?;
        urls.try_map(|url| {
            let uses = Activity::of(&enrollment_url_activity::sums(ctx.conn, url.id)?);
            Ok((view(ctx, url)?, uses))
        })
    })
}
