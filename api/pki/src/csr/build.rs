//! Making a certification request, as a device does.

use der::asn1::{BitStringRef, Utf8StringRef};

use super::{Csr, Info};
use crate::asn1::{self, Attribute, RawSet, Signed};
use crate::certificate::Subject;
use crate::error::{Error, Result};
use crate::key::PrivateKey;
use crate::oid;

impl Csr {
    /// Makes a DER request for `key`, with a challenge password if there is one.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a subject that cannot be written.
    pub fn build(key: &PrivateKey, subject: &Subject, challenge: Option<&str>) -> Result<Vec<u8>> {
        let subject = subject.to_der()?;
        let challenge = match challenge {
            Some(challenge) => Utf8StringRef::new(challenge)
                .map(|text| asn1::encode(&text))
                .map_err(|_| Error::Invalid("challenge password"))?,
            None => Vec::new(),
        };
        let mut attributes = Vec::new();
        if !challenge.is_empty() {
            attributes = asn1::encode(&Attribute {
                oid: oid::CHALLENGE_PASSWORD,
                values: RawSet(&challenge),
            });
        }
        let body = asn1::encode(&Info {
            version: 0,
            subject: asn1::any(&subject)?,
            public_key: asn1::any(key.public_key().spki_der())?,
            attributes: Some(RawSet(&attributes)),
        });
        let signature = key.sign(&body)?;
        Ok(asn1::encode(&Signed {
            body: asn1::any(&body)?,
            algorithm: key.algorithm().identifier(),
            signature: BitStringRef::from_bytes(&signature).map_err(|_| Error::Crypto)?,
        }))
    }
}
