//! Lists devices: all of them, a policy's, or what a search finds.

use crate::{App, Caller, Failure, policy};
use vestibule_domain::device::{Device, DeviceState};
use vestibule_domain::{PolicyId, name};
use vestibule_store::devices::{self, Before, Filter};
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

/// A page of devices, newest first, and where the next one begins. A token limited to a subtree sees that subtree's devices.
pub fn list(
    app: &App,
    caller: &Caller,
    which: &DeviceQuery,
    before: Option<&Before>,
    limit: usize,
) -> Result<(Vec<Device>, Option<Before>), Failure> {
    let organization_id = caller.actor.organization_id;
    app.store.read(|conn| {
        let wanted = match which.policy_id {
            Some(id) => Some(policy::find(conn, caller, id)?.id),
            None => None,
        };
        let mut below = |root| -> Result<Vec<PolicyId>, Failure> {
            let policies = policies::subtree(conn, organization_id, root)?;
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
        let most = i64::try_from(limit).unwrap_or(i64::MAX - 1) + 1;
        let mut found = devices::list(conn, organization_id, &filter, before, most)?;
        let more = found.len() > limit;
        found.truncate(limit);
        let next = if more {
            found.last().map(|device| Before {
                created_at: device.created_at,
                id: device.id,
            })
        } else {
            None
        };
        for device in &mut found {
            app.last_seen.complete(device);
        }
        Ok((found, next))
    })
}
