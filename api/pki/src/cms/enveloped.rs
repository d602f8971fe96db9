//! `EnvelopedData`: content encrypted to the holder of an RSA key (RFC 5652 section 6).

use der::asn1::{AnyRef, ObjectIdentifier, OctetStringRef};
use der::{Sequence, Tag, TagNumber, Tagged};
use spki::AlgorithmIdentifierRef;
use zeroize::Zeroizing;

use super::cipher::{Cipher, encrypt_aes128};
use super::signed::identifier;
use super::verify::Identifier;
use crate::asn1::{self, ContentInfo, RawSet};
use crate::ber;
use crate::certificate::Certificate;
use crate::error::{Error, Result};
use crate::key::PrivateKey;
use crate::oid;

/// `EnvelopedData`, RFC 5652 section 6.1.
#[derive(Sequence)]
struct EnvelopedData<'a> {
    version: u8,
    #[asn1(
        context_specific = "0",
        tag_mode = "IMPLICIT",
        constructed = "true",
        optional = "true"
    )]
    originator: Option<RawSet<'a>>,
    recipients: RawSet<'a>,
    content: EncryptedContentInfo<'a>,
    #[asn1(
        context_specific = "1",
        tag_mode = "IMPLICIT",
        constructed = "true",
        optional = "true"
    )]
    unprotected_attributes: Option<RawSet<'a>>,
}

/// `EncryptedContentInfo`, RFC 5652 section 6.1.
#[derive(Sequence)]
struct EncryptedContentInfo<'a> {
    content_type: ObjectIdentifier,
    algorithm: AlgorithmIdentifierRef<'a>,
    /// `[0] IMPLICIT OCTET STRING`, whole or in pieces.
    content: Option<AnyRef<'a>>,
}

/// `KeyTransRecipientInfo`, RFC 5652 section 6.2.1.
#[derive(Sequence)]
struct KeyTransRecipientInfo<'a> {
    version: u8,
    recipient: AnyRef<'a>,
    algorithm: AlgorithmIdentifierRef<'a>,
    key: &'a OctetStringRef,
}

const fn context_0(constructed: bool) -> Tag {
    Tag::ContextSpecific {
        constructed,
        number: TagNumber(0),
    }
}

/// A message that is encrypted to us, not decrypted yet.
pub(crate) struct Envelope<'a> {
    pub(crate) cipher: Cipher,
    iv: &'a [u8],
    wrapped: &'a [u8],
    content: Vec<u8>,
}

impl<'a> Envelope<'a> {
    /// Reads a DER `ContentInfo` with an `EnvelopedData` and picks the recipient that is
    /// `certificate`: clients may encrypt to several.
    pub(crate) fn read(der: &'a [u8], certificate: &Certificate) -> Result<Self> {
        let malformed = Error::Malformed("enveloped message");
        let info: ContentInfo<'a> = asn1::decode(der, "enveloped message")?;
        let content = info.content.ok_or(malformed.clone())?;
        if info.content_type != oid::ID_ENVELOPED_DATA {
            return Err(malformed);
        }
        let data: EnvelopedData<'a> = content.decode_as().map_err(|_| malformed.clone())?;
        let wrapped = wrapped_key(&data, certificate)?;
        let (cipher, iv) = Cipher::read(&data.content.algorithm)?;
        let content = data.content.content.ok_or(malformed.clone())?;
        let content = match content.tag() {
            tag if tag == context_0(false) => content.value().to_vec(),
            tag if tag == context_0(true) => ber::join_octets(content.value())?,
            _ => return Err(malformed),
        };
        Ok(Self {
            cipher,
            iv,
            wrapped,
            content,
        })
    }

    /// Decrypts. A content key that does not unwrap is replaced by random bytes (RFC 3218
    /// section 2.3.2), so that a wrong padding of the key cannot be told from a wrong content.
    ///
    /// # Errors
    /// Only [`Error::Decryption`].
    pub(crate) fn decrypt(self, key: &PrivateKey, random: &[u8; 32]) -> Result<Vec<u8>> {
        let length = self.cipher.key_length();
        let unwrapped = key.unwrap_rsa(self.wrapped);
        let content_key = unwrapped
            .ok()
            .filter(|content_key| content_key.len() == length)
            .unwrap_or_else(|| Zeroizing::new(random[..length].to_vec()));
        self.cipher.decrypt(&content_key, self.iv, self.content)
    }
}

fn wrapped_key<'a>(data: &EnvelopedData<'a>, certificate: &Certificate) -> Result<&'a [u8]> {
    for recipient in data.recipients.elements()? {
        // Other kinds of recipients have a tag of their own, and are not for us.
        let Ok(recipient) = asn1::decode::<KeyTransRecipientInfo<'_>>(recipient, "recipient")
        else {
            continue;
        };
        if Identifier::read(recipient.recipient)?.names(certificate) {
            if recipient.algorithm.oid != oid::RSA_ENCRYPTION {
                return Err(Error::UnsupportedAlgorithm("key encryption"));
            }
            return Ok(recipient.key.as_bytes());
        }
    }
    Err(Error::NotForUs)
}

/// Encrypts `content` with AES-128 to the RSA key of `recipient`, as a DER `ContentInfo`.
///
/// # Errors
/// [`Error::UnsupportedAlgorithm`] when the recipient's key is not RSA, or is weak.
pub(crate) fn seal(
    content: &[u8],
    recipient: &Certificate,
    content_key: &[u8; 16],
    iv: &[u8; 16],
) -> Result<Vec<u8>> {
    let wrapped = recipient.public_key()?.wrap_rsa(content_key)?;
    let name = identifier(recipient)?;
    let invalid = |_| Error::Crypto;
    let recipients = asn1::encode(&KeyTransRecipientInfo {
        version: 0,
        recipient: asn1::any(&name)?,
        algorithm: AlgorithmIdentifierRef {
            oid: oid::RSA_ENCRYPTION,
            parameters: Some(AnyRef::NULL),
        },
        key: OctetStringRef::new(&wrapped).map_err(invalid)?,
    });
    let encrypted = encrypt_aes128(content_key, iv, content)?;
    let data = asn1::encode(&EnvelopedData {
        version: 0,
        originator: None,
        recipients: RawSet(&recipients),
        content: EncryptedContentInfo {
            content_type: oid::ID_DATA,
            algorithm: AlgorithmIdentifierRef {
                oid: Cipher::Aes128.oid(),
                parameters: Some(AnyRef::new(Tag::OctetString, iv).map_err(invalid)?),
            },
            content: Some(AnyRef::new(context_0(false), &encrypted).map_err(invalid)?),
        },
        unprotected_attributes: None,
    });
    Ok(asn1::encode(&ContentInfo {
        content_type: oid::ID_ENVELOPED_DATA,
        content: Some(asn1::any(&data)?),
    }))
}
