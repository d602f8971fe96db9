//! Lists the profiles of a policy with what has become of each.

use crate::{App, Caller, Failure, policy};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use vestibule_domain::enrollment_url::EnrollmentUrl;
use vestibule_domain::profile::Profile;
use vestibule_domain::profile::deadline::deadline;
use vestibule_domain::profile::state::{State, state};
use vestibule_domain::{PolicyId, Timestamp};
use vestibule_store::profiles::Before;
use vestibule_store::{enrollment_urls, profiles};

/// Rows read at a time while looking for those in the requested states.
const BATCH: i64 = 500;

/// A profile as a caller sees it.
#[derive(Clone, Debug)]
pub struct ProfileView {
    /// The profile.
    pub profile: Profile,
    /// Where it stands now.
    pub state: State,
    /// When it stops being usable, if that is known.
    pub deadline: Option<Timestamp>,
}

/// A page of profiles in the requested states (none named: all), newest first; and where the next page begins.
pub fn list(
    app: &App,
    caller: &Caller,
    policy_id: PolicyId,
    requested: &[State],
    before: Option<&Before>,
    limit: usize,
) -> Result<(Vec<ProfileView>, Option<Before>), Failure> {
    let organization_id = caller.actor.organization_id;
    app.store.read(|conn| {
        policy::find(conn, caller, policy_id)?;
        let now = app.now();
        let (mut urls, mut found, mut from) = (HashMap::new(), Vec::new(), before.copied());
        loop {
            let rows = profiles::list_of(conn, organization_id, policy_id, from.as_ref(), BATCH)?;
            let more = i64::try_from(rows.len()).is_ok_and(|count| count == BATCH);
            for profile in rows {
                let place = Before {
                    created_at: profile.created_at,
                    id: profile.id,
                };
                let url: &EnrollmentUrl = match urls.entry(profile.enrollment_url_id) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(place) => {
                        let id = profile.enrollment_url_id;
                        let url = enrollment_urls::find(conn, organization_id, id)?;
                        place.insert(url.ok_or(Failure::NotFound)?)
                    }
                };
                let state = state(&profile, url, now);
                if requested.is_empty() || requested.contains(&state) {
                    if found.len() == limit {
                        return Ok((found, from));
                    }
                    found.push(ProfileView {
                        deadline: deadline(&profile, url),
                        profile,
                        state,
                    });
                    from = Some(place);
                } else if found.len() < limit {
                    from = Some(place);
                }
            }
            if !more {
                return Ok((found, None));
            }
        }
    })
}
