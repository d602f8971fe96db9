//! Certificates: reading one, a chain, and who issued whom.

pub(crate) mod name;
mod signer;

use std::fmt;

use jiff::Timestamp;
use x509_cert::ext::Extensions;
use x509_cert::ext::pkix::{ExtendedKeyUsage, SubjectAltName, name::GeneralName};
use x509_cert::time::Time;

use crate::algorithm::{Digest, SignatureAlgorithm};
use crate::asn1::{self, Signed, TbsCertificate};
use crate::error::{Error, Result};
use crate::key::{PublicKey, pem};
use crate::oid;
pub use name::Subject;
pub use signer::Signer;

/// A certificate (RFC 5280 section 4.1), kept as the bytes it came in.
///
/// Reading is lenient, because devices and SCEP clients send odd ones (empty subjects, serial
/// numbers of 32 bytes): what it is used for decides what it must fulfil.
#[derive(Clone, PartialEq, Eq)]
pub struct Certificate {
    der: Vec<u8>,
    /// Encoded `Name`s and `INTEGER`, as they stand in the certificate.
    issuer: Vec<u8>,
    serial: Vec<u8>,
    subject: Vec<u8>,
    spki: Vec<u8>,
    not_before: Timestamp,
    not_after: Timestamp,
    extensions: Extensions,
}

impl Certificate {
    /// Reads one DER certificate.
    ///
    /// # Errors
    /// [`Error::Malformed`] when it is none.
    pub fn from_der(der: &[u8]) -> Result<Self> {
        let signed: Signed<'_> = asn1::decode(der, "certificate")?;
        let body = asn1::encode(&signed.body);
        let tbs: TbsCertificate<'_> = asn1::decode(&body, "certificate")?;
        let extensions = match tbs.extensions {
            Some(any) => any
                .decode_as::<Extensions>()
                .map_err(|_| Error::Malformed("certificate extensions"))?,
            None => Vec::new(),
        };
        Ok(Self {
            der: der.to_vec(),
            issuer: asn1::encode(&tbs.issuer),
            serial: asn1::encode(&tbs.serial),
            subject: asn1::encode(&tbs.subject),
            spki: asn1::encode(&tbs.public_key),
            not_before: timestamp(tbs.validity.not_before),
            not_after: timestamp(tbs.validity.not_after),
            extensions,
        })
    }

    /// Reads every `CERTIFICATE` block of a PEM text, in order; other blocks are skipped.
    ///
    /// # Errors
    /// [`Error::Malformed`] when there is none, or one that cannot be read.
    pub fn chain_from_pem(text: &str) -> Result<Vec<Self>> {
        let chain: Vec<Self> = pem::blocks(text)?
            .iter()
            .filter(|block| block.label == "CERTIFICATE")
            .map(|block| Self::from_der(&block.der))
            .collect::<Result<_>>()?;
        if chain.is_empty() {
            return Err(Error::Malformed("certificate chain"));
        }
        Ok(chain)
    }

    /// The DER bytes.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// The certificate as a PEM block.
    #[must_use]
    pub fn to_pem(&self) -> String {
        pem::encode("CERTIFICATE", &self.der)
    }

    /// SHA-256 of the DER bytes: the fingerprint certificates are known by.
    #[must_use]
    pub fn sha256(&self) -> [u8; 32] {
        crate::sha256(&self.der)
    }

    /// The serial number, as the big-endian bytes of its `INTEGER` (a leading zero byte kept).
    #[must_use]
    pub fn serial(&self) -> &[u8] {
        asn1::any(&self.serial).map_or(&[], |number| number.value())
    }

    /// The first moment at which it is valid.
    #[must_use]
    pub fn not_before(&self) -> Timestamp {
        self.not_before
    }

    /// The last moment at which it is valid.
    #[must_use]
    pub fn not_after(&self) -> Timestamp {
        self.not_after
    }

    /// Is `now` within its validity, ends included (RFC 5280 section 4.1.2.5)?
    #[must_use]
    pub fn is_valid_at(&self, now: Timestamp) -> bool {
        self.not_before <= now && now <= self.not_after
    }

    /// The public key it certifies.
    ///
    /// # Errors
    /// As [`PublicKey::from_spki_der`].
    pub fn public_key(&self) -> Result<PublicKey> {
        PublicKey::from_spki_der(&self.spki)
    }

