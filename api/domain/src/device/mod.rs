//! A device: what enrolled, known by its UDID and its identity certificate.

pub mod authorization;
pub mod certificate;
pub mod enrolling;
pub mod issuing;
pub mod refusal;
pub mod release;
pub mod transition;

use crate::{DeviceId, EnrollmentUrlId, OrganizationId, PolicyId, ProfileId, Timestamp, name};

/// Where a device stands.
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, strum::EnumString, strum::IntoStaticStr, strum::VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum DeviceState {
    /// Authenticate accepted.
    Enrolling,
    /// First TokenUpdate received: live.
    Enrolled,
    /// It checked out, or its policy was deleted while it enrolled.
    CheckedOut,
}

impl DeviceState {
    /// The name in the API and in the database.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Whether it is managed: its policy cannot be deleted, and nobody else may take its UDID.
    pub const fn is_live(self) -> bool {
        matches!(self, DeviceState::Enrolled)
    }
}

/// How a device names itself in every message.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Identity {
    /// Its UDID.
    Udid(String),
    /// Its EnrollmentID: in a user enrollment it does not tell its UDID.
    EnrollmentId(String),
}

impl Identity {
    /// The text, whatever its kind: one name space, so that neither can pose as the other.
    pub fn as_str(&self) -> &str {
        match self {
            Identity::Udid(text) | Identity::EnrollmentId(text) => text,
        }
    }

    /// The text alone, for whom its kind does not matter.
    pub fn into_text(self) -> String {
        match self {
            Identity::Udid(text) | Identity::EnrollmentId(text) => text,
        }
    }

    /// The kind's name in the database.
    pub const fn kind(&self) -> &'static str {
        match self {
            Identity::Udid(_) => "udid",
            Identity::EnrollmentId(_) => "enrollment_id",
        }
    }

    /// Finds an identity by its kind's name.
    pub fn of(kind: &str, text: String) -> Option<Self> {
        match kind {
            "udid" => Some(Identity::Udid(text)),
            "enrollment_id" => Some(Identity::EnrollmentId(text)),
            _ => None,
        }
    }
}

/// What a device says of itself; none of it is proven.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Description {
    /// `SerialNumber`
    pub serial_number: Option<String>,
    /// `DeviceName`: what its owner calls it.
    pub name: Option<String>,
    /// `ProductName`, `Model` or `ModelName`: what Apple names the model by.
    pub model: Option<String>,
    /// `OSVersion`, such as `15.1`.
    pub os_version: Option<String>,
}

/// The longest text that is kept of what a device says of itself, in characters.
const MAX_DESCRIPTION_CHARS: usize = 128;

impl Description {
    /// Cut to a decent length and freed of control characters, as far as anything was said.
    pub fn tidy(self) -> Self {
        let tidy = |text: Option<String>| {
            let kept = text?
                .chars()
                .filter(|c| !name::is_unprintable(*c))
                .take(MAX_DESCRIPTION_CHARS)
                .collect::<String>();
            Some(kept.trim().to_owned()).filter(|text| !text.is_empty())
        };
        Self {
            serial_number: tidy(self.serial_number),
            name: tidy(self.name),
            model: tidy(self.model),
            os_version: tidy(self.os_version),
        }
    }
}

/// A device as remembered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Device {
    /// Version 7, made at its first Authenticate.
    pub id: DeviceId,
    /// The organization it enrolled in; another one knows it as another device.
    pub organization_id: OrganizationId,
    /// UDID, or EnrollmentID in a user enrollment.
    pub identity: Identity,
    /// What it says of itself.
    pub description: Description,
    /// Where it is enrolled; None once that policy was deleted.
    pub policy_id: Option<PolicyId>,
    /// The URL it came by.
    pub enrollment_url_id: Option<EnrollmentUrlId>,
    /// The profile it came by.
    pub profile_id: Option<ProfileId>,
    /// How far its enrollment has come.
    pub state: DeviceState,
    /// When it was seen first.
    pub created_at: Timestamp,
    /// Its latest first TokenUpdate.
    pub enrolled_at: Option<Timestamp>,
    /// Its latest message.
    pub last_seen_at: Option<Timestamp>,
    /// Until then one other certificate may enroll under its UDID.
    pub released_until: Option<Timestamp>,
}

impl Device {
    /// What searches look through, folded.
    pub fn search_key(&self) -> String {
        let of = &self.description;
        let words = [
            of.name.as_deref(),
            of.serial_number.as_deref(),
            of.model.as_deref(),
            Some(self.identity.as_str()),
        ];
        name::fold(&words.into_iter().flatten().collect::<Vec<_>>().join("\n"))
    }
}

#[cfg(test)]
pub(crate) mod testing {
    //! Small devices for tests.

    use super::*;
    use uuid::Uuid;

    /// The UDID A, of the organization nil, first seen at the epoch.
    pub(crate) fn device(state: DeviceState) -> Device {
        Device {
            id: DeviceId::from_uuid(Uuid::from_u128(7)),
            organization_id: OrganizationId::from_uuid(Uuid::nil()),
            identity: Identity::Udid("A".into()),
            description: Description::default(),
            policy_id: None,
            enrollment_url_id: None,
            profile_id: None,
            state,
            created_at: Timestamp::UNIX_EPOCH,
            enrolled_at: None,
            last_seen_at: None,
            released_until: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_device_says_of_itself_is_cut_and_cleaned() {
        let said = Description {
            name: Some(format!("  Ada\u{202e}’s \u{0}Mac {}", "x".repeat(500))),
            model: Some("\n".into()),
            ..Description::default()
        };
        let kept = said.tidy();
        assert!(
            kept.name
                .as_deref()
                .is_some_and(|name| name.starts_with("Ada’s Mac x")
                    && name.chars().count() <= MAX_DESCRIPTION_CHARS)
        );
        assert_eq!(kept.model, None);
    }
}
