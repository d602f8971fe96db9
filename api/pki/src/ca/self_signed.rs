//! The throw-away certificate a device signs its first request with.

use jiff::Timestamp;
use x509_cert::ext::pkix::{KeyUsage, KeyUsages};

use super::tbs::{Draft, extension};
use crate::certificate::{Certificate, Subject};
use crate::error::Result;
use crate::key::PrivateKey;

impl Certificate {
    /// Makes a certificate that its own key signs (RFC 8894 section 2.3): nobody trusts it, but
    /// the answer can be encrypted to it. `serial` is 16 to 19 random bytes.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] for a serial number, name or time that no certificate can hold.
    pub fn self_signed(
        key: &PrivateKey,
        subject: &Subject,
        serial: &[u8],
        not_before: Timestamp,
        not_after: Timestamp,
    ) -> Result<Self> {
        let name = subject.to_der()?;
        let usage = KeyUsages::DigitalSignature | KeyUsages::KeyEncipherment;
        Draft {
            serial,
            issuer: &name,
            subject: &name,
            not_before,
            not_after,
            spki: key.public_key().spki_der(),
            extensions: vec![extension(true, &KeyUsage(usage))],
        }
        .sign(key)
    }
}
