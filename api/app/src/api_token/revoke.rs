//! Revokes an API token at once.

use crate::audit::{self, Entry};
use crate::{App, Caller, Failure};
use vestibule_domain::ApiTokenId;
use vestibule_domain::audit::{Action, ObjectKind};
use vestibule_store::api_tokens;

/// Revokes it; a revoked one stays revoked.
pub fn revoke(app: &App, caller: &Caller, id: ApiTokenId) -> Result<(), Failure> {
    let organization_id = caller.actor.organization_id;
    app.store.write(|conn| {
        let token = api_tokens::find(conn, organization_id, id)?.ok_or(Failure::NotFound)?;
        let now = app.now();
        if api_tokens::revoke(conn, organization_id, id, now)? {
            let entry = Entry::new(Action::ApiTokenRevoked)
                .object(ObjectKind::ApiToken, id.uuid())
                .text("name", &token.name);
            audit::record(app, conn, caller, now, entry)?;
        }
        Ok(())
    })
}
