//! Revokes an API token at once.

use crate::audit::Entry;
use crate::context::no_lock;
use crate::{App, Caller, Failure};
use vestibule_domain::ApiTokenId;
use vestibule_domain::audit::{Action, ObjectKind};
use vestibule_store::api_tokens;

/// Revokes it; a revoked one stays revoked.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::Store`] when the database does not answer.
pub fn revoke(app: &App, caller: &Caller, id: ApiTokenId) -> Result<(), Failure> {
    let organization_id = caller.actor.organization_id;
    app.write(caller, no_lock, |ctx, ()| {
        let token = api_tokens::find(ctx.conn, organization_id, id)?.ok_or(Failure::NotFound)?;
        if api_tokens::revoke(ctx.conn, organization_id, id, ctx.now)? {
            let entry = Entry::new(Action::ApiTokenRevoked)
                .object(ObjectKind::ApiToken, id.uuid())
                .text("name", &token.name);
            ctx.record(entry)?;
        }
        Ok(())
    })
}
