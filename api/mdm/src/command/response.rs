//! What a device is told to do next; an empty answer means nothing.

use plist::{Dictionary, Value};
use uuid::Uuid;

use crate::PlistError;
use crate::plist::{Fields, parse, write, written};

/// A command, with the identifier its result will come back under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// `CommandUUID`
    pub uuid: Uuid,
    /// `Command`
    pub command: Command,
}

/// What to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Install a profile, for instance one that renews the enrollment:
    /// <https://developer.apple.com/documentation/devicemanagement/installprofilecommand>
    InstallProfile {
        /// `Payload`: the profile, signed or not.
        profile: Vec<u8>,
    },
}

impl Response {
    /// The content type a command is sent with.
    pub const CONTENT_TYPE: &'static str = "application/xml";

    /// The command as an XML property list.
    #[must_use]
    pub fn to_xml(&self) -> Vec<u8> {
        let Command::InstallProfile { profile } = &self.command;
        let mut command = Dictionary::new();
        command.insert("RequestType".to_owned(), "InstallProfile".into());
        command.insert("Payload".to_owned(), Value::Data(profile.clone()));
        let mut response = Dictionary::new();
        response.insert("CommandUUID".to_owned(), written(self.uuid).into());
        response.insert("Command".to_owned(), command.into());
        write(response)
    }

    /// Reads a command, as a device does.
    ///
    /// # Errors
    /// [`PlistError`] when it is none, or none of those above.
    pub fn read(xml: &[u8]) -> Result<Self, PlistError> {
        let dictionary = parse(xml, super::MAX_BODY_BYTES)?;
        let response = Fields(&dictionary);
        let command = response.dictionary("Command")?;
        command.fixed("RequestType", "InstallProfile")?;
        Ok(Self {
            uuid: response.uuid("CommandUUID")?,
            command: Command::InstallProfile {
                profile: command.data("Payload")?,
            },
        })
    }
}
