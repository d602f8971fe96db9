//! Shows one device.

use crate::{App, Caller, Failure};
use vestibule_domain::DeviceId;
use vestibule_domain::device::Device;

/// A device as a caller sees it.
pub fn show(app: &App, caller: &Caller, id: DeviceId) -> Result<Device, Failure> {
    let mut device = app.store.read(|conn| super::find(conn, caller, id))?;
    app.last_seen.complete(&mut device);
    Ok(device)
}
