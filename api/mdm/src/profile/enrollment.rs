//! The whole enrollment profile: top level and payloads, written and read.

use std::collections::BTreeMap;

use plist::{Dictionary, Value};
use uuid::Uuid;

use super::payload::Payload;
use super::{MdmPayload, RootCertificate, ScepPayload, mdm, root_certificate, scep};
use crate::plist::{Fields, PlistError, clean, parse, write};

const TYPE: &str = "Configuration";

/// A profile is some kilobytes; root certificates make it larger.
const MAX_BODY_BYTES: usize = 1 << 20;

/// An enrollment profile.
///
/// Apple: <https://developer.apple.com/documentation/devicemanagement/toplevel>. Texts may hold
/// anything; characters that XML cannot carry are dropped when it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnrollmentProfile {
    /// `PayloadIdentifier`. The same for every profile of a policy tree: a device replaces an
    /// installed profile by one with the same identifier, and that is how it is renewed.
    pub identifier: String,
    /// `PayloadUUID`, new in each profile.
    pub uuid: Uuid,
    /// `PayloadDisplayName`, shown before the installation, as are the next two.
    pub display_name: String,
    /// `PayloadOrganization`
    pub organization: String,
    /// `PayloadDescription`
    pub description: String,
    /// `ConsentText`: a text to agree to, by language (`default`, or a BCP 47 tag).
    pub consent_text: Option<BTreeMap<String, String>>,
    /// Roots to trust, for a server with a private certificate.
    pub root_certificates: Vec<RootCertificate>,
    /// Where the identity comes from.
    pub scep: ScepPayload,
    /// Which service manages the device.
    pub mdm: MdmPayload,
}

impl EnrollmentProfile {
    /// The profile as an XML property list, unsigned.
    #[must_use]
    pub fn to_xml(&self) -> Vec<u8> {
        let within = |suffix: &str| format!("{}.{suffix}", self.identifier);
        let mut payloads = Vec::new();
        for (number, root) in self.root_certificates.iter().enumerate() {
            payloads.push(root.write(&within(&format!("root.{}", number + 1))));
        }
        payloads.push(self.scep.write(&within("scep")));
        payloads.push(self.mdm.write(&within("mdm"), self.scep.uuid));

        let mut profile = Payload::new(TYPE, &self.identifier, self.uuid);
        profile.text("PayloadDisplayName", &self.display_name);
        profile.text("PayloadOrganization", &self.organization);
        profile.text("PayloadDescription", &self.description);
        profile.set("PayloadScope", "System");
        if let Some(texts) = &self.consent_text {
            let texts = texts.iter();
            let texts: Dictionary = texts
                .map(|(language, text)| (clean(language), Value::from(clean(text))))
                .collect();
            profile.set("ConsentText", texts);
        }
        let payloads = payloads.into_iter().map(Value::Dictionary);
        profile.set("PayloadContent", payloads.collect::<Vec<_>>());
        write(profile.into_dictionary())
    }

    /// Reads a profile that was written here: what a device does, and what a renewal starts from.
    ///
    /// # Errors
    /// [`PlistError`] when it is no enrollment profile, has an unknown payload, lacks the SCEP or
    /// the MDM payload or has one twice, or differs in a setting that never does.
    pub fn read(xml: &[u8]) -> Result<Self, PlistError> {
        let dictionary = parse(xml, MAX_BODY_BYTES)?;
        let profile = Fields(&dictionary);
        profile.fixed("PayloadType", TYPE)?;
        profile.fixed("PayloadVersion", 1)?;
        profile.fixed("PayloadScope", "System")?;
        let payloads = Payloads::read(profile.array("PayloadContent")?)?;
        let scep = ScepPayload::read(payloads.scep.ok_or(PlistError::Missing(scep::TYPE))?)?;
        let mdm = payloads.mdm.ok_or(PlistError::Missing(mdm::TYPE))?;
        Ok(Self {
            identifier: profile.string("PayloadIdentifier")?,
            uuid: profile.uuid("PayloadUUID")?,
            display_name: profile.string("PayloadDisplayName")?,
            organization: profile.string("PayloadOrganization")?,
            description: profile.string("PayloadDescription")?,
            consent_text: consent_text(profile)?,
            root_certificates: payloads.root_certificates,
            mdm: MdmPayload::read(mdm, scep.uuid)?,
            scep,
        })
    }
}

/// The payloads of a profile, sorted by their type.
#[derive(Default)]
struct Payloads<'a> {
    root_certificates: Vec<RootCertificate>,
    scep: Option<Fields<'a>>,
    mdm: Option<Fields<'a>>,
}

impl<'a> Payloads<'a> {
    fn read(content: &'a [Value]) -> Result<Self, PlistError> {
        let mut found = Self::default();
        for payload in content {
            let unexpected = PlistError::Unexpected("PayloadContent");
            let payload = payload.as_dictionary().map(Fields).ok_or(unexpected)?;
            payload.fixed("PayloadVersion", 1)?;
            let place = match payload.string("PayloadType")?.as_str() {
                root_certificate::TYPE => {
                    found
                        .root_certificates
                        .push(RootCertificate::read(payload)?);
                    continue;
                }
                scep::TYPE => &mut found.scep,
                mdm::TYPE => &mut found.mdm,
                _ => return Err(PlistError::Unexpected("PayloadType")),
            };
            if place.replace(payload).is_some() {
                return Err(PlistError::Unexpected("PayloadType"));
            }
        }
        Ok(found)
    }
}

fn consent_text(profile: Fields<'_>) -> Result<Option<BTreeMap<String, String>>, PlistError> {
    let Some(texts) = profile.optional_dictionary("ConsentText")? else {
        return Ok(None);
    };
    let text = |(language, text): (&String, &Value)| {
        let text = text.as_string()?;
        Some((language.clone(), text.to_owned()))
    };
    let texts = texts.0.iter().map(text).collect::<Option<_>>();
    texts.map(Some).ok_or(PlistError::Unexpected("ConsentText"))
}
