//! Devices on the wire.

use crate::wire::{self, DeviceState};
use serde::Serialize;
use utoipa::ToSchema;
use vestibule_domain::device;

/// A device that enrolled, or is about to.
#[derive(Serialize, ToSchema)]
pub struct Device {
    /// UUIDv7: names the device in paths and in the audit log.
    #[schema(format = Uuid)]
    pub id: String,
    /// Its UDID; in a user enrollment its EnrollmentID.
    pub udid: String,
    /// Its serial number, as it says.
    pub serial_number: Option<String>,
    /// Its name, as it says.
    pub name: Option<String>,
    /// Its model, as it says.
    pub model: Option<String>,
    /// Its system's version, as it says.
    pub os_version: Option<String>,
    /// Where it is enrolled; null once that policy was deleted.
    #[schema(format = Uuid)]
    pub policy_id: Option<String>,
    /// The URL it came by.
    #[schema(format = Uuid)]
    pub enrollment_url_id: Option<String>,
    /// The profile it came by.
    #[schema(format = Uuid)]
    pub profile_id: Option<String>,
    /// `enrolling`, `enrolled` (live) or `checked_out`.
    pub state: DeviceState,
    /// When it enrolled last.
    #[schema(format = DateTime)]
    pub enrolled_at: Option<String>,
    /// Its latest message.
    #[schema(format = DateTime)]
    pub last_seen_at: Option<String>,
    /// Until then one other certificate may enroll under its UDID; null while it is not released.
    #[schema(format = DateTime)]
    pub released_until: Option<String>,
}

/// A page of devices.
#[derive(Serialize, ToSchema)]
pub struct DeviceList {
    /// The devices, newest first.
    pub items: Vec<Device>,
    /// Where the next page begins; null on the last one.
    pub next_cursor: Option<String>,
}

/// A renewal profile.
#[derive(Serialize, ToSchema)]
pub struct RenewalProfile {
    /// UUIDv7 of the profile that the ticket downloads.
    #[schema(format = Uuid)]
    pub id: String,
    /// The device it renews, and no other.
    #[schema(format = Uuid)]
    pub device_id: String,
    /// Downloads the signed profile.
    pub profile_url: String,
    /// Until when it can be downloaded.
    #[schema(format = DateTime)]
    pub expires_at: String,
    /// Until when the device may use it.
    #[schema(format = DateTime)]
    pub deadline: String,
}

impl Device {
    /// A device at `now`: a release that is over is none.
    pub fn of(device: device::Device, now: vestibule_domain::Timestamp) -> Self {
        let released = device::release::is_released(&device, now);
        let said = device.description;
        Self {
            id: device.id.to_string(),
            udid: device.identity.into_text(),
            serial_number: said.serial_number,
            name: said.name,
            model: said.model,
            os_version: said.os_version,
            policy_id: device.policy_id.map(|id| id.to_string()),
            enrollment_url_id: device.enrollment_url_id.map(|id| id.to_string()),
            profile_id: device.profile_id.map(|id| id.to_string()),
            state: device.state.into(),
            enrolled_at: device.enrolled_at.map(wire::time),
            last_seen_at: device.last_seen_at.map(wire::time),
            released_until: device.released_until.filter(|_| released).map(wire::time),
        }
    }
}
