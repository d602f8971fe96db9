//! Filling in and signing a certificate.

use const_oid::AssociatedOid;
use der::Encode;
use der::asn1::{BitStringRef, OctetString, UintRef};
use jiff::Timestamp;
use x509_cert::ext::{Extension, Extensions};

use crate::asn1::{self, Signed, TbsCertificate, Validity};
use crate::certificate::{Certificate, time};
use crate::error::{Error, Result};
use crate::key::PrivateKey;

/// Everything that differs between the certificates made here.
pub(super) struct Draft<'a> {
    pub(super) serial: &'a [u8],
    pub(super) issuer: &'a [u8],
    pub(super) subject: &'a [u8],
    pub(super) not_before: Timestamp,
    pub(super) not_after: Timestamp,
    pub(super) spki: &'a [u8],
    pub(super) extensions: Extensions,
}

impl Draft<'_> {
    /// Signs a version 3 certificate (RFC 5280 section 4.1).
    pub(super) fn sign(self, key: &PrivateKey) -> Result<Certificate> {
        let serial = serial(self.serial)?;
        let algorithm = key.algorithm().identifier();
        let extensions = asn1::encode(&self.extensions);
        if self.not_after <= self.not_before {
            return Err(Error::Invalid("validity"));
        }
        let body = asn1::encode(&TbsCertificate {
            version: Some(2),
            serial: asn1::any(&serial)?,
            signature: algorithm,
            issuer: asn1::any(self.issuer)?,
            validity: Validity {
                not_before: time(self.not_before)?,
                not_after: time(self.not_after)?,
            },
            subject: asn1::any(self.subject)?,
            public_key: asn1::any(self.spki)?,
            issuer_unique_id: None,
            subject_unique_id: None,
            extensions: Some(asn1::any(&extensions)?),
        });
        let signature = key.sign(&body)?;
        Certificate::from_der(&asn1::encode(&Signed {
            body: asn1::any(&body)?,
            algorithm,
            signature: BitStringRef::from_bytes(&signature).map_err(|_| Error::Crypto)?,
        }))
    }
}

/// A serial number of 16 to 19 random bytes, made positive: at most the 20 octets of RFC 5280
/// section 4.1.2.2, and at least 120 bits that nobody can guess.
fn serial(random: &[u8]) -> Result<Vec<u8>> {
    let invalid = Error::Invalid("serial number");
    if !(16..=19).contains(&random.len()) || random.iter().all(|byte| *byte == 0) {
        return Err(invalid);
    }
    UintRef::new(random)
        .and_then(|number| number.to_der())
        .map_err(|_| invalid)
}

/// An extension of its type's OID.
pub(super) fn extension<T: Encode + AssociatedOid>(critical: bool, value: &T) -> Extension {
    Extension {
        extn_id: T::OID,
        critical,
        extn_value: OctetString::new(asn1::encode(value))
            .expect("an extension made here is a few bytes long"),
    }
}
