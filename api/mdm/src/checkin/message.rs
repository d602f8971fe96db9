//! A check-in message of any kind.

use std::fmt;

use plist::{Dictionary, Value};

use super::{Authenticate, MAX_BODY_BYTES, TokenUpdate};
use crate::PlistError;
use crate::identity::{DeviceId, User};
use crate::plist::{Fields, clean, parse, write};

/// A check-in message: who speaks, and what is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckIn {
    /// How the device names itself: UDID or EnrollmentID.
    pub device: DeviceId,
    /// The user, when the message is of a user's channel. It comes with the device's certificate
    /// and is authorized as the device's.
    pub user: Option<User>,
    /// What is said.
    pub message: Message,
}

/// What a check-in message says. `Debug` hides tokens.
#[derive(Clone, PartialEq, Eq)]
pub enum Message {
    /// The device begins to enroll: <https://developer.apple.com/documentation/devicemanagement/authenticaterequest>
    Authenticate(Authenticate),
    /// The device can be pushed to: <https://developer.apple.com/documentation/devicemanagement/tokenupdaterequest>
    TokenUpdate(TokenUpdate),
    /// The profile was removed: <https://developer.apple.com/documentation/devicemanagement/checkoutrequest>
    CheckOut {
        /// `Topic`
        topic: String,
    },
    /// A network user logs in: <https://developer.apple.com/documentation/devicemanagement/userauthenticaterequest>
    UserAuthenticate,
    /// <https://developer.apple.com/documentation/devicemanagement/getbootstraptokenrequest>
    GetBootstrapToken,
    /// <https://developer.apple.com/documentation/devicemanagement/setbootstraptokenrequest>
    SetBootstrapToken {
        /// `BootstrapToken`: a secret; none removes the one stored.
        token: Option<Vec<u8>>,
    },
    /// <https://developer.apple.com/documentation/devicemanagement/gettokenrequest>
    GetToken {
        /// `TokenServiceType`
        service: String,
    },
    /// <https://developer.apple.com/documentation/devicemanagement/declarativemanagementrequest>
    DeclarativeManagement {
        /// `Endpoint`
        endpoint: String,
    },
}

impl CheckIn {
    /// Reads an XML property list of at most [`MAX_BODY_BYTES`] bytes.
    ///
    /// # Errors
    /// [`PlistError`] when it is none, of an unknown type, or lacks what its type requires.
    pub fn read(xml: &[u8]) -> Result<Self, PlistError> {
        let dictionary = parse(xml, MAX_BODY_BYTES)?;
        let fields = Fields(&dictionary);
        let message = Message::read(fields)?;
        let device = DeviceId::read(fields)?;
        let user = User::read(fields, &device)?;
        // A user never enrolls a device; an MDM behind could take the message for the user's.
        if user.is_some() && matches!(message, Message::Authenticate(_)) {
            return Err(PlistError::Unexpected("UserID"));
        }
        Ok(Self {
            device,
            user,
            message,
        })
    }

    /// The message as a device sends it.
    #[must_use]
    pub fn to_xml(&self) -> Vec<u8> {
        let mut fields = Dictionary::new();
        fields.insert("MessageType".to_owned(), self.message.kind().into());
        self.device.write(&mut fields);
        if let Some(user) = &self.user {
            user.write(&self.device, &mut fields);
        }
        self.message.write(&mut fields);
        write(fields)
    }
}

impl Message {
    /// `MessageType`
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Authenticate(_) => "Authenticate",
            Self::TokenUpdate(_) => "TokenUpdate",
            Self::CheckOut { .. } => "CheckOut",
            Self::UserAuthenticate => "UserAuthenticate",
            Self::GetBootstrapToken => "GetBootstrapToken",
            Self::SetBootstrapToken { .. } => "SetBootstrapToken",
            Self::GetToken { .. } => "GetToken",
            Self::DeclarativeManagement { .. } => "DeclarativeManagement",
        }
    }

    /// `Topic`, in the messages that have one.
    #[must_use]
    pub fn topic(&self) -> Option<&str> {
        match self {
            Self::Authenticate(message) => Some(&message.topic),
            Self::TokenUpdate(message) => Some(&message.topic),
            Self::CheckOut { topic } => Some(topic),
            _ => None,
        }
    }

    fn read(fields: Fields<'_>) -> Result<Self, PlistError> {
        Ok(match fields.string("MessageType")?.as_str() {
            "Authenticate" => Self::Authenticate(Authenticate::read(fields)?),
            "TokenUpdate" => Self::TokenUpdate(TokenUpdate::read(fields)?),
            "CheckOut" => Self::CheckOut {
                topic: fields.string("Topic")?,
            },
            "UserAuthenticate" => Self::UserAuthenticate,
            "GetBootstrapToken" => Self::GetBootstrapToken,
            "SetBootstrapToken" => Self::SetBootstrapToken {
                token: fields.optional_data("BootstrapToken")?,
            },
            "GetToken" => Self::GetToken {
                service: fields.string("TokenServiceType")?,
            },
            "DeclarativeManagement" => Self::DeclarativeManagement {
                endpoint: fields.string("Endpoint")?,
            },
            _ => return Err(PlistError::Unexpected("MessageType")),
        })
    }

    fn write(&self, fields: &mut Dictionary) {
        let mut text = |key: &str, text: &str| {
            fields.insert(key.to_owned(), clean(text).into());
        };
        match self {
            Self::Authenticate(message) => message.write(fields),
            Self::TokenUpdate(message) => message.write(fields),
            Self::CheckOut { topic } => text("Topic", topic),
            Self::GetToken { service } => text("TokenServiceType", service),
            Self::DeclarativeManagement { endpoint } => text("Endpoint", endpoint),
            Self::SetBootstrapToken { token: Some(token) } => {
                fields.insert("BootstrapToken".to_owned(), Value::Data(token.clone()));
            }
            Self::SetBootstrapToken { token: None }
            | Self::UserAuthenticate
            | Self::GetBootstrapToken => {}
        }
    }
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple(self.kind()).field(&self.topic()).finish()
    }
}