    /// The first common name of the subject, if it has one that is text.
    #[must_use]
    pub fn common_name(&self) -> Option<String> {
        name::common_name(&self.subject)
    }

    /// The first URI among its alternative names (RFC 5280 section 4.2.1.6).
    #[must_use]
    pub fn uri(&self) -> Option<String> {
        let names: SubjectAltName = self.extension()?;
        names.0.into_iter().find_map(|name| match name {
            GeneralName::UniformResourceIdentifier(uri) => Some(uri.as_str().to_owned()),
            _ => None,
        })
    }

    /// May it authenticate a client: extended key usage absent, or with `clientAuth`
    /// (RFC 5280 section 4.2.1.12)?
    #[must_use]
    pub fn allows_client_authentication(&self) -> bool {
        let present = self
            .extensions
            .iter()
            .any(|extension| extension.extn_id == oid::EXTENDED_KEY_USAGE);
        let usage: Option<ExtendedKeyUsage> = self.extension();
        !present || usage.is_some_and(|usage| usage.0.contains(&oid::ID_KP_CLIENT_AUTH))
    }

    /// Was it issued by `issuer`: does the name agree and the signature verify? SHA-1 does not
    /// count. Validity, revocation and usage are the caller's to ask.
    ///
    /// # Errors
    /// [`Error::BadSignature`] when not; [`Error::UnsupportedAlgorithm`] when it cannot be told.
    pub fn verify_issued_by(&self, issuer: &Self) -> Result<()> {
        if self.issuer != issuer.subject {
            return Err(Error::BadSignature);
        }
        let signed: Signed<'_> = asn1::decode(&self.der, "certificate")?;
        let body = asn1::encode(&signed.body);
        let tbs: TbsCertificate<'_> = asn1::decode(&body, "certificate")?;
        if tbs.signature != signed.algorithm {
            return Err(Error::BadSignature);
        }
        let algorithm = SignatureAlgorithm::read(&signed.algorithm)?;
        if algorithm.digest() == Digest::Sha1 {
            return Err(Error::UnsupportedAlgorithm("certificate signature"));
        }
        let signature = signed.signature.as_bytes().ok_or(Error::BadSignature)?;
        issuer.public_key()?.verify(algorithm, &body, signature)
    }

    pub(crate) fn is_self_issued(&self) -> bool {
        self.issuer == self.subject
    }

    /// The encoded `Name` of the subject.
    pub(crate) fn subject_der(&self) -> &[u8] {
        &self.subject
    }

    /// The content of an `IssuerAndSerialNumber` that names this certificate.
    pub(crate) fn issuer_and_serial(&self) -> [&[u8]; 2] {
        [&self.issuer, &self.serial]
    }

    /// The subject key identifier, if it has one.
    pub(crate) fn key_identifier(&self) -> Option<Vec<u8>> {
        let identifier: x509_cert::ext::pkix::SubjectKeyIdentifier = self.extension()?;
        Some(identifier.0.as_bytes().to_vec())
    }

    fn extension<T>(&self) -> Option<T>
    where
        T: for<'a> der::Decode<'a> + const_oid::AssociatedOid,
    {
        self.extensions
            .iter()
            .find(|extension| extension.extn_id == T::OID)
            .and_then(|extension| T::from_der(extension.extn_value.as_bytes()).ok())
    }
}

impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Certificate")
            .field("common_name", &self.common_name())
            .field("serial", &self.serial())
            .finish_non_exhaustive()
    }
}

/// "No expiry" (year 9999, RFC 5280 section 4.1.2.5) lies a day beyond what a timestamp holds.
fn timestamp(time: Time) -> Timestamp {
    i64::try_from(time.to_unix_duration().as_secs())
        .ok()
        .and_then(|seconds| Timestamp::from_second(seconds).ok())
        .unwrap_or(Timestamp::MAX)
}

/// UTCTime through 2049, GeneralizedTime from 2050 (RFC 5280 section 4.1.2.5); whole seconds.
pub(crate) fn time(at: Timestamp) -> Result<Time> {
    let seconds = u64::try_from(at.as_second()).map_err(|_| Error::Invalid("time"))?;
    der::DateTime::from_unix_duration(std::time::Duration::from_secs(seconds))
        .map(Time::from)
        .map_err(|_| Error::Invalid("time"))
}
