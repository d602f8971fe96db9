//! Releases a device: one other certificate may enroll under its UDID within a day; until then it stays live.

use crate::{App, Caller, Failure};
use vestibule_domain::DeviceId;
use vestibule_domain::audit::Action;
use vestibule_domain::device::{Device, release as rule};
use vestibule_store::devices;

/// Releases it; again: the day begins anew.
///
/// # Errors
/// [`Failure::NotFound`], when there is none within the caller's reach; [`Failure::NotEnrolled`].
pub fn release(app: &App, caller: &Caller, id: DeviceId) -> Result<Device, Failure> {
    let organization_id = caller.actor.organization_id;
    let mut released = app.write(
        caller,
        |conn| Ok(devices::find_for_update(conn, organization_id, id)?),
        |ctx, device| {
            let device = super::within_reach(ctx, device.ok_or(Failure::NotFound)?)?;
            let device = rule::release(device, ctx.now)?;
            devices::save(ctx.conn, &device)?;
            let until = device.released_until.map(|until| until.to_string());
            let entry = super::entry(Action::DeviceReleased, &device);
            ctx.record(entry.text("released_until", until.unwrap_or_default()))?;
            Ok(device)
        },
    )?;
    app.last_seen.complete(&mut released);
    Ok(released)
}
