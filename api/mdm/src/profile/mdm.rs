//! The payload that binds a device to its management service.

use plist::{Dictionary, Value};
use uuid::Uuid;

use super::payload::Payload;
use crate::PlistError;
use crate::plist::{Fields, clean, written};

pub(super) const TYPE: &str = "com.apple.mdm";

/// Every right there is.
pub const ALL_ACCESS_RIGHTS: u16 = 8191;

/// The capability that Macs and shared iPads demand.
pub const PER_USER_CONNECTIONS: &str = "com.apple.mdm.per-user-connections";

/// The MDM payload, with signed messages and a goodbye on removal.
///
/// Apple: <https://developer.apple.com/documentation/devicemanagement/mdm>. A later profile for
/// the same device must repeat server URL, topic, access rights and capabilities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MdmPayload {
    /// `PayloadUUID`.
    pub uuid: Uuid,
    /// `ServerURL`, for check-in as well.
    pub server_url: String,
    /// `Topic` of the push certificate: begins with `com.apple.mgmt.`.
    pub topic: String,
    /// `AccessRights`: a sum of rights, never 0.
    pub access_rights: u16,
    /// `ServerCapabilities`.
    pub capabilities: Vec<String>,
}

impl MdmPayload {
    /// A payload with every access right and the one capability this service has.
    #[must_use]
    pub fn new(uuid: Uuid, server_url: &str, topic: &str) -> Self {
        Self {
            uuid,
            server_url: server_url.to_owned(),
            topic: topic.to_owned(),
            access_rights: ALL_ACCESS_RIGHTS,
            capabilities: vec![PER_USER_CONNECTIONS.to_owned()],
        }
    }

    /// `identity` is the UUID of the payload that gives the device its certificate.
    pub(super) fn write(&self, identifier: &str, identity: Uuid) -> Dictionary {
        let mut payload = Payload::new(TYPE, identifier, self.uuid);
        payload.set("PayloadDisplayName", "Device Management");
        payload.set("IdentityCertificateUUID", written(identity));
        payload.text("Topic", &self.topic);
        payload.text("ServerURL", &self.server_url);
        payload.set("SignMessage", true);
        payload.set("AccessRights", self.access_rights);
        payload.set("CheckOutWhenRemoved", true);
        let capabilities = self.capabilities.iter().map(|name| clean(name).into());
        payload.set("ServerCapabilities", capabilities.collect::<Vec<Value>>());
        payload.into_dictionary()
    }

    pub(super) fn read(payload: Fields<'_>, identity: Uuid) -> Result<Self, PlistError> {
        payload.fixed("SignMessage", true)?;
        payload.fixed("CheckOutWhenRemoved", true)?;
        if payload.uuid("IdentityCertificateUUID")? != identity {
            return Err(PlistError::Unexpected("IdentityCertificateUUID"));
        }
        let rights = payload.integer("AccessRights")?;
        let capabilities = payload.array("ServerCapabilities")?.iter();
        Ok(Self {
            uuid: payload.uuid("PayloadUUID")?,
            server_url: payload.string("ServerURL")?,
            topic: payload.string("Topic")?,
            access_rights: u16::try_from(rights)
                .map_err(|_| PlistError::Unexpected("AccessRights"))?,
            capabilities: capabilities
                .map(|name| name.as_string().map(str::to_owned))
                .collect::<Option<_>>()
                .ok_or(PlistError::Unexpected("ServerCapabilities"))?,
        })
    }
}
