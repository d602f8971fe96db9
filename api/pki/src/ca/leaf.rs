//! The identity certificate of a device.

use der::asn1::{Ia5String, OctetString};
use jiff::Timestamp;
use x509_cert::ext::pkix::name::GeneralName;
use x509_cert::ext::pkix::{
    AuthorityKeyIdentifier, BasicConstraints, ExtendedKeyUsage, KeyUsage, KeyUsages,
    SubjectAltName, SubjectKeyIdentifier,
};

use super::Authority;
use super::tbs::{Draft, extension};
use crate::certificate::{Certificate, Subject};
use crate::error::{Error, Result};
use crate::key::PublicKey;
use crate::oid;

/// What a device certificate is made of. A request gives the public key; everything else is
/// decided by the authority.
#[derive(Debug, Clone)]
pub struct Leaf {
    /// Its name; the common name must not be empty.
    pub subject: Subject,
    /// A URI among the alternative names, if any.
    pub uri: Option<String>,
    /// The device's key.
    pub public_key: PublicKey,
    /// 16 to 19 random bytes.
    pub serial: Vec<u8>,
    /// From when it is valid.
    pub not_before: Timestamp,
    /// Until when; cut to the end of the authority's own certificate.
    pub not_after: Timestamp,
}

impl Authority {
    /// Issues a device certificate: key usage `digitalSignature, keyEncipherment` (critical;
    /// without the latter for an elliptic curve key, which cannot), extended key usage
    /// `clientAuth` alone, `CA:FALSE`, both key identifiers and the URI.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a serial number, name, URI or time that no certificate can hold.
    pub fn issue(&self, leaf: &Leaf) -> Result<Certificate> {
        let own = self.certificate();
        let identifier = |bytes| OctetString::new(bytes).map_err(|_| Error::Crypto);
        let authority = AuthorityKeyIdentifier {
            key_identifier: Some(identifier(
                own.key_identifier()
                    .unwrap_or_else(|| self.key().public_key().identifier()),
            )?),
            authority_cert_issuer: None,
            authority_cert_serial_number: None,
        };
        let usage = if leaf.public_key.is_rsa() {
            KeyUsages::DigitalSignature | KeyUsages::KeyEncipherment
        } else {
            KeyUsages::DigitalSignature.into()
        };
        let mut extensions = vec![
            extension(
                true,
                &BasicConstraints {
                    ca: false,
                    path_len_constraint: None,
                },
            ),
            extension(true, &KeyUsage(usage)),
            extension(false, &ExtendedKeyUsage(vec![oid::ID_KP_CLIENT_AUTH])),
            extension(
                false,
                &SubjectKeyIdentifier(identifier(leaf.public_key.identifier())?),
            ),
            extension(false, &authority),
        ];
        if let Some(uri) = &leaf.uri {
            let uri = Ia5String::new(uri).map_err(|_| Error::Invalid("URI"))?;
            let name = GeneralName::UniformResourceIdentifier(uri);
            extensions.push(extension(false, &SubjectAltName(vec![name])));
        }
        Draft {
            serial: &leaf.serial,
            issuer: own.subject_der(),
            subject: &leaf.subject.to_der()?,
            not_before: leaf.not_before,
            not_after: leaf.not_after.min(own.not_after()),
            spki: leaf.public_key.spki_der(),
            extensions,
        }
        .sign(self.key())
    }
}
