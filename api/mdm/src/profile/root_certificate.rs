//! The payload that makes a device trust a private root.

use plist::{Dictionary, Value};
use uuid::Uuid;

use super::payload::Payload;
use crate::PlistError;
use crate::plist::Fields;

pub(super) const TYPE: &str = "com.apple.security.root";

/// A root certificate payload, for servers whose TLS certificate no device knows.
///
/// Apple: <https://developer.apple.com/documentation/devicemanagement/certificateroot>
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RootCertificate {
    /// `PayloadUUID`.
    pub uuid: Uuid,
    /// `PayloadCertificateFileName`, shown to the person.
    pub file_name: String,
    /// `PayloadContent`: the DER certificate.
    pub der: Vec<u8>,
}

impl RootCertificate {
    pub(super) fn write(&self, identifier: &str) -> Dictionary {
        let mut payload = Payload::new(TYPE, identifier, self.uuid);
        payload.text("PayloadDisplayName", &self.file_name);
        payload.text("PayloadCertificateFileName", &self.file_name);
        payload.set("PayloadContent", Value::Data(self.der.clone()));
        payload.into_dictionary()
    }

    pub(super) fn read(payload: Fields<'_>) -> Result<Self, PlistError> {
        Ok(Self {
            uuid: payload.uuid("PayloadUUID")?,
            file_name: payload.string("PayloadCertificateFileName")?,
            der: payload.data("PayloadContent")?,
        })
    }
}
