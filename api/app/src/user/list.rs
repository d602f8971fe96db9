//! Lists the users of an organization, in the order they were made.

use crate::{App, Caller, Failure};
use uuid::Uuid;
use vestibule_domain::user::User;
use vestibule_store::paging::{Page, PageRequest};
use vestibule_store::users;

/// A page of users. None of them is of a subtree, so a token limited to one sees nobody.
///
/// # Errors
/// [`Failure::NotFound`] for such a token; [`Failure::Store`].
pub fn list(
    app: &App,
    caller: &Caller,
    page: &PageRequest<Uuid>,
) -> Result<Page<User, Uuid>, Failure> {
    if caller.actor.subtree().is_some() {
        return Err(Failure::NotFound);
    }
    app.read(caller, |ctx| {
        Ok(users::list(ctx.conn, ctx.organization_id(), page)?)
    })
}
