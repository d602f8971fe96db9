//! What Apple requires of the SCEP and the MDM payload of an enrollment profile.

use super::checks::{Keys, Result, secure_url};
use super::profile::{Mdm, Scep};
use uuid::Uuid;

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

/// Reads the SCEP payload.
pub(super) fn read_scep(payload: &Keys<'_>) -> Result<Scep> {
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

/// Reads the MDM payload; `identity` is the `PayloadUUID` of the SCEP payload.
pub(super) fn read_mdm(payload: &Keys<'_>, identity: Uuid) -> Result<Mdm> {
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
