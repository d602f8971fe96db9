//! Ends one profile that has not enrolled its device yet.

use crate::audit::{self, Entry};
use crate::{App, Caller, Failure, policy};
use vestibule_domain::ProfileId;
use vestibule_domain::audit::{Action, ObjectKind};
use vestibule_store::profiles;

/// Ends it; ending an ended or enrolled one changes nothing.
pub fn revoke(app: &App, caller: &Caller, id: ProfileId) -> Result<(), Failure> {
    let organization_id = caller.actor.organization_id;
    app.store.write(|conn| {
        let profile = profiles::find(conn, organization_id, id)?.ok_or(Failure::NotFound)?;
        policy::find(conn, caller, profile.policy_id)?;
        let now = app.now();
        if profiles::revoke(conn, organization_id, id, &caller.actor.actor_ref(), now)? {
            let entry = Entry::new(Action::ProfileRevoked)
                .policy(profile.policy_id)
                .object(ObjectKind::Profile, id.uuid());
            audit::record(app, conn, caller, now, entry)?;
        }
        Ok(())
    })
}
