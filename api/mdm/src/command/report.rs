//! What a device reports: the result of a command, or that it waits for one.

use plist::{Dictionary, Value};

use crate::PlistError;
use crate::identity::{DeviceId, User};
use crate::plist::{Fields, clean, parse, write};

/// The longest report that is read: lists of applications are long.
pub const MAX_BODY_BYTES: usize = 16 << 20;

/// A report on the command channel. Results of commands stay in the message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// How the device names itself: UDID or EnrollmentID.
    pub device: DeviceId,
    /// The user, on a user's channel.
    pub user: Option<User>,
    /// `Status`
    pub status: Status,
    /// `CommandUUID` of the command it is about; none when idle.
    pub command: Option<String>,
    /// `ErrorChain`: what went wrong, the cause last.
    pub errors: Vec<Failure>,
}

/// How a command went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// There is none; the device waits.
    Idle,
    /// It went well.
    Acknowledged,
    /// It failed.
    Error,
    /// The device does not understand it.
    CommandFormatError,
    /// The device will do it later.
    NotNow,
}

/// One link of an error chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// `ErrorCode`
    pub code: i64,
    /// `ErrorDomain`
    pub domain: String,
    /// `USEnglishDescription`, else `LocalizedDescription`
    pub description: String,
}

impl Status {
    const ALL: [(Self, &'static str); 5] = [
        (Self::Idle, "Idle"),
        (Self::Acknowledged, "Acknowledged"),
        (Self::Error, "Error"),
        (Self::CommandFormatError, "CommandFormatError"),
        (Self::NotNow, "NotNow"),
    ];

    fn read(text: &str) -> Option<Self> {
        let found = Self::ALL.iter().find(|(_, name)| *name == text);
        found.map(|(status, _)| *status)
    }

    fn name(self) -> &'static str {
        let found = Self::ALL.iter().find(|(status, _)| *status == self);
        found.map(|(_, name)| *name).unwrap_or_default()
    }
}

impl Report {
    /// Reads an XML property list of at most [`MAX_BODY_BYTES`] bytes.
    ///
    /// # Errors
    /// [`PlistError`] when it is none, has an unknown status or names no device, or when
    /// anything but `Idle` names no command.
    pub fn read(xml: &[u8]) -> Result<Self, PlistError> {
        let dictionary = parse(xml, MAX_BODY_BYTES)?;
        let fields = Fields(&dictionary);
        let status = Status::read(&fields.string("Status")?);
        let status = status.ok_or(PlistError::Unexpected("Status"))?;
        let command = fields.optional_string("CommandUUID")?;
        if status != Status::Idle && command.is_none() {
            return Err(PlistError::Missing("CommandUUID"));
        }
        // An MDM behind could take it for a check-in, which was never decided about.
        if fields.find("MessageType").is_some() {
            return Err(PlistError::Unexpected("MessageType"));
        }
        let device = DeviceId::read(fields)?;
        let chain = fields.optional_array("ErrorChain")?.unwrap_or_default();
        Ok(Self {
            user: User::read(fields, &device)?,
            device,
            status,
            command,
            errors: chain.iter().filter_map(Failure::read).collect(),
        })
    }

    /// The report as a device sends it.
    #[must_use]
    pub fn to_xml(&self) -> Vec<u8> {
        let mut fields = Dictionary::new();
        self.device.write(&mut fields);
        if let Some(user) = &self.user {
            user.write(&self.device, &mut fields);
        }
        fields.insert("Status".to_owned(), self.status.name().into());
        if let Some(command) = &self.command {
            fields.insert("CommandUUID".to_owned(), clean(command).into());
        }
        if !self.errors.is_empty() {
            let errors: Vec<Value> = self.errors.iter().map(Failure::write).collect();
            fields.insert("ErrorChain".to_owned(), errors.into());
        }
        write(fields)
    }
}

impl Failure {
    /// Errors are shown to people, so a broken link is skipped rather than the report refused.
    fn read(value: &Value) -> Option<Self> {
        let fields = Fields(value.as_dictionary()?);
        let text = |key| fields.find(key).and_then(Value::as_string);
        let description = text("USEnglishDescription").or(text("LocalizedDescription"));
        Some(Self {
            code: fields.find("ErrorCode")?.as_signed_integer()?,
            domain: text("ErrorDomain").unwrap_or_default().to_owned(),
            description: description.unwrap_or_default().to_owned(),
        })
    }

    fn write(&self) -> Value {
        let mut fields = Dictionary::new();
        fields.insert("ErrorCode".to_owned(), self.code.into());
        fields.insert("ErrorDomain".to_owned(), clean(&self.domain).into());
        let description = clean(&self.description);
        fields.insert("USEnglishDescription".to_owned(), description.into());
        fields.into()
    }
}
