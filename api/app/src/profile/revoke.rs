//! Ends one profile that has not enrolled its device yet.

use crate::audit::Entry;
use crate::{App, Caller, Failure, policy};
use vestibule_domain::ProfileId;
use vestibule_domain::audit::{Action, ObjectKind};
use vestibule_store::profiles;

/// Ends it; ending an ended or enrolled one changes nothing.
///
/// # Errors
/// [`Failure::NotFound`], when there is none within the caller's reach.
pub fn revoke(app: &App, caller: &Caller, id: ProfileId) -> Result<(), Failure> {
    let organization_id = caller.actor.organization_id;
    app.write(
        caller,
        |conn| Ok(profiles::find_for_update(conn, organization_id, id)?),
        |ctx, profile| {
            let profile = profile.ok_or(Failure::NotFound)?;
            policy::find(ctx.conn, ctx.caller, profile.policy_id)?;
            if let Ok(ended) = profile.revoke(ctx.now) {
                let by = ctx.caller.actor.actor_ref();
                profiles::save_revocation(ctx.conn, &ended, &by)?;
                let entry = Entry::new(Action::ProfileRevoked)
                    .policy(ended.policy_id)
                    .object(ObjectKind::Profile, id.uuid());
                ctx.record(entry)?;
            }
            Ok(())
        },
    )
}
