//! `TokenUpdate`: the device, or one of its users, can be pushed to.

use std::fmt;

use plist::{Dictionary, Value};

use crate::PlistError;
use crate::plist::{Fields, clean};

/// Where to push to. The first one of a device completes its enrollment.
///
/// Apple: <https://developer.apple.com/documentation/devicemanagement/tokenupdaterequest>.
/// `Debug` hides the tokens.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct TokenUpdate {
    /// `Topic`
    pub topic: String,
    /// `Token`: of the push service.
    pub token: Vec<u8>,
    /// `PushMagic`: what a push must contain.
    pub push_magic: String,
    /// `UnlockToken`: clears the device's passcode; a secret.
    pub unlock_token: Option<Vec<u8>>,
    /// `AwaitingConfiguration`: does the setup assistant wait for the service?
    pub awaiting_configuration: bool,
}

impl TokenUpdate {
    pub(super) fn read(fields: Fields<'_>) -> Result<Self, PlistError> {
        let awaiting = fields.optional_boolean("AwaitingConfiguration")?;
        Ok(Self {
            topic: fields.string("Topic")?,
            token: fields.data("Token")?,
            push_magic: fields.string("PushMagic")?,
            unlock_token: fields.optional_data("UnlockToken")?,
            awaiting_configuration: awaiting.unwrap_or(false),
        })
    }

    pub(super) fn write(&self, fields: &mut Dictionary) {
        let mut set = |key: &str, value: Value| fields.insert(key.to_owned(), value);
        set("Topic", clean(&self.topic).into());
        set("Token", Value::Data(self.token.clone()));
        set("PushMagic", clean(&self.push_magic).into());
        set("AwaitingConfiguration", self.awaiting_configuration.into());
        if let Some(token) = &self.unlock_token {
            set("UnlockToken", Value::Data(token.clone()));
        }
    }
}

impl fmt::Debug for TokenUpdate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenUpdate")
            .field("topic", &self.topic)
            .field("awaiting_configuration", &self.awaiting_configuration)
            .finish_non_exhaustive()
    }
}
