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

/// The device, released from `now` on; again: the time begins anew.
///
/// # Errors
/// [`NotEnrolled`]
pub fn release(device: Device, now: Timestamp) -> Result<Device, NotEnrolled> {
    require_live(&device)?;
    Ok(Device {
        released_until: Some(now + RELEASED_FOR),
        ..device
    })
}

/// Whether a device is enrolled, so that its identity can be renewed.
///
/// # Errors
/// [`NotEnrolled`]
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

/// Whether a UDID lives in another organization, whose devices of that UDID these are. One upstream serves all
/// organizations and knows a UDID once.
pub fn is_live_elsewhere(devices: &[Device], now: Timestamp) -> bool {
    devices
        .iter()
        .any(|device| device.state.is_live() && !is_released(device, now))
}

#[cfg(test)]
mod tests {
    use super::super::DeviceState;
    use super::super::testing::device;
    use super::*;
    use crate::profile::testing::at;

    #[test]
    fn only_a_live_device_is_released_and_for_a_day() {
        let released = release(device(DeviceState::Enrolled), at(1)).unwrap();
        assert_eq!(released.released_until, Some(at(86_401)));
        assert!(is_released(&released, at(86_400)));
        assert!(!is_released(&released, at(86_401)));
        for state in [DeviceState::Enrolling, DeviceState::CheckedOut] {
            assert_eq!(release(device(state), at(1)), Err(NotEnrolled));
        }
    }

    #[test]
    fn a_udid_lives_elsewhere_until_it_left_or_was_released_there() {
        let live = device(DeviceState::Enrolled);
        let released = release(live.clone(), at(1)).unwrap();
        let left = device(DeviceState::CheckedOut);
        assert!(!is_live_elsewhere(&[], at(1)));
        assert!(!is_live_elsewhere(&[left.clone(), released.clone()], at(2)));
        assert!(is_live_elsewhere(&[released], at(86_401)));
        assert!(is_live_elsewhere(&[left, live], at(2)));
    }
}
