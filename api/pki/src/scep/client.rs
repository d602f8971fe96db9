//! The device's side: making a request and reading the answer. For simulated devices and tests.

use jiff::Timestamp;

use super::MAX_MESSAGE_BYTES;
use super::fail_info::FailInfo;
use super::message::{
    CERT_REP, PKCS_REQ, RENEWAL_REQ, Transaction, builder, message_to_query, octets, text,
};
use super::reply::{Entropy, FAILURE, SUCCESS};
use super::request::Kind;
use crate::ber;
use crate::certificate::Certificate;
use crate::cms::enveloped::{Envelope, seal};
use crate::cms::read_certs_only;
use crate::cms::signed::signed_data;
use crate::cms::verify::Message;
use crate::error::{Error, Result};
use crate::key::PrivateKey;
use crate::oid;

/// Who signs a request, and reads the answer: the new key with a certificate it signed itself, or
/// for a renewal the old key with its certificate.
#[derive(Debug, Clone, Copy)]
pub struct Identity<'a> {
    /// An RSA key.
    pub key: &'a PrivateKey,
    /// Its certificate.
    pub certificate: &'a Certificate,
}

/// A request that was made, to be compared with the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// The `pkiMessage`, for a POST.
    pub message: Vec<u8>,
    transaction: Transaction,
}

/// What the authority answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The certificates in the answer, the issued one first.
    Issued(Vec<Certificate>),
    /// A refusal.
    Refused(FailInfo),
}

impl Sent {
    /// Wraps a certification request: encrypted to `authority` with AES-128, signed with SHA-256.
    ///
    /// # Errors
    /// [`Error`] when the identity or the authority is not RSA, or a time before 1970.
    pub fn new(
        kind: Kind,
        csr: &[u8],
        identity: Identity<'_>,
        authority: &Certificate,
        transaction_id: &str,
        entropy: &Entropy,
        signing_time: Timestamp,
    ) -> Result<Self> {
        let content = seal(csr, authority, &entropy.content_key, &entropy.iv)?;
        let kind = match kind {
            Kind::Enrollment => PKCS_REQ,
            Kind::Renewal => RENEWAL_REQ,
        };
        let id = transaction_id.as_bytes();
        let attributes = builder(kind, id, &entropy.nonce, &content, signing_time)?.finish();
        let Identity { key, certificate } = identity;
        let bag = [certificate];
        Ok(Self {
            message: signed_data(key, certificate, &bag, Some(&content), &attributes)?,
            transaction: Transaction {
                id: id.to_vec(),
                nonce: entropy.nonce.to_vec(),
            },
        })
    }

    /// The message in base64, for the query of a GET (percent signs are the caller's).
    #[must_use]
    pub fn query(&self) -> String {
        message_to_query(&self.message)
    }

    /// Reads the answer: signed by `authority`, about this transaction, encrypted to `identity`.
    ///
    /// # Errors
    /// [`Error`] when any of this does not hold, or the answer is neither yes nor no.
    pub fn read_answer(
        &self,
        answer: &[u8],
        identity: Identity<'_>,
        authority: &Certificate,
    ) -> Result<Answer> {
        let der = ber::to_der(answer, MAX_MESSAGE_BYTES)?;
        let message = Message::read(&der)?;
        let content = message.content()?.unwrap_or_default();
        if message.verify(&content)? != *authority {
            return Err(Error::Signer);
        }
        let attributes = message.attributes().ok_or(Error::SignedAttributes)?;
        let same = text(&attributes, oid::MESSAGE_TYPE)? == CERT_REP
            && text(&attributes, oid::TRANSACTION_ID)? == self.transaction.id
            && octets(&attributes, oid::RECIPIENT_NONCE)? == self.transaction.nonce;
        if !same {
            return Err(Error::SignedAttributes);
        }
        match text(&attributes, oid::PKI_STATUS)? {
            SUCCESS => {
                let envelope = Envelope::read(&content, identity.certificate)?;
                let bag = envelope.decrypt(identity.key, &[0; 32])?;
                Ok(Answer::Issued(read_certs_only(&bag)?))
            }
            FAILURE => FailInfo::from_code(text(&attributes, oid::FAIL_INFO)?)
                .map(Answer::Refused)
                .ok_or(Error::SignedAttributes),
            _ => Err(Error::SignedAttributes),
        }
    }
}
