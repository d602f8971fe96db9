//! Signed attributes: a set that is written sorted and checked as it arrived.

use der::asn1::{AnyRef, OctetStringRef};
use jiff::Timestamp;
use spki::ObjectIdentifier;

use crate::algorithm::Digest;
use crate::asn1::{self, Attribute, RawSet};
use crate::certificate::time;
use crate::error::{Error, Result};
use crate::oid;

/// Signed attributes under construction (RFC 5652 section 11).
pub(crate) struct Builder(Vec<Vec<u8>>);

impl Builder {
    /// The three that are always there: content type, message digest and signing time.
    pub(crate) fn new(digest: Digest, content: &[u8], signing_time: Timestamp) -> Result<Self> {
        let mut builder = Self(Vec::new());
        builder.add(oid::ID_CONTENT_TYPE, &asn1::encode(&oid::ID_DATA));
        builder.add(oid::ID_SIGNING_TIME, &asn1::encode(&time(signing_time)?));
        builder.add_octets(oid::ID_MESSAGE_DIGEST, &digest.hash(content))?;
        Ok(builder)
    }

    /// Adds an attribute with one encoded value.
    pub(crate) fn add(&mut self, oid: ObjectIdentifier, value: &[u8]) {
        let values = RawSet(value);
        self.0.push(asn1::encode(&Attribute { oid, values }));
    }

    /// Adds an attribute with one OCTET STRING.
    pub(crate) fn add_octets(&mut self, oid: ObjectIdentifier, octets: &[u8]) -> Result<()> {
        let octets = OctetStringRef::new(octets).map_err(|_| Error::Invalid("attribute"))?;
        self.add(oid, &asn1::encode(&octets));
        Ok(())
    }

    /// The content of the set, in DER order.
    pub(crate) fn finish(self) -> Vec<u8> {
        asn1::sorted_set(self.0)
    }
}

/// The single value of the single attribute of this type; `None` when there is none.
///
/// # Errors
/// [`Error::SignedAttributes`] when there are several, or several values.
pub(crate) fn single<'a>(
    attributes: &RawSet<'a>,
    oid: ObjectIdentifier,
) -> Result<Option<AnyRef<'a>>> {
    let all: Vec<Attribute<'a>> = attributes.decode("attribute")?;
    let mut found = all.into_iter().filter(|attribute| attribute.oid == oid);
    let Some(attribute) = found.next() else {
        return Ok(None);
    };
    let values = attribute.values.elements()?;
    match (values.as_slice(), found.next()) {
        ([value], None) => asn1::any(value).map(Some),
        _ => Err(Error::SignedAttributes),
    }
}
