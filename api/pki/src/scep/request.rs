//! Opening a request: every check that needs no knowledge of policies, in a fixed order.

use super::MAX_MESSAGE_BYTES;
use super::capabilities::Algorithms;
use super::fail_info::FailInfo;
use super::message::{PKCS_REQ, RENEWAL_REQ, Transaction, text};
use crate::ber;
use crate::ca::Authority;
use crate::certificate::Certificate;
use crate::cms::enveloped::Envelope;
use crate::cms::verify::Message;
use crate::csr::Csr;
use crate::error::Error;
use crate::oid;

/// What is asked for. Only these two are ever opened; any other type is refused unread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// PKCSReq (RFC 8894 section 3.3.1): a certificate, on the strength of the challenge. Macs
    /// renew with it, too.
    Enrollment,
    /// RenewalReq (RFC 8894 section 3.3.1.2): a new certificate, on the strength of the old one.
    Renewal,
}

/// A request that is intact: the signature holds, it was encrypted to us, and the sender of the
/// certification request holds its key.
#[derive(Debug, Clone)]
pub struct Request {
    /// What is asked for.
    pub kind: Kind,
    /// What the answer must repeat.
    pub transaction: Transaction,
    /// The certification request inside, with the challenge.
    pub csr: Csr,
    /// Who signed, and to whom the answer is encrypted. For an enrollment it is self-signed, or
    /// anything: its key need not even be the requested one. For a renewal it was issued by the
    /// authority; whether it is in date, known and not revoked is the caller's to ask.
    pub signer: Certificate,
}

/// Why a message was not opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// It cannot be answered, because it is no SCEP message or names no transaction: HTTP 400.
    #[error("not a SCEP message: {0}")]
    Unreadable(Error),
    /// It is answered with a failure: HTTP 200.
    #[error(transparent)]
    Refused(Box<RefusedRequest>),
}

/// A message that is answered with [`failure`](super::failure).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("SCEP request refused: {reason}")]
pub struct RefusedRequest {
    /// What the answer must repeat. It may be forged, as the message may be.
    pub transaction: Transaction,
    /// What the device is told.
    pub fail_info: FailInfo,
    /// The cause, for the log only: telling the sender why a message did not decrypt would help
    /// to decrypt others.
    pub reason: Error,
}

impl Request {
    /// Opens a `pkiMessage` in DER or BER.
    ///
    /// In this order: one signer, whose signature holds over the bytes received (else
    /// `badMessageCheck`); a message type that is handled (`badRequest`); a renewal signed under
    /// this authority (`badCertId`); allowed algorithms (`badAlg`); content that was encrypted to
    /// this authority and holds a certification request (`badMessageCheck`, whatever went wrong);
    /// its own signature, and an RSA key from 2048 bits (`badRequest`).
    ///
    /// `random` must be fresh; it replaces a content key that does not unwrap.
    ///
    /// # Errors
    /// [`OpenError`], which says how to answer.
    pub fn open(
        bytes: &[u8],
        authority: &Authority,
        algorithms: Algorithms,
        random: &[u8; 32],
    ) -> Result<Self, OpenError> {
        let der = ber::to_der(bytes, MAX_MESSAGE_BYTES).map_err(OpenError::Unreadable)?;
        let message = Message::read(&der).map_err(OpenError::Unreadable)?;
        let attributes = message.attributes();
        let attributes = attributes.ok_or(OpenError::Unreadable(Error::SignedAttributes))?;
        let transaction = Transaction::read(&attributes).map_err(OpenError::Unreadable)?;
        let refuse = |fail_info| {
            let transaction = transaction.clone();
            move |reason| {
                OpenError::Refused(Box::new(RefusedRequest {
                    transaction,
                    fail_info,
                    reason,
                }))
            }
        };

        let check = refuse(FailInfo::BadMessageCheck);
        let content = message.content().map_err(check)?.unwrap_or_default();
        let signer = message.verify(&content).map_err(|reason| match reason {
            Error::UnsupportedAlgorithm(_) => refuse(FailInfo::BadAlg)(reason),
            _ => refuse(FailInfo::BadMessageCheck)(reason),
        })?;

        let kind = match text(&attributes, oid::MESSAGE_TYPE) {
            Ok(PKCS_REQ) => Kind::Enrollment,
            Ok(RENEWAL_REQ) => Kind::Renewal,
            _ => return Err(refuse(FailInfo::BadRequest)(Error::Invalid("message type"))),
        };
        if kind == Kind::Renewal {
            signer
                .verify_issued_by(authority.certificate())
                .map_err(refuse(FailInfo::BadCertId))?;
        }
        // The answer is encrypted to the signer's key: better to know now that it cannot be.
        let signer_key = signer.public_key().map_err(refuse(FailInfo::BadAlg))?;
        if !signer_key.is_rsa() {
            let reason = Error::UnsupportedAlgorithm("signer's key");
            return Err(refuse(FailInfo::BadAlg)(reason));
        }

        let csr = decrypt(&content, &message, authority, algorithms, random)
            .map_err(|(fail_info, reason)| refuse(fail_info)(reason))?;
        Ok(Self {
            kind,
            transaction,
            csr,
            signer,
        })
    }
}

/// The certification request inside the envelope.
fn decrypt(
    content: &[u8],
    message: &Message<'_>,
    authority: &Authority,
    algorithms: Algorithms,
    random: &[u8; 32],
) -> Result<Csr, (FailInfo, Error)> {
    let check = |reason| match reason {
        Error::UnsupportedAlgorithm(_) => (FailInfo::BadAlg, reason),
        _ => (FailInfo::BadMessageCheck, reason),
    };
    let der = ber::to_der(content, MAX_MESSAGE_BYTES).map_err(check)?;
    let envelope = Envelope::read(&der, authority.certificate()).map_err(check)?;
    let digest = message.digest().map_err(check)?;
    algorithms.check(digest, envelope.cipher).map_err(check)?;
    // From here to a readable request, nothing may tell one failure from another.
    let request = envelope.decrypt(authority.key(), random).map_err(check)?;
    let csr = Csr::from_der(&request).map_err(|reason| match reason {
        Error::Malformed(_) => (FailInfo::BadMessageCheck, Error::Decryption),
        _ => (FailInfo::BadRequest, reason),
    })?;
    if csr.public_key().is_rsa() {
        Ok(csr)
    } else {
        let reason = Error::UnsupportedAlgorithm("public key");
        Err((FailInfo::BadRequest, reason))
    }
}
