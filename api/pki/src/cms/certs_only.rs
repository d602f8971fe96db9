//! `SignedData` without signers: a bag of certificates (RFC 5652 section 5.1, RFC 8894 section 3.4).

use super::signed::content_info;
use super::verify::{certificates, signed_data};
use crate::asn1::{ContentInfo, RawSet, SignedData};
use crate::certificate::Certificate;
use crate::error::Result;
use crate::oid;

/// Wraps certificates, in this order: clients take the first for their own.
///
/// # Errors
/// None in practice: only what memory holds.
pub fn certs_only(all: &[&Certificate]) -> Result<Vec<u8>> {
    let bag: Vec<u8> = all.iter().flat_map(|one| one.der()).copied().collect();
    content_info(&SignedData {
        version: 1,
        digest_algorithms: RawSet(&[]),
        content: ContentInfo {
            content_type: oid::ID_DATA,
            content: None,
        },
        certificates: Some(RawSet(&bag)),
        crls: None,
        signers: RawSet(&[]),
    })
}

/// Reads the certificates of a DER bag, in order; those that cannot be read are skipped.
///
/// # Errors
/// [`crate::Error::Malformed`] when it is no such bag.
pub fn read_certs_only(der: &[u8]) -> Result<Vec<Certificate>> {
    certificates(&signed_data(der)?)
}
