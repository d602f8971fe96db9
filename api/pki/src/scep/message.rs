//! What every SCEP message carries in its signed attributes.

use base64::Engine;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use base64::engine::{DecodePaddingMode, general_purpose::STANDARD};
use der::asn1::AnyRef;
use der::{Tag, Tagged};
use jiff::Timestamp;
use spki::ObjectIdentifier;

use crate::algorithm::Digest;
use crate::asn1::{self, RawSet};
use crate::cms::attributes::{Builder, single};
use crate::error::{Error, Result};
use crate::oid;

/// `messageType` of a CertRep, RFC 8894 section 3.2.1.2.
pub(super) const CERT_REP: &[u8] = b"3";
/// `messageType` of a RenewalReq.
pub(super) const RENEWAL_REQ: &[u8] = b"17";
/// `messageType` of a PKCSReq.
pub(super) const PKCS_REQ: &[u8] = b"19";

const MAX_TRANSACTION_ID_BYTES: usize = 256;
const MAX_NONCE_BYTES: usize = 64;

/// What ties an answer to its request: both are copied into the answer as they came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transaction {
    pub(super) id: Vec<u8>,
    pub(super) nonce: Vec<u8>,
}

impl Transaction {
    pub(super) fn read(attributes: &RawSet<'_>) -> Result<Self> {
        let id = text(attributes, oid::TRANSACTION_ID)?;
        let nonce = octets(attributes, oid::SENDER_NONCE)?;
        let fits =
            (1..=MAX_TRANSACTION_ID_BYTES).contains(&id.len()) && nonce.len() <= MAX_NONCE_BYTES;
        if !fits || nonce.is_empty() {
            return Err(Error::SignedAttributes);
        }
        Ok(Self {
            id: id.to_vec(),
            nonce: nonce.to_vec(),
        })
    }

    /// `transactionID` (RFC 8894 section 3.2.1.1): the same in every retry of one enrollment.
    /// Opaque bytes, at most 256.
    #[must_use]
    pub fn id(&self) -> &[u8] {
        &self.id
    }

    /// `senderNonce` (RFC 8894 section 3.2.1.5), usually 16 bytes, at most 64.
    #[must_use]
    pub fn sender_nonce(&self) -> &[u8] {
        &self.nonce
    }
}

/// The attributes of a message under construction, with the ones every message has.
pub(super) fn builder(
    kind: &[u8],
    transaction_id: &[u8],
    sender_nonce: &[u8],
    content: &[u8],
    signing_time: Timestamp,
) -> Result<Builder> {
    let mut builder = Builder::new(Digest::Sha256, content, signing_time)?;
    add_text(&mut builder, oid::MESSAGE_TYPE, kind)?;
    add_text(&mut builder, oid::TRANSACTION_ID, transaction_id)?;
    builder.add_octets(oid::SENDER_NONCE, sender_nonce)?;
    Ok(builder)
}

/// Adds a PrintableString, of whatever bytes.
pub(super) fn add_text(builder: &mut Builder, oid: ObjectIdentifier, text: &[u8]) -> Result<()> {
    let text = AnyRef::new(Tag::PrintableString, text).map_err(|_| Error::Invalid("attribute"))?;
    builder.add(oid, &asn1::encode(&text));
    Ok(())
}

/// The bytes of a string attribute, of whatever string type.
pub(super) fn text<'a>(attributes: &RawSet<'a>, oid: ObjectIdentifier) -> Result<&'a [u8]> {
    let value = single(attributes, oid)?.ok_or(Error::SignedAttributes)?;
    match value.tag() {
        Tag::PrintableString | Tag::Utf8String | Tag::Ia5String | Tag::TeletexString => {
            Ok(value.value())
        }
        _ => Err(Error::SignedAttributes),
    }
}

/// The bytes of an OCTET STRING attribute.
pub(super) fn octets<'a>(attributes: &RawSet<'a>, oid: ObjectIdentifier) -> Result<&'a [u8]> {
    let value = single(attributes, oid)?.ok_or(Error::SignedAttributes)?;
    match value.tag() {
        Tag::OctetString => Ok(value.value()),
        _ => Err(Error::SignedAttributes),
    }
}

/// Decodes the `message` parameter of a PKIOperation by GET (RFC 8894 section 4.1), after the
/// percent signs were resolved: base64, in which clients leave line breaks, write a `+` that
/// arrives as a space, and may drop the padding.
///
/// # Errors
/// [`Error::Malformed`] when it is no base64; [`Error::TooLarge`] beyond
/// [`MAX_MESSAGE_BYTES`](super::MAX_MESSAGE_BYTES).
pub fn message_from_query(message: &str) -> Result<Vec<u8>> {
    const CONFIG: GeneralPurposeConfig =
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    if message.len() > 2 * super::MAX_MESSAGE_BYTES {
        return Err(Error::TooLarge);
    }
    let kept = message.chars().filter(|c| !matches!(c, '\r' | '\n' | '\t'));
    let kept: String = kept.map(|c| if c == ' ' { '+' } else { c }).collect();
    GeneralPurpose::new(&base64::alphabet::STANDARD, CONFIG)
        .decode(kept)
        .map_err(|_| Error::Malformed("base64"))
}

/// Encodes a message for a PKIOperation by GET, before percent signs.
pub(super) fn message_to_query(message: &[u8]) -> String {
    STANDARD.encode(message)
}
