//! Devices: what they ask (certificate requests, check-in, reports) and what admins see and do.

pub mod certificate;
pub mod forward;
pub mod list;
pub mod release;
pub mod renew;
pub mod respond;
pub mod show;
pub mod verify;

mod authenticate;
mod bootstrap_token;
mod check_out;
mod forget_policy;
pub(crate) mod last_seen;
mod refuse;
mod token_update;

use crate::audit::Entry;
use crate::context::Context;
use crate::{Caller, Failure, policy};
use verify::VerifiedMessage;
use vestibule_domain::DeviceId;
use vestibule_domain::audit::{Action, ObjectKind};
use vestibule_domain::device::Device;
use vestibule_domain::device::certificate::DeviceCertificate;
use vestibule_domain::device::transition::Left;
use vestibule_store::{Connection, device_certificates, devices};

pub(crate) use forget_policy::forget_policy;

/// A device the caller may know of: a token limited to a subtree knows those of its policies.
fn find(ctx: &mut Context<'_, Caller>, id: DeviceId) -> Result<Device, Failure> {
    let organization_id = ctx.organization_id();
    let device = devices::find(ctx.conn, organization_id, id)?.ok_or(Failure::NotFound)?;
    within_reach(ctx, device)
}

/// A device, if the caller may know of it.
fn within_reach(ctx: &mut Context<'_, Caller>, device: Device) -> Result<Device, Failure> {
    match device.policy_id {
        Some(policy_id) => policy::find(ctx.conn, ctx.caller, policy_id).map(drop)?,
        None if ctx.caller.actor.subtree().is_some() => return Err(Failure::NotFound),
        None => {}
    }
    Ok(device)
}

/// Locks the certificate of a message and the device it stands for, if it does.
fn lock(
    conn: &mut Connection,
    verified: &VerifiedMessage,
) -> Result<(DeviceCertificate, Option<Device>), Failure> {
    let certificate = device_certificates::find_for_update(conn, verified.certificate.id)?
        .ok_or(Failure::NotFound)?;
    let device = match certificate.device_id() {
        Some(id) => devices::find_for_update(conn, certificate.organization_id, id)?,
        None => None,
    };
    Ok((certificate, device))
}

/// Saves a device that left, and the ends of its certificates.
fn save_left(conn: &mut Connection, left: &Left) -> Result<(), Failure> {
    devices::save(conn, &left.device)?;
    for certificate in &left.ended {
        device_certificates::save(conn, certificate)?;
    }
    Ok(())
}

/// The line of the audit log that names a device.
fn entry(action: Action, device: &Device) -> Entry {
    let entry = Entry::new(action)
        .object(ObjectKind::Device, device.id.uuid())
        .text("udid", device.identity.as_str());
    let entry = match device.policy_id {
        Some(id) => entry.policy(id),
        None => entry,
    };
    match &device.description.serial_number {
        Some(serial) => entry.text("serial_number", serial),
        None => entry,
    }
}
