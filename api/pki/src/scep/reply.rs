//! Building the answer (CertRep, RFC 8894 section 3.3.2), in the encoding every client reads.

use der::asn1::Utf8StringRef;
use jiff::Timestamp;

use super::fail_info::FailInfo;
use super::message::{CERT_REP, Transaction, add_text, builder};
use super::request::Request;
use crate::asn1;
use crate::ca::Authority;
use crate::certificate::Certificate;
use crate::cms::attributes::Builder;
use crate::cms::certs_only;
use crate::cms::enveloped::seal;
use crate::cms::signed::signed_data;
use crate::error::{Error, Result};
use crate::oid;

/// `pkiStatus`, RFC 8894 section 3.2.1.3.
pub(super) const SUCCESS: &[u8] = b"0";
pub(super) const FAILURE: &[u8] = b"2";

/// The random bytes of one answer. Never use them twice.
#[derive(Clone)]
pub struct Entropy {
    pub(super) nonce: [u8; 16],
    pub(super) content_key: [u8; 16],
    pub(super) iv: [u8; 16],
}

impl Entropy {
    /// Takes 48 fresh random bytes.
    #[must_use]
    pub fn new(random: &[u8; 48]) -> Self {
        let part = |number: usize| {
            let mut part = [0; 16];
            part.copy_from_slice(&random[16 * number..16 * (number + 1)]);
            part
        };
        Self {
            nonce: part(0),
            content_key: part(1),
            iv: part(2),
        }
    }
}

/// Answers with the certificate that was issued: alone, encrypted to the request's signer with
/// AES-128, signed by the authority.
///
/// # Errors
/// None for a request that [`Request::open`] returned and a time after 1970.
pub fn success(
    authority: &Authority,
    request: &Request,
    issued: &Certificate,
    entropy: &Entropy,
    signing_time: Timestamp,
) -> Result<Vec<u8>> {
    let bag = certs_only(&[issued])?;
    let content = seal(&bag, &request.signer, &entropy.content_key, &entropy.iv)?;
    let transaction = &request.transaction;
    let attributes = attributes(transaction, SUCCESS, &content, &entropy.nonce, signing_time)?;
    sign(authority, Some(&content), attributes)
}

/// Answers with a refusal: no envelope, no content. `text` is generic; what really happened
/// belongs into the log. `nonce` is 16 fresh random bytes.
///
/// # Errors
/// None for a time after 1970.
pub fn failure(
    authority: &Authority,
    transaction: &Transaction,
    fail_info: FailInfo,
    text: &str,
    nonce: &[u8; 16],
    signing_time: Timestamp,
) -> Result<Vec<u8>> {
    let mut attributes = attributes(transaction, FAILURE, &[], nonce, signing_time)?;
    add_text(&mut attributes, oid::FAIL_INFO, fail_info.code().as_bytes())?;
    let text = Utf8StringRef::new(text).map_err(|_| Error::Invalid("failure text"))?;
    attributes.add(oid::FAIL_INFO_TEXT, &asn1::encode(&text));
    sign(authority, None, attributes)
}

fn attributes(
    transaction: &Transaction,
    status: &[u8],
    content: &[u8],
    nonce: &[u8; 16],
    signing_time: Timestamp,
) -> Result<Builder> {
    let mut attributes = builder(CERT_REP, &transaction.id, nonce, content, signing_time)?;
    add_text(&mut attributes, oid::PKI_STATUS, status)?;
    attributes.add_octets(oid::RECIPIENT_NONCE, &transaction.nonce)?;
    Ok(attributes)
}

fn sign(authority: &Authority, content: Option<&[u8]>, attributes: Builder) -> Result<Vec<u8>> {
    let own = authority.certificate();
    signed_data(authority.key(), own, &[own], content, &attributes.finish())
}
