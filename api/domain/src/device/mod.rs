//! A device: what enrolled, known by its UDID and its identity certificate.

/// Where a device stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DeviceState {
    /// Authenticate accepted.
    Enrolling,
    /// First TokenUpdate received: live.
    Enrolled,
    /// It said goodbye.
    CheckedOut,
}

impl DeviceState {
    /// The name in the API and in the database.
    pub const fn name(self) -> &'static str {
        match self {
            DeviceState::Enrolling => "enrolling",
            DeviceState::Enrolled => "enrolled",
            DeviceState::CheckedOut => "checked_out",
        }
    }

    /// Finds a state by its name.
    pub fn parse(name: &str) -> Option<Self> {
        [
            DeviceState::Enrolling,
            DeviceState::Enrolled,
            DeviceState::CheckedOut,
        ]
        .into_iter()
        .find(|s| s.name() == name)
    }

    /// Whether it hangs on its policy, so that the policy cannot be deleted.
    pub const fn is_live(self) -> bool {
        !matches!(self, DeviceState::CheckedOut)
    }
}
