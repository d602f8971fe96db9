//! Reads an enrollment profile as strictly as the strictest Apple device, and names the key that is wrong.
//!
//! Written apart from the crate that writes profiles: it knows Apple's schema
//! (<https://github.com/apple/device-management>), not how the product came to its values.

use super::checks::{Keys, Result, fault, secure_url};
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
const COMMON: &[&str] = &[
    "PayloadType",
    "PayloadVersion",
    "PayloadIdentifier",
    "PayloadUUID",
    "PayloadDisplayName",
    "PayloadDescription",
    "PayloadOrganization",
];
const SCEP: &[&str] = &[
    "URL",
    "Name",
    "Subject",
    "Challenge",
    "Keysize",
    "Key Type",
    "Key Usage",
    "Retries",
    "RetryDelay",
    "CAFingerprint",
    "KeyIsExtractable",
    "AllowAllAppsAccess",
];
const MDM: &[&str] = &[
    "IdentityCertificateUUID",
    "Topic",
    "ServerURL",
    "CheckInURL",
    "SignMessage",
    "AccessRights",
    "CheckOutWhenRemoved",
    "ServerCapabilities",
    "UseDevelopmentAPNS",
    "PinningRevocationCheckRequired",
    "PromptUserToAllowBootstrapTokenForAuthentication",
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

fn read_scep(payload: &Keys<'_>) -> Result<Scep> {
    payload.only(&[COMMON, &["PayloadContent"]].concat())?;
    let content = payload.dictionary("PayloadContent")?;
    content.only(SCEP)?;
    let size = content.number("Keysize")?;
    if ![2048, 4096].contains(&size) {
        return content.wrong("Keysize", "is neither 2048 nor 4096");
    }
    content.fixed("Key Type", "RSA")?;
    if content.number("Key Usage")? != 5 {
        return content.wrong("Key Usage", "is not 5, for signing and encrypting");
    }
    for key in ["Retries", "RetryDelay"] {
        content.number(key)?;
    }
    for key in ["KeyIsExtractable", "AllowAllAppsAccess"] {
        content.fixed(key, false)?;
    }
    let fingerprint = content.optional_data("CAFingerprint")?;
    if fingerprint
        .as_ref()
        .is_some_and(|print| ![16, 20, 32].contains(&print.len()))
    {
        return content.wrong("CAFingerprint", "is no digest");
    }
    Ok(Scep {
        uuid: payload.uuid("PayloadUUID")?,
        url: secure_url(&content, "URL")?,
        name: content.text("Name")?,
        subject: subject(&content)?,
        challenge: content.text("Challenge")?,
        fingerprint,
    })
}

/// Relative names, each a list of pairs: macOS is lenient, iOS refuses any other nesting; macOS does not use an
/// identity without a name.
fn subject(content: &Keys<'_>) -> Result<Vec<(String, String)>> {
    let mut subject = Vec::new();
    for name in content.array("Subject")? {
        for pair in name.as_array().map(Vec::as_slice).unwrap_or_default() {
            let pair = pair.as_array().map(Vec::as_slice).unwrap_or_default();
            let texts: Vec<&str> = pair.iter().filter_map(plist::Value::as_string).collect();
            match texts.as_slice() {
                [kind, text] if pair.len() == 2 && !text.is_empty() => {
                    subject.push(((*kind).to_owned(), (*text).to_owned()));
                }
                _ => return content.wrong("Subject", "is no list of lists of pairs"),
            }
        }
    }
    if subject.iter().any(|(kind, _)| kind == "CN") {
        Ok(subject)
    } else {
        content.wrong("Subject", "has no CN")
    }
}

fn read_mdm(payload: &Keys<'_>, identity: Uuid) -> Result<Mdm> {
    payload.only(&[COMMON, MDM].concat())?;
    if payload.uuid("IdentityCertificateUUID")? != identity {
        return payload.wrong(
            "IdentityCertificateUUID",
            "is not the PayloadUUID of the SCEP payload",
        );
    }
    let topic = payload.text("Topic")?;
    if !topic.starts_with("com.apple.mgmt.") {
        return payload.wrong("Topic", "does not begin with com.apple.mgmt.");
    }
    for key in ["SignMessage", "CheckOutWhenRemoved"] {
        payload.fixed(key, true)?;
    }
    if payload.flag("UseDevelopmentAPNS")? == Some(true) {
        return payload.wrong("UseDevelopmentAPNS", "is true");
    }
    let rights = payload.number("AccessRights")?;
    // 2 (remove profiles) needs 1 (inspect them), 128 (change settings) needs 64 (inspect them).
    let complete = [(2, 1), (128, 64)]
        .iter()
        .all(|(bit, needs)| rights & bit == 0 || rights & needs != 0);
    if !(1..=8191).contains(&rights) || !complete {
        return payload.wrong("AccessRights", "is no sum of rights");
    }
    let server_url = secure_url(payload, "ServerURL")?;
    let check_in_url = match payload.has("CheckInURL") {
        true => secure_url(payload, "CheckInURL")?,
        false => server_url.clone(),
    };
    if server_url.contains('?') {
        return payload.wrong("ServerURL", "has a query, and may never change");
    }
    let capabilities = payload.texts("ServerCapabilities")?;
    if !capabilities
        .iter()
        .any(|name| name == "com.apple.mdm.per-user-connections")
    {
        return payload.wrong(
            "ServerCapabilities",
            "lacks com.apple.mdm.per-user-connections",
        );
    }
    Ok(Mdm {
        server_url,
        check_in_url,
        topic,
        access_rights: rights,
        capabilities,
    })
}
