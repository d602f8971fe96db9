//! Releasing a device: one other certificate may enroll under its UDID; until then it stays live.

use super::Device;
use crate::Timestamp;
use jiff::SignedDuration;

/// How long a release holds.
pub const RELEASED_FOR: SignedDuration = SignedDuration::from_hours(24);

/// Only an enrolled device can be released or renewed; any other may enroll anyway.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("This device is not enrolled. It can enroll with any valid profile.")]
pub struct NotEnrolled;

/// Until when a device released now is released.
pub fn release(device: &Device, now: Timestamp) -> Result<Timestamp, NotEnrolled> {
    require_live(device)?;
    Ok(now + RELEASED_FOR)
}

/// Whether a device is enrolled, so that its identity can be renewed.
pub fn require_live(device: &Device) -> Result<(), NotEnrolled> {
    if device.state.is_live() {
        Ok(())
    } else {
        Err(NotEnrolled)
    }
}

/// Whether another certificate may take a live device's place at `now`.
pub fn is_released(device: &Device, now: Timestamp) -> bool {
    device.released_until.is_some_and(|until| now < until)
}
