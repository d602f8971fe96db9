//! Who speaks: the device, and on a Mac perhaps one of its users.

use plist::Dictionary;

use crate::PlistError;
use crate::plist::{Fields, clean};

/// The keys that say who speaks and what kind of message it is.
const WHO_AND_WHAT: [&str; 5] = [
    "UDID",
    "EnrollmentID",
    "UserID",
    "EnrollmentUserID",
    "MessageType",
];

/// A device, as it names itself in every message.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum DeviceId {
    /// `UDID`
    Udid(String),
    /// `EnrollmentID`: in a user enrollment the device does not tell its UDID.
    EnrollmentId(String),
}

impl DeviceId {
    /// The identifier, whatever its kind.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Udid(id) | Self::EnrollmentId(id) => id,
        }
    }

    /// Exactly one kind, of 1 to 128 visible ASCII characters. Two could be read differently by
    /// this service and by an MDM behind it, as could a key that is one in another spelling.
    pub(crate) fn read(message: Fields<'_>) -> Result<Self, PlistError> {
        for known in WHO_AND_WHAT {
            let meant = |key: &&String| key.trim().eq_ignore_ascii_case(known);
            if message.0.keys().filter(meant).any(|key| key != known) {
                return Err(PlistError::Unexpected(known));
            }
        }
        let udid = message.optional_string("UDID")?;
        let enrollment_id = message.optional_string("EnrollmentID")?;
        let id = match (udid, enrollment_id) {
            (Some(id), None) => Self::Udid(id),
            (None, Some(id)) => Self::EnrollmentId(id),
            (Some(_), Some(_)) => return Err(PlistError::Unexpected("EnrollmentID")),
            (None, None) => return Err(PlistError::Missing("UDID")),
        };
        let text = id.as_str();
        let sound = text.bytes().all(|byte| byte.is_ascii_graphic());
        if sound && (1..=128).contains(&text.len()) {
            Ok(id)
        } else {
            Err(PlistError::Unexpected("UDID"))
        }
    }

    pub(crate) fn write(&self, message: &mut Dictionary) {
        let (key, id) = match self {
            Self::Udid(id) => ("UDID", id),
            Self::EnrollmentId(id) => ("EnrollmentID", id),
        };
        message.insert(key.to_owned(), clean(id).into());
    }
}

/// A user of a Mac or of a shared iPad, who has a channel of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// `UserID`, or `EnrollmentUserID` in a user enrollment.
    pub id: String,
    /// `UserShortName`
    pub short_name: Option<String>,
    /// `UserLongName`
    pub long_name: Option<String>,
}

impl User {
    /// A user is named as the device is: an MDM behind takes the other name for none, and the
    /// message for the device's own.
    pub(crate) fn read(message: Fields<'_>, of: &DeviceId) -> Result<Option<Self>, PlistError> {
        let names = ["UserID", "EnrollmentUserID"];
        let [key, other] = match of {
            DeviceId::Udid(_) => names,
            DeviceId::EnrollmentId(_) => [names[1], names[0]],
        };
        let Some(id) = message.optional_string(key)? else {
            return match message.find(other) {
                Some(_) => Err(PlistError::Unexpected(other)),
                None => Ok(None),
            };
        };
        if id.is_empty() {
            return Err(PlistError::Unexpected(key));
        }
        Ok(Some(Self {
            id,
            short_name: message.optional_string("UserShortName")?,
            long_name: message.optional_string("UserLongName")?,
        }))
    }

    pub(crate) fn write(&self, device: &DeviceId, message: &mut Dictionary) {
        let key = match device {
            DeviceId::Udid(_) => "UserID",
            DeviceId::EnrollmentId(_) => "EnrollmentUserID",
        };
        message.insert(key.to_owned(), clean(&self.id).into());
        let names = [
            ("UserShortName", &self.short_name),
            ("UserLongName", &self.long_name),
        ];
        for (key, name) in names {
            if let Some(name) = name {
                message.insert(key.to_owned(), clean(name).into());
            }
        }
    }
}
