//! Reading `SignedData` and verifying its one signer (RFC 5652 section 5.4 and 5.6).

use der::asn1::{ObjectIdentifier, OctetString, OctetStringRef};
use der::{Tag, TagNumber, Tagged};
use subtle::ConstantTimeEq;

use super::attributes::single;
use crate::algorithm::{Digest, SignatureAlgorithm};
use crate::asn1::{self, ContentInfo, IssuerAndSerialNumber, RawSet, SignedData, SignerInfo};
use crate::ber;
use crate::certificate::Certificate;
use crate::error::{Error, Result};
use crate::oid;

/// The longest detached signature that is read: a real one has about 1.2 kB.
const MAX_DETACHED_SIGNATURE_BYTES: usize = 16 << 10;

/// Verifies a detached signature (DER or BER) over exactly `content`, and returns the
/// certificate whose key made it. The `Mdm-Signature` header of a device, decoded from base64,
/// is one.
///
/// RSA with PKCS#1 v1.5 and ECDSA; SHA-1 as well, because devices in use still sign with it.
/// There may be signed attributes or none; a signing time among them is ignored. The certificate
/// is whatever the sender put in: the caller must ask who issued it
/// ([`Certificate::verify_issued_by`]), whether it is in date, and whether it is known.
///
/// # Errors
/// [`Error::BadSignature`], [`Error::Signer`], [`Error::SignedAttributes`],
/// [`Error::UnsupportedAlgorithm`], or that it could not be read.
pub fn verify_detached(signature: &[u8], content: &[u8]) -> Result<Certificate> {
    let der = ber::to_der(signature, MAX_DETACHED_SIGNATURE_BYTES)?;
    let message = Message::read(&der)?;
    if message.content()?.is_some() {
        return Err(Error::Malformed("detached signature"));
    }
    message.verify(content)
}

/// The certificate a detached signature says it was made with. Nothing is verified: it tells whether it is worth the trouble
/// to take the content in.
///
/// # Errors
/// [`Error::Signer`], or that it could not be read.
pub fn claimed_signer(signature: &[u8]) -> Result<Certificate> {
    let der = ber::to_der(signature, MAX_DETACHED_SIGNATURE_BYTES)?;
    Message::read(&der)?.certificate()
}

/// Verifies a signature with its content inside (DER or BER, at most `largest` bytes): a signed
/// profile, for instance. Returns the content and the certificate whose key signed it, about
/// which the caller must ask the same as after [`verify_detached`].
///
/// # Errors
/// As [`verify_detached`].
pub fn open_signed(message: &[u8], largest: usize) -> Result<(Vec<u8>, Certificate)> {
    let der = ber::to_der(message, largest)?;
    let message = Message::read(&der)?;
    let content = message
        .content()?
        .ok_or(Error::Malformed("signed content"))?;
    let signer = message.verify(&content)?;
    Ok((content, signer))
}

/// A signed message with one signer, not verified yet.
pub(crate) struct Message<'a> {
    data: SignedData<'a>,
    signer: SignerInfo<'a>,
}

impl<'a> Message<'a> {
    /// Reads a DER `ContentInfo` with a `SignedData` about plain data.
    pub(crate) fn read(der: &'a [u8]) -> Result<Self> {
        let data = signed_data(der)?;
        let [signer] = data.signers.elements()?[..] else {
            return Err(Error::Signer);
        };
        let signer = asn1::decode(signer, "signer")?;
        Ok(Self { data, signer })
    }

    /// The content, if it is inside.
    pub(crate) fn content(&self) -> Result<Option<Vec<u8>>> {
        let Some(content) = self.data.content.content else {
            return Ok(None);
        };
        let content: OctetString = content
            .decode_as()
            .map_err(|_| Error::Malformed("signed content"))?;
        Ok(Some(content.as_bytes().to_vec()))
    }

