//! Releases a device: one other certificate may enroll under its UDID within a day; until then it stays live.

use crate::audit;
use crate::{App, Caller, Failure};
use vestibule_domain::DeviceId;
use vestibule_domain::audit::Action;
use vestibule_domain::device::{Device, release as rule};
use vestibule_store::devices;

/// Releases it; again: the day begins anew.
pub fn release(app: &App, caller: &Caller, id: DeviceId) -> Result<Device, Failure> {
    let organization_id = caller.actor.organization_id;
    let mut released = app.store.write(|conn| {
        super::find(conn, caller, id)?;
        let mut device =
            devices::find_for_update(conn, organization_id, id)?.ok_or(Failure::NotFound)?;
        let now = app.now();
        device.released_until = Some(rule::release(&device, now)?);
        devices::save(conn, &device)?;
        let entry = super::entry(Action::DeviceReleased, &device);
        let entry = entry.text(
            "released_until",
            device
                .released_until
                .map(|until| until.to_string())
                .unwrap_or_default(),
        );
        audit::record(app, conn, caller, now, entry)?;
        Ok::<_, Failure>(device)
    })?;
    app.last_seen.complete(&mut released);
    Ok(released)
}
