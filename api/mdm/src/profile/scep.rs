//! The payload that gets a device its identity.

use std::fmt;

use plist::{Dictionary, Value};
use uuid::Uuid;

use super::payload::Payload;
use crate::PlistError;
use crate::plist::{Fields, clean};

pub(super) const TYPE: &str = "com.apple.security.scep";

/// The SCEP payload: makes the device create an RSA key of 2048 bits, for signing and
/// encrypting, and ask for a certificate.
///
/// Apple: <https://developer.apple.com/documentation/devicemanagement/scep>. `Debug` hides the
/// challenge.
#[derive(Clone, PartialEq, Eq)]
pub struct ScepPayload {
    /// `PayloadUUID`, which the MDM payload refers to.
    pub uuid: Uuid,
    /// `URL` of the SCEP server.
    pub url: String,
    /// `Name`: the name of the authority, which comes back as `message` of `GetCACert`.
    pub name: String,
    /// `Subject` of the request.
    pub subject: ScepSubject,
    /// `Challenge`: the secret of this profile.
    pub challenge: String,
}

/// The subject a device puts into its request. It always has a common name: macOS does not use
/// an identity without a subject.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ScepSubject {
    /// `O`; left out when empty.
    pub organization: String,
    /// `OU`; left out when empty.
    pub organizational_unit: String,
    /// `CN`; must not be empty.
    pub common_name: String,
}

/// The settings that are the same in every profile.
const FIXED: [(&str, Fixed); 7] = [
    ("Keysize", Fixed::Integer(2048)),
    ("Key Type", Fixed::Text("RSA")),
    ("Key Usage", Fixed::Integer(5)),
    ("Retries", Fixed::Integer(3)),
    ("RetryDelay", Fixed::Integer(10)),
    ("KeyIsExtractable", Fixed::Boolean(false)),
    ("AllowAllAppsAccess", Fixed::Boolean(false)),
];

#[derive(Clone, Copy)]
enum Fixed {
    Integer(u64),
    Text(&'static str),
    Boolean(bool),
}

impl From<Fixed> for Value {
    fn from(fixed: Fixed) -> Self {
        match fixed {
            Fixed::Integer(number) => number.into(),
            Fixed::Text(text) => text.into(),
            Fixed::Boolean(flag) => flag.into(),
        }
    }
}

impl ScepPayload {
    pub(super) fn write(&self, identifier: &str) -> Dictionary {
        let mut content = Dictionary::new();
        let mut text = |key: &str, text: &str| content.insert(key.to_owned(), clean(text).into());
        text("URL", &self.url);
        text("Name", &self.name);
        text("Challenge", &self.challenge);
        content.insert("Subject".to_owned(), self.subject.write());
        for (key, value) in FIXED {
            content.insert(key.to_owned(), value.into());
        }
        let mut payload = Payload::new(TYPE, identifier, self.uuid);
        payload.set("PayloadDisplayName", "Device Identity");
        payload.set("PayloadContent", content);
        payload.into_dictionary()
    }

    pub(super) fn read(payload: Fields<'_>) -> Result<Self, PlistError> {
        let content = payload.dictionary("PayloadContent")?;
        for (key, value) in FIXED {
            content.fixed(key, value)?;
        }
        Ok(Self {
            uuid: payload.uuid("PayloadUUID")?,
            url: content.string("URL")?,
            name: content.string("Name")?,
            subject: ScepSubject::read(content.array("Subject")?)
                .ok_or(PlistError::Unexpected("Subject"))?,
            challenge: content.string("Challenge")?,
        })
    }
}

impl ScepSubject {
    /// A list of relative names, each a list of pairs: iOS refuses any other nesting.
    fn write(&self) -> Value {
        let pair = |kind: &str, text: &str| {
            let pair = vec![Value::from(kind), Value::from(clean(text))];
            Value::Array(vec![Value::Array(pair)])
        };
        let parts = [
            ("O", &self.organization),
            ("OU", &self.organizational_unit),
            ("CN", &self.common_name),
        ];
        let parts = parts.into_iter().filter(|(_, text)| !text.is_empty());
        Value::Array(parts.map(|(kind, text)| pair(kind, text)).collect())
    }

    fn read(names: &[Value]) -> Option<Self> {
        let mut subject = Self::default();
        for name in names {
            let [pair] = name.as_array()?.as_slice() else {
                return None;
            };
            let [kind, text] = pair.as_array()?.as_slice() else {
                return None;
            };
            let part = match kind.as_string()? {
                "O" => &mut subject.organization,
                "OU" => &mut subject.organizational_unit,
                "CN" => &mut subject.common_name,
                _ => return None,
            };
            text.as_string()?.clone_into(part);
        }
        (!subject.common_name.is_empty()).then_some(subject)
    }
}

impl fmt::Debug for ScepPayload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ScepPayload")
            .field("uuid", &self.uuid)
            .field("url", &self.url)
            .field("name", &self.name)
            .field("subject", &self.subject)
            .finish_non_exhaustive()
    }
}