    /// The signed attributes; not to be believed before [`verify`](Self::verify).
    pub(crate) fn attributes(&self) -> Option<RawSet<'a>> {
        self.signer.signed_attributes
    }

    pub(crate) fn digest(&self) -> Result<Digest> {
        Digest::read(&self.signer.digest)
    }

    /// Checks the attributes, then the signature with the signer's certificate from the bag.
    pub(crate) fn verify(&self, content: &[u8]) -> Result<Certificate> {
        let digest = self.digest()?;
        let algorithm = SignatureAlgorithm::read_cms(&self.signer.algorithm, digest)?;
        let certificate = self.certificate()?;
        let key = certificate.public_key()?;
        let signature = self.signer.signature.as_bytes();
        match &self.signer.signed_attributes {
            None => key.verify(algorithm, content, signature)?,
            Some(attributes) => {
                check_attributes(attributes, digest, content)?;
                // What is signed has the tag of a SET, not the [0] it travels under.
                key.verify(algorithm, &asn1::encode(attributes), signature)?;
            }
        }
        Ok(certificate)
    }

    /// The signer's certificate. Others in the bag may be of any kind and are not read.
    fn certificate(&self) -> Result<Certificate> {
        let wanted = Identifier::read(self.signer.identifier)?;
        certificates(&self.data)?
            .into_iter()
            .find(|certificate| wanted.names(certificate))
            .ok_or(Error::Signer)
    }
}

/// Who is meant, in a `SignerIdentifier` or a `RecipientIdentifier` (RFC 5652 sections 5.3, 6.2.1).
pub(super) enum Identifier<'a> {
    IssuerAndSerial(IssuerAndSerialNumber<'a>),
    Key(&'a [u8]),
}

impl<'a> Identifier<'a> {
    pub(super) fn read(any: der::asn1::AnyRef<'a>) -> Result<Self> {
        const KEY: Tag = Tag::ContextSpecific {
            constructed: false,
            number: TagNumber(0),
        };
        match any.tag() {
            Tag::Sequence => any
                .decode_as()
                .map(Self::IssuerAndSerial)
                .map_err(|_| Error::Malformed("issuer and serial number")),
            KEY => Ok(Self::Key(any.value())),
            _ => Err(Error::Malformed("identifier")),
        }
    }

    pub(super) fn names(&self, certificate: &Certificate) -> bool {
        match self {
            Self::IssuerAndSerial(wanted) => {
                let [issuer, serial] = certificate.issuer_and_serial();
                asn1::encode(&wanted.issuer) == issuer && asn1::encode(&wanted.serial) == serial
            }
            Self::Key(wanted) => certificate.key_identifier().as_deref() == Some(*wanted),
        }
    }
}

/// The `SignedData` inside a DER `ContentInfo`.
pub(super) fn signed_data(der: &[u8]) -> Result<SignedData<'_>> {
    let info: ContentInfo<'_> = asn1::decode(der, "signed message")?;
    let content = info.content.ok_or(Error::Malformed("signed message"))?;
    if info.content_type != oid::ID_SIGNED_DATA {
        return Err(Error::Malformed("signed message"));
    }
    let data: SignedData<'_> = content
        .decode_as()
        .map_err(|_| Error::Malformed("signed message"))?;
    if data.content.content_type != oid::ID_DATA {
        return Err(Error::Malformed("signed content"));
    }
    Ok(data)
}

/// The certificates of the bag that can be read.
pub(super) fn certificates(data: &SignedData<'_>) -> Result<Vec<Certificate>> {
    let elements = match &data.certificates {
        Some(bag) => bag.elements()?,
        None => Vec::new(),
    };
    let read = |der: &&[u8]| Certificate::from_der(der).ok();
    Ok(elements.iter().filter_map(read).collect())
}

/// Content type and digest must be there, once, and true (RFC 5652 sections 11.1 and 11.2).
fn check_attributes(attributes: &RawSet<'_>, digest: Digest, content: &[u8]) -> Result<()> {
    let kind = single(attributes, oid::ID_CONTENT_TYPE)?
        .and_then(|any| any.decode_as::<ObjectIdentifier>().ok());
    let stated = single(attributes, oid::ID_MESSAGE_DIGEST)?
        .and_then(|any| any.decode_as::<&OctetStringRef>().ok());
    let Some(stated) = stated.filter(|_| kind == Some(oid::ID_DATA)) else {
        return Err(Error::SignedAttributes);
    };
    let same: bool = stated.as_bytes().ct_eq(&digest.hash(content)).into();
    same.then_some(()).ok_or(Error::SignedAttributes)
}
