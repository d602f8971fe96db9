//! Reads an enrollment profile as strictly as the strictest Apple device, and names the key that is wrong.
//!
//! Written apart from the crate that writes profiles: it knows Apple's schema
//! (<https://github.com/apple/device-management>), not how the product came to its values.

use super::checks::{Keys, Result, fault};
use super::payloads::{read_mdm, read_scep};
use std::collections::HashSet;
use uuid::Uuid;

/// A profile as a device takes it in.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// `PayloadIdentifier` of the whole: what a later profile must repeat to replace it.
    pub identifier: String,
    /// `PayloadUUID` of the whole.
    pub uuid: Uuid,
    /// What the person is shown: name, organization and description.
    pub shown: [String; 3],
    /// The payload types, in order.
    pub payloads: Vec<String>,
    /// The roots it brings.
    pub roots: Vec<Vec<u8>>,
    /// How to get an identity.
    pub scep: Scep,
    /// Who manages the device.
    pub mdm: Mdm,
}

/// The SCEP payload: <https://developer.apple.com/documentation/devicemanagement/scep>
#[derive(Clone, Debug, PartialEq)]
pub struct Scep {
    /// `PayloadUUID`
    pub uuid: Uuid,
    /// `URL`
    pub url: String,
    /// `Name`
    pub name: String,
    /// `Subject`: type and text, in order.
    pub subject: Vec<(String, String)>,
    /// `Challenge`
    pub challenge: String,
    /// `CAFingerprint`
    pub fingerprint: Option<Vec<u8>>,
}

/// The MDM payload: <https://developer.apple.com/documentation/devicemanagement/mdm>
#[derive(Clone, Debug, PartialEq)]
pub struct Mdm {
    /// `ServerURL`
    pub server_url: String,
    /// `CheckInURL`, else `ServerURL`
    pub check_in_url: String,
    /// `Topic`
    pub topic: String,
    /// `AccessRights`
    pub access_rights: u64,
    /// `ServerCapabilities`
    pub capabilities: Vec<String>,
}

const TOP: &[&str] = &[
    "PayloadType",
    "PayloadVersion",
    "PayloadIdentifier",
    "PayloadUUID",
    "PayloadDisplayName",
    "PayloadDescription",
    "PayloadOrganization",
    "PayloadScope",
    "PayloadContent",
    "ConsentText",
];
impl Profile {
    /// Checks the property list inside a signed profile.
    ///
    /// # Errors
    /// A sentence that names the payload and the key.
    pub fn read(xml: &[u8]) -> Result<Self> {
        let value = plist::Value::from_reader_xml(xml)
            .map_err(|error| fault(format!("the content is no XML property list: {error}")))?;
        let top = value
            .into_dictionary()
            .ok_or_else(|| fault("the property list is no dictionary"))?;
        let top = Keys::new("the profile", &top);
        top.only(TOP)?;
        top.fixed("PayloadType", "Configuration")?;
        top.fixed("PayloadScope", "System")?;
        let (identifier, uuid) = common(&top)?;
        let shown = [
            top.text("PayloadDisplayName")?,
            top.text("PayloadOrganization")?,
            top.text("PayloadDescription")?,
        ];
        if let Some(consent) = top.optional_dictionary("ConsentText")? {
            consent.text("default")?;
        }
        let payloads = Payloads::read(&top, &identifier, uuid)?;
        let (Some(scep), Some(mdm)) = (&payloads.scep, &payloads.mdm) else {
            return Err(fault(
                "the profile: PayloadContent lacks a com.apple.security.scep or com.apple.mdm payload",
            ));
        };
        let scep = read_scep(scep)?;
        Ok(Self {
            mdm: read_mdm(mdm, scep.uuid)?,
            identifier,
            uuid,
            shown,
            payloads: payloads.kinds,
            roots: payloads.roots,
            scep,
        })
    }

    /// May a device that has `installed` take this one in its place? Apple: an update may not change where the
    /// device is managed, by whom, nor add rights.
    ///
    /// # Errors
    /// A sentence that names the key.
    pub fn may_replace(&self, installed: &Self) -> Result<()> {
        let (new, old) = (&self.mdm, &installed.mdm);
        let same = [
            ("PayloadIdentifier", self.identifier == installed.identifier),
            ("ServerURL", new.server_url == old.server_url),
            ("CheckInURL", new.check_in_url == old.check_in_url),
            ("Topic", new.topic == old.topic),
            ("ServerCapabilities", new.capabilities == old.capabilities),
            ("AccessRights", new.access_rights & !old.access_rights == 0),
        ];
        match same.iter().find(|(_, holds)| !holds) {
            Some((key, _)) => Err(fault(format!("{key} may not change in an update"))),
            None => Ok(()),
        }
    }
}

/// The payloads of a profile, by type.
#[derive(Default)]
struct Payloads<'a> {
    kinds: Vec<String>,
    roots: Vec<Vec<u8>>,
    scep: Option<Keys<'a>>,
    mdm: Option<Keys<'a>>,
}

impl<'a> Payloads<'a> {
    fn read(top: &Keys<'a>, identifier: &str, uuid: Uuid) -> Result<Self> {
        let mut found = Self::default();
        let mut seen = HashSet::from([identifier.to_owned(), uuid.to_string()]);
        for payload in top.array("PayloadContent")? {
            let payload = payload.as_dictionary().ok_or_else(|| {
                fault("the profile: PayloadContent holds something else than payloads")
            })?;
            let kind = Keys::new("a payload", payload).text("PayloadType")?;
            let keys = Keys::new(&kind, payload);
            let (own, uuid) = common(&keys)?;
            if !own.starts_with(&format!("{identifier}.")) {
                return keys.wrong("PayloadIdentifier", "does not begin with the profile's");
            }
            if !seen.insert(own) {
                return keys.wrong("PayloadIdentifier", "is used twice");
            }
            if !seen.insert(uuid.to_string()) {
                return keys.wrong("PayloadUUID", "is used twice");
            }
            match kind.as_str() {
                "com.apple.security.scep" if found.scep.is_none() => found.scep = Some(keys),
                "com.apple.mdm" if found.mdm.is_none() => found.mdm = Some(keys),
                "com.apple.security.root" | "com.apple.security.pem" => {
                    keys.text("PayloadCertificateFileName")?;
                    found.roots.push(keys.data("PayloadContent")?);
                }
                _ => return keys.wrong("PayloadType", "has no place, or no second place, here"),
            }
            found.kinds.push(kind);
        }
        Ok(found)
    }
}

/// The keys every payload must have; answers identifier and UUID.
fn common(keys: &Keys<'_>) -> Result<(String, Uuid)> {
    keys.fixed("PayloadVersion", 1)?;
    Ok((keys.text("PayloadIdentifier")?, keys.uuid("PayloadUUID")?))
}
