//! Lists the profiles of a policy with what has become of each.

use crate::{App, Caller, Failure, policy};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use vestibule_domain::enrollment_url::EnrollmentUrl;
use vestibule_domain::profile::Profile;
use vestibule_domain::profile::deadline::deadline;
use vestibule_domain::profile::state::{State, state};
use vestibule_domain::{PolicyId, Timestamp};
use vestibule_store::paging::{Limit, Page, PageRequest, Position};
use vestibule_store::{enrollment_urls, profiles};

/// A profile as a caller sees it.
#[derive(Clone, Debug)]
pub struct ProfileView {
    /// As stored.
    pub profile: Profile,
    /// Where it stands now.
    pub state: State,
    /// When it stops being usable, if that is known.
    pub deadline: Option<Timestamp>,
}

/// A page of profiles in the requested states (none named: all), newest first. Rows are read in batches until the page is
/// full, because a state is a rule over a profile, its URL and the moment.
///
/// # Errors
/// [`Failure::NotFound`] for a policy the caller does not see; [`Failure::Store`].
pub fn list(
    app: &App,
    caller: &Caller,
    policy_id: PolicyId,
    requested: &[State],
    page: &PageRequest<Position>,
) -> Result<Page<ProfileView, Position>, Failure> {
    app.read(caller, |ctx| {
        policy::find(ctx.conn, caller, policy_id)?;
        let organization_id = ctx.organization_id();
        let (mut urls, mut found) = (HashMap::new(), Vec::new());
        let mut batch = PageRequest {
            after: page.after,
            limit: Limit::BATCH,
        };
        while found.len() <= page.limit.items() {
            let read = profiles::list_of(ctx.conn, organization_id, policy_id, &batch)?;
            for profile in read.items {
                let url: &EnrollmentUrl = match urls.entry(profile.enrollment_url_id) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(unknown) => {
                        let id = profile.enrollment_url_id;
                        let url = enrollment_urls::find(ctx.conn, organization_id, id)?;
                        unknown.insert(url.ok_or(Failure::NotFound)?)
                    }
                };
                let state = state(&profile, url, ctx.now);
                if requested.is_empty() || requested.contains(&state) {
                    found.push(ProfileView {
                        deadline: deadline(&profile, url),
                        profile,
                        state,
                    });
                }
            }
            if read.next.is_none() {
                break;
            }
            batch.after = read.next;
        }
        Ok(Page::of(found, page.limit, |view| Position {
            at: view.profile.created_at,
            id: view.profile.id.uuid(),
        }))
    })
}
