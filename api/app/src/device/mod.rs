//! Devices: what they ask (certificate requests, check-in, reports) and what admins see and do.

pub mod answer;
pub mod certificate;
pub mod forward;
pub mod list;
pub mod release;
pub mod renew;
pub mod show;
pub mod verify;

mod authenticate;
mod bootstrap_token;
mod check_out;
pub(crate) mod last_seen;
mod refuse;
mod token_update;

pub use vestibule_store::devices::Before;

use crate::audit::Entry;
use crate::{Caller, Failure, policy};
use vestibule_domain::DeviceId;
use vestibule_domain::audit::{Action, ObjectKind};
use vestibule_domain::device::Device;
use vestibule_store::{Connection, devices};

/// A device the caller may know of: a token limited to a subtree knows those of its policies.
fn find(conn: &mut Connection, caller: &Caller, id: DeviceId) -> Result<Device, Failure> {
    let device = devices::find(conn, caller.actor.organization_id, id)?.ok_or(Failure::NotFound)?;
    match device.policy_id {
        Some(policy_id) => policy::find(conn, caller, policy_id).map(drop)?,
        None if caller.actor.subtree().is_some() => return Err(Failure::NotFound),
        None => {}
    }
    Ok(device)
}

/// The line of the audit log that names a device.
fn entry(action: Action, device: &Device) -> Entry {
    let entry = Entry::new(action)
        .object(ObjectKind::Device, device.id.uuid())
        .text("udid", &device.udid);
    let entry = match device.policy_id {
        Some(id) => entry.policy(id),
        None => entry,
    };
    match &device.description.serial_number {
        Some(serial) => entry.text("serial_number", serial),
        None => entry,
    }
}
