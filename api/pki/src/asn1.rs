//! The ASN.1 structures of X.509 and CMS, read and written without touching the bytes inside.
//!
//! A signature is checked over the bytes that arrived, so every part that is signed, or that
//! is only passed on, stays a slice of the input here. (Ready-made types re-encode: they sort
//! sets and normalise times, and foreign signatures break.)

use der::asn1::{AnyRef, BitStringRef, OctetStringRef};
use der::{
    Decode, DecodeValue, Encode, EncodeValue, FixedTag, Header, Length, Reader, Sequence,
    SliceReader, Tag, Writer,
};
use spki::{AlgorithmIdentifierRef, ObjectIdentifier};
use x509_cert::time::Time;

use crate::error::{Error, Result};

/// The elements of a `SET OF`, as received: neither sorted nor re-encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RawSet<'a>(pub(crate) &'a [u8]);

impl FixedTag for RawSet<'_> {
    const TAG: Tag = Tag::Set;
}

impl<'a> DecodeValue<'a> for RawSet<'a> {
    type Error = der::Error;

    fn decode_value<R: Reader<'a>>(reader: &mut R, header: Header) -> der::Result<Self> {
        reader.read_slice(header.length()).map(Self)
    }
}

impl EncodeValue for RawSet<'_> {
    fn value_len(&self) -> der::Result<Length> {
        Length::try_from(self.0.len())
    }

    fn encode_value(&self, writer: &mut impl Writer) -> der::Result<()> {
        writer.write(self.0)
    }
}

impl<'a> RawSet<'a> {
    /// Each element as the bytes of its whole encoding.
    pub(crate) fn elements(&self) -> Result<Vec<&'a [u8]>> {
        let broken = |_| Error::Malformed("SET OF");
        let mut reader = SliceReader::new(self.0).map_err(broken)?;
        let mut elements = Vec::new();
        while !reader.is_finished() {
            elements.push(reader.tlv_bytes().map_err(broken)?);
        }
        Ok(elements)
    }

    /// Each element decoded.
    pub(crate) fn decode<T: Decode<'a>>(&self, what: &'static str) -> Result<Vec<T>> {
        let decode = |bytes| T::from_der(bytes).map_err(|_| Error::Malformed(what));
        self.elements()?.into_iter().map(decode).collect()
    }
}

/// The content of a `SET OF` with its elements in DER order (X.690 section 11.6).
pub(crate) fn sorted_set(mut elements: Vec<Vec<u8>>) -> Vec<u8> {
    elements.sort();
    elements.concat()
}

/// What is signed, how, and the signature: a certificate (RFC 5280 section 4.1) or a
/// certification request (RFC 2986 section 4.2).
#[derive(Sequence)]
pub(crate) struct Signed<'a> {
    pub(crate) body: AnyRef<'a>,
    pub(crate) algorithm: AlgorithmIdentifierRef<'a>,
    pub(crate) signature: BitStringRef<'a>,
}

/// `Validity`, RFC 5280 section 4.1.2.5.
#[derive(Sequence)]
pub(crate) struct Validity {
    pub(crate) not_before: Time,
    pub(crate) not_after: Time,
}

/// `TBSCertificate`, RFC 5280 section 4.1.
#[derive(Sequence)]
pub(crate) struct TbsCertificate<'a> {
    #[asn1(context_specific = "0", optional = "true")]
    pub(crate) version: Option<u8>,
    pub(crate) serial: AnyRef<'a>,
    pub(crate) signature: AlgorithmIdentifierRef<'a>,
    pub(crate) issuer: AnyRef<'a>,
    pub(crate) validity: Validity,
    pub(crate) subject: AnyRef<'a>,
    pub(crate) public_key: AnyRef<'a>,
    #[asn1(context_specific = "1", tag_mode = "IMPLICIT", optional = "true")]
    pub(crate) issuer_unique_id: Option<BitStringRef<'a>>,
    #[asn1(context_specific = "2", tag_mode = "IMPLICIT", optional = "true")]
    pub(crate) subject_unique_id: Option<BitStringRef<'a>>,
    #[asn1(context_specific = "3", optional = "true")]
    pub(crate) extensions: Option<AnyRef<'a>>,
}

/// `Attribute`, RFC 5652 section 5.3.
#[derive(Sequence)]
pub(crate) struct Attribute<'a> {
    pub(crate) oid: ObjectIdentifier,
    pub(crate) values: RawSet<'a>,
}

/// `ContentInfo`, RFC 5652 section 3; also `EncapsulatedContentInfo` (5.2), the same shape.
#[derive(Sequence)]
pub(crate) struct ContentInfo<'a> {
    pub(crate) content_type: ObjectIdentifier,
    #[asn1(context_specific = "0", optional = "true")]
    pub(crate) content: Option<AnyRef<'a>>,
}

/// `SignedData`, RFC 5652 section 5.1.
#[derive(Sequence)]
pub(crate) struct SignedData<'a> {
    pub(crate) version: u8,
    pub(crate) digest_algorithms: RawSet<'a>,
    pub(crate) content: ContentInfo<'a>,
    #[asn1(
        context_specific = "0",
        tag_mode = "IMPLICIT",
        constructed = "true",
        optional = "true"
    )]
    pub(crate) certificates: Option<RawSet<'a>>,
    #[asn1(
        context_specific = "1",
        tag_mode = "IMPLICIT",
        constructed = "true",
        optional = "true"
    )]
    pub(crate) crls: Option<RawSet<'a>>,
    pub(crate) signers: RawSet<'a>,
}

/// `SignerInfo`, RFC 5652 section 5.3.
#[derive(Sequence)]
pub(crate) struct SignerInfo<'a> {
    pub(crate) version: u8,
    /// `SignerIdentifier`: `IssuerAndSerialNumber`, or `[0]` a subject key identifier.
    pub(crate) identifier: AnyRef<'a>,
    pub(crate) digest: AlgorithmIdentifierRef<'a>,
    #[asn1(
        context_specific = "0",
        tag_mode = "IMPLICIT",
        constructed = "true",
        optional = "true"
    )]
    pub(crate) signed_attributes: Option<RawSet<'a>>,
    pub(crate) algorithm: AlgorithmIdentifierRef<'a>,
    pub(crate) signature: &'a OctetStringRef,
    #[asn1(
        context_specific = "1",
        tag_mode = "IMPLICIT",
        constructed = "true",
        optional = "true"
    )]
    pub(crate) unsigned_attributes: Option<RawSet<'a>>,
}

/// `IssuerAndSerialNumber`, RFC 5652 section 10.2.4.
#[derive(Sequence, PartialEq, Eq)]
pub(crate) struct IssuerAndSerialNumber<'a> {
    pub(crate) issuer: AnyRef<'a>,
    pub(crate) serial: AnyRef<'a>,
}

/// Decodes the whole of `bytes`, naming what it should have been.
pub(crate) fn decode<'a, T: Decode<'a>>(bytes: &'a [u8], what: &'static str) -> Result<T> {
    T::from_der(bytes).map_err(|_| Error::Malformed(what))
}

/// Encodes a value built by this crate.
pub(crate) fn encode(value: &impl Encode) -> Vec<u8> {
    value
        .to_der()
        .expect("our own structures are far below the length limit of DER")
}

/// Any one element, from its whole encoding.
pub(crate) fn any(bytes: &[u8]) -> Result<AnyRef<'_>> {
    decode(bytes, "ASN.1 element")
}
