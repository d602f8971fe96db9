//! Certification requests (PKCS#10, RFC 2986): reading one, and making one as a device does.

mod build;

use std::fmt;

use der::Sequence;
use der::asn1::AnyRef;
use zeroize::Zeroizing;

use crate::algorithm::SignatureAlgorithm;
use crate::asn1::{self, RawSet, Signed};
use crate::certificate::name;
use crate::cms::attributes;
use crate::error::{Error, Result};
use crate::key::PublicKey;
use crate::oid;

/// A certification request whose signature was verified: the sender holds the key.
///
/// `Debug` hides the challenge.
#[derive(Clone, PartialEq, Eq)]
pub struct Csr {
    public_key: PublicKey,
    subject: Vec<u8>,
    challenge: Option<Zeroizing<String>>,
}

/// `CertificationRequestInfo`, RFC 2986 section 4.1.
#[derive(Sequence)]
struct Info<'a> {
    version: u8,
    subject: AnyRef<'a>,
    public_key: AnyRef<'a>,
    #[asn1(
        context_specific = "0",
        tag_mode = "IMPLICIT",
        constructed = "true",
        optional = "true"
    )]
    attributes: Option<RawSet<'a>>,
}

impl Csr {
    /// Reads a DER request and verifies its signature over the bytes that arrived (clients send
    /// attributes unsorted, so encoding them again would break it).
    ///
    /// # Errors
    /// [`Error::Malformed`] when it is no request; [`Error::UnsupportedAlgorithm`] for a weak or
    /// unknown key or algorithm; [`Error::BadSignature`] when the signature does not hold.
    pub fn from_der(der: &[u8]) -> Result<Self> {
        let signed: Signed<'_> = asn1::decode(der, "certification request")?;
        let body = asn1::encode(&signed.body);
        let info: Info<'_> = asn1::decode(&body, "certification request")?;
        let challenge = match &info.attributes {
            Some(attributes) => challenge(attributes)?,
            None => None,
        };
        let public_key = PublicKey::from_spki_der(&asn1::encode(&info.public_key))?;
        let algorithm = SignatureAlgorithm::read(&signed.algorithm)?;
        let signature = signed.signature.as_bytes().ok_or(Error::BadSignature)?;
        public_key.verify(algorithm, &body, signature)?;
        Ok(Self {
            public_key,
            subject: asn1::encode(&info.subject),
            challenge,
        })
    }

    /// The key to certify.
    #[must_use]
    pub fn public_key(&self) -> &PublicKey {
        &self.public_key
    }

    /// The common name asked for, if it is text.
    #[must_use]
    pub fn common_name(&self) -> Option<String> {
        name::common_name(&self.subject)
    }

    /// The challenge password (RFC 2985 section 5.4.1), in whatever string type it came.
    #[must_use]
    pub fn challenge(&self) -> Option<&str> {
        self.challenge.as_ref().map(|challenge| challenge.as_str())
    }
}

impl fmt::Debug for Csr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Csr")
            .field("public_key", &self.public_key)
            .field("common_name", &self.common_name())
            .finish_non_exhaustive()
    }
}

fn challenge(attributes: &RawSet<'_>) -> Result<Option<Zeroizing<String>>> {
    let malformed = Error::Malformed("challenge password");
    match attributes::single(attributes, oid::CHALLENGE_PASSWORD) {
        Ok(None) => Ok(None),
        Ok(Some(value)) => name::text(value)
            .map(|text| Some(Zeroizing::new(text)))
            .ok_or(malformed),
        Err(_) => Err(malformed),
    }
}
