//! The root of the device certificate authority.

use der::asn1::OctetString;
use jiff::{SignedDuration, Timestamp};
use x509_cert::ext::pkix::{BasicConstraints, KeyUsage, KeyUsages, SubjectKeyIdentifier};

use super::tbs::{Draft, extension};
use crate::certificate::{Certificate, Signer, Subject};
use crate::error::{Error, Result};
use crate::key::PrivateKey;

/// How long a root lives: ten years of 365.25 days.
const LIFETIME: SignedDuration = SignedDuration::from_hours(87_660);

/// What a new root is made of.
#[derive(Debug, Clone)]
pub struct Root {
    /// Its name; the common name must not be empty.
    pub subject: Subject,
    /// 16 to 19 random bytes.
    pub serial: Vec<u8>,
    /// From when it is valid; ten years from there it ends.
    pub not_before: Timestamp,
}

/// A certificate authority that issues device identities: one self-signed RSA root.
///
/// Devices encrypt their SCEP request to it and verify the answer with it (RFC 8894 section
/// 2.1.2), so it signs and deciphers, too.
#[derive(Debug, Clone)]
pub struct Authority {
    key: PrivateKey,
    certificate: Certificate,
}

impl Authority {
    /// Makes a root certificate for `key`, which must be RSA (best: of 3072 bits): SHA-256, ten
    /// years, `CA:TRUE` with path length 0, key usage `digitalSignature, keyEncipherment,
    /// keyCertSign, cRLSign`, a subject key identifier and no extended key usage.
    ///
    /// # Errors
    /// [`Error::KeyRejected`] for a key that is not RSA; [`Error::Invalid`] for a serial number,
    /// name or time that no certificate can hold.
    pub fn create(key: PrivateKey, root: &Root) -> Result<Self> {
        let public = key.public_key();
        if !public.is_rsa() {
            return Err(Error::KeyRejected);
        }
        let name = root.subject.to_der()?;
        let not_after = root
            .not_before
            .checked_add(LIFETIME)
            .map_err(|_| Error::Invalid("validity"))?;
        let identifier = OctetString::new(public.identifier()).map_err(|_| Error::Crypto)?;
        let usage = KeyUsages::DigitalSignature
            | KeyUsages::KeyEncipherment
            | KeyUsages::KeyCertSign
            | KeyUsages::CRLSign;
        let basic = BasicConstraints {
            ca: true,
            path_len_constraint: Some(0),
        };
        let certificate = Draft {
            serial: &root.serial,
            issuer: &name,
            subject: &name,
            not_before: root.not_before,
            not_after,
            spki: public.spki_der(),
            extensions: vec![
                extension(true, &basic),
                extension(true, &KeyUsage(usage)),
                extension(false, &SubjectKeyIdentifier(identifier)),
            ],
        }
        .sign(&key)?;
        Ok(Self { key, certificate })
    }

    /// Puts a stored root and its key together again.
    ///
    /// # Errors
    /// [`Error::KeyMismatch`] when they do not belong together; [`Error::KeyRejected`] for a key
    /// that is not RSA.
    pub fn from_parts(certificate: Certificate, key: PrivateKey) -> Result<Self> {
        if !key.public_key().is_rsa() {
            return Err(Error::KeyRejected);
        }
        if certificate.public_key()? != *key.public_key() {
            return Err(Error::KeyMismatch);
        }
        Ok(Self { key, certificate })
    }

    /// Its certificate: what `GetCACert` answers with.
    #[must_use]
    pub fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    /// Its key: a secret.
    #[must_use]
    pub fn key(&self) -> &PrivateKey {
        &self.key
    }

    /// The authority itself as a signer of profiles, for when no other is configured. Devices
    /// show such a profile as "not verified", because they do not know the root.
    #[must_use]
    pub fn profile_signer(&self) -> Signer {
        Signer {
            key: self.key.clone(),
            chain: vec![self.certificate.clone()],
        }
    }
}
