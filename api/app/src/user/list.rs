//! Lists the users of an organization, in the order they were made.

use crate::{App, Caller, Failure};
use vestibule_domain::UserId;
use vestibule_domain::user::User;
use vestibule_store::users;

/// A page of users, and where the next one begins. None of them is of a subtree, so a token limited to one sees nobody.
pub fn list(
    app: &App,
    caller: &Caller,
    after: Option<UserId>,
    limit: usize,
) -> Result<(Vec<User>, Option<UserId>), Failure> {
    if caller.actor.subtree().is_some() {
        return Err(Failure::NotFound);
    }
    app.store.read(|conn| {
        let most = i64::try_from(limit).unwrap_or(i64::MAX - 1) + 1;
        let mut found = users::list(conn, caller.actor.organization_id, after, most)?;
        let more = found.len() > limit;
        found.truncate(limit);
        let next = if more {
            found.last().map(|user| user.id)
        } else {
            None
        };
        Ok((found, next))
    })
}
