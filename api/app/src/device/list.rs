//! Lists devices: all of them, a policy's, or what a search finds.

use crate::{App, Caller, Failure, policy};
use vestibule_domain::device::{Device, DeviceState};
use vestibule_domain::{PolicyId, name};
use vestibule_store::devices::{self, Filter};
use vestibule_store::paging::{Page, PageRequest, Position};
use vestibule_store::policies;

/// Which devices: what is not named does not narrow.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct DeviceQuery {
    /// Of this policy.
    pub policy_id: Option<PolicyId>,
    /// And of those below it.
    pub include_children: bool,
    /// In this state.
    pub state: Option<DeviceState>,
    /// Whose name, serial number, model or UDID contains this text.
    pub query: Option<String>,
}

/// A page of devices, newest first. A token limited to a subtree sees that subtree's devices.
///
/// # Errors
/// [`Failure::NotFound`] for a policy the caller does not see; [`Failure::Store`].
pub fn list(
    app: &App,
    caller: &Caller,
    which: &DeviceQuery,
    page: &PageRequest<Position>,
) -> Result<Page<Device, Position>, Failure> {
    app.read(caller, |ctx| {
        let organization_id = ctx.organization_id();
        let wanted = match which.policy_id {
            Some(id) => Some(policy::find(ctx.conn, caller, id)?.id),
            None => None,
        };
        let mut below = |root| -> Result<Vec<PolicyId>, Failure> {
            let policies = policies::subtree(ctx.conn, organization_id, root)?;
            Ok(policies.iter().map(|policy| policy.id).collect())
        };
        let policies = match (wanted, caller.actor.subtree()) {
            (Some(id), _) if which.include_children => Some(below(id)?),
            (Some(id), _) => Some(vec![id]),
            (None, Some(root)) => Some(below(root)?),
            (None, None) => None,
        };
        let filter = Filter {
            policies,
            state: which.state,
            key: which.query.as_deref().map(name::fold),
        };
        let found = devices::list(ctx.conn, organization_id, &filter, page)?;
        Ok(found.map(|mut device| {
            app.last_seen.complete(&mut device);
            device
        }))
    })
}
