//! Shows one device.

use crate::{App, Caller, Failure};
use vestibule_domain::DeviceId;
use vestibule_domain::device::Device;

/// A device as a caller sees it.
///
/// # Errors
/// [`Failure::NotFound`], when there is none within the caller's reach.
pub fn show(app: &App, caller: &Caller, id: DeviceId) -> Result<Device, Failure> {
    let mut device = app.read(caller, |ctx| super::find(ctx, id))?;
    app.last_seen.complete(&mut device);
    Ok(device)
}
