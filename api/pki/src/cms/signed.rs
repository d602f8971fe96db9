//! Writing `SignedData` (RFC 5652 section 5).

use der::asn1::{AnyRef, OctetStringRef};
use der::{Tag, asn1::Any};
use jiff::Timestamp;

use super::attributes::Builder;
use crate::asn1::{self, ContentInfo, IssuerAndSerialNumber, RawSet, SignedData, SignerInfo};
use crate::certificate::{Certificate, Signer};
use crate::error::{Error, Result};
use crate::key::PrivateKey;
use crate::oid;

impl Signer {
    /// Signs `content` and wraps it: a DER `SignedData` with the content inside, signed
    /// attributes, and the certificates of the chain but roots. With an RSA key the same
    /// arguments give the same bytes.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a time that cannot be written; [`Error::TooLarge`] for content
    /// that DER cannot hold.
    pub fn sign(&self, content: &[u8], signing_time: Timestamp) -> Result<Vec<u8>> {
        let digest = self.key.algorithm().digest();
        let attributes = Builder::new(digest, content, signing_time)?.finish();
        let certificates: Vec<&Certificate> = self.chain.iter().collect();
        signed_data(
            &self.key,
            self.certificate(),
            &certificates,
            Some(content),
            &attributes,
        )
    }

    /// Signs `content` without wrapping it, as a device signs its messages (`Mdm-Signature`, in
    /// base64): a DER `SignedData` without content and without signed attributes.
    ///
    /// # Errors
    /// [`Error::Crypto`] when the cryptographic library fails.
    pub fn sign_detached(&self, content: &[u8]) -> Result<Vec<u8>> {
        let certificates: Vec<&Certificate> = self.chain.iter().collect();
        let signature = self.key.sign(content)?;
        let own = self.certificate();
        wrap(&self.key, own, &certificates, None, None, &signature)
    }
}

/// A `ContentInfo` with a `SignedData` of one signer.
///
/// `attributes` is the content of the set of signed attributes; without `content` there is no
/// `eContent`.
pub(crate) fn signed_data(
    key: &PrivateKey,
    signer: &Certificate,
    certificates: &[&Certificate],
    content: Option<&[u8]>,
    attributes: &[u8],
) -> Result<Vec<u8>> {
    // RFC 5652 section 5.4: what is signed is the set under its own tag, not under [0].
    let signature = key.sign(&asn1::encode(&RawSet(attributes)))?;
    let attributes = Some(RawSet(attributes));
    wrap(key, signer, certificates, content, attributes, &signature)
}

fn wrap(
    key: &PrivateKey,
    signer: &Certificate,
    certificates: &[&Certificate],
    content: Option<&[u8]>,
    attributes: Option<RawSet<'_>>,
    signature: &[u8],
) -> Result<Vec<u8>> {
    let algorithm = key.algorithm();
    let identifier = identifier(signer)?;
    let signer_info = asn1::encode(&SignerInfo {
        version: 1,
        identifier: asn1::any(&identifier)?,
        digest: algorithm.digest().identifier(),
        signed_attributes: attributes,
        algorithm: algorithm.cms_identifier(),
        signature: OctetStringRef::new(signature).map_err(|_| Error::Crypto)?,
        unsigned_attributes: None,
    });
    let certificates = certificates.iter().map(|one| one.der().to_vec()).collect();
    let certificates = asn1::sorted_set(certificates);
    let digest = asn1::encode(&algorithm.digest().identifier());
    let content = content.map(octet_string).transpose()?;
    content_info(&SignedData {
        version: 1,
        digest_algorithms: RawSet(&digest),
        content: ContentInfo {
            content_type: oid::ID_DATA,
            content: content.as_ref().map(AnyRef::from),
        },
        certificates: Some(RawSet(&certificates)),
        crls: None,
        signers: RawSet(&signer_info),
    })
}

/// A `SignedData` in its `ContentInfo`.
pub(crate) fn content_info(signed_data: &SignedData<'_>) -> Result<Vec<u8>> {
    let signed_data = asn1::encode(signed_data);
    Ok(asn1::encode(&ContentInfo {
        content_type: oid::ID_SIGNED_DATA,
        content: Some(asn1::any(&signed_data)?),
    }))
}

/// The encoded `IssuerAndSerialNumber` of a certificate.
pub(crate) fn identifier(certificate: &Certificate) -> Result<Vec<u8>> {
    let [issuer, serial] = certificate.issuer_and_serial();
    Ok(asn1::encode(&IssuerAndSerialNumber {
        issuer: asn1::any(issuer)?,
        serial: asn1::any(serial)?,
    }))
}

fn octet_string(content: &[u8]) -> Result<Any> {
    Any::new(Tag::OctetString, content).map_err(|_| Error::TooLarge)
}
