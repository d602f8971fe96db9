//! Names: the subject of a certificate to be made, and the common name of one that was read.

use der::asn1::{AnyRef, Ia5StringRef, PrintableStringRef, Utf8StringRef};
use der::{Sequence, Tag, Tagged};
use spki::ObjectIdentifier;

use crate::asn1::{self, RawSet};
use crate::error::{Error, Result};
use crate::oid;

/// The upper bound of each part, in characters (RFC 5280 appendix A.1).
const MAX_ATTRIBUTE_CHARS: usize = 64;

/// A subject for a certificate: organization, unit and common name, in this order.
///
/// An organization or unit of more than 64 characters (RFC 5280 appendix A.1) is cut; a common
/// name of such length is refused, because it identifies.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Subject {
    /// `O`; left out when empty.
    pub organization: String,
    /// `OU`; left out when empty.
    pub organizational_unit: String,
    /// `CN`; must not be empty.
    pub common_name: String,
}

/// `AttributeTypeAndValue`, RFC 5280 section 4.1.2.4.
#[derive(Sequence)]
struct AttributeTypeAndValue<'a> {
    oid: ObjectIdentifier,
    value: AnyRef<'a>,
}

impl Subject {
    /// The encoded `Name`: one attribute in each relative name, as UTF8String.
    pub(crate) fn to_der(&self) -> Result<Vec<u8>> {
        let length = self.common_name.chars().count();
        if length == 0 || length > MAX_ATTRIBUTE_CHARS {
            return Err(Error::Invalid("common name"));
        }
        let parts = [
            (oid::ORGANIZATION, &self.organization),
            (oid::ORGANIZATIONAL_UNIT, &self.organizational_unit),
            (oid::COMMON_NAME, &self.common_name),
        ];
        let mut name = Vec::new();
        for (oid, text) in parts.into_iter().filter(|(_, text)| !text.is_empty()) {
            let text: String = text.chars().take(MAX_ATTRIBUTE_CHARS).collect();
            let text = Utf8StringRef::new(&text).map_err(|_| Error::Invalid("subject"))?;
            let attribute = asn1::encode(&AttributeTypeAndValue {
                oid,
                value: text.into(),
            });
            name.extend(asn1::encode(&RawSet(&attribute)));
        }
        let name = AnyRef::new(Tag::Sequence, &name).map_err(|_| Error::Invalid("subject"))?;
        Ok(asn1::encode(&name))
    }
}

/// The first common name of an encoded `Name`, if it is text.
pub(crate) fn common_name(name: &[u8]) -> Option<String> {
    let name: AnyRef<'_> = asn1::any(name).ok()?;
    for part in RawSet(name.value()).decode::<RawSet<'_>>("name").ok()? {
        let attributes = part.decode::<AttributeTypeAndValue<'_>>("name").ok()?;
        if let Some(found) = attributes.iter().find(|part| part.oid == oid::COMMON_NAME) {
            return text(found.value);
        }
    }
    None
}

/// The text of a `DirectoryString` (RFC 5280 section 4.1.2.4) or of a like type, however it is
/// tagged. A TeletexString is read as Latin-1, as everybody writes it.
pub(crate) fn text(value: AnyRef<'_>) -> Option<String> {
    match value.tag() {
        Tag::Utf8String => value
            .decode_as::<Utf8StringRef<'_>>()
            .ok()
            .map(|s| s.as_str().to_owned()),
        Tag::PrintableString => value
            .decode_as::<PrintableStringRef<'_>>()
            .ok()
            .map(|s| s.as_str().to_owned()),
        Tag::Ia5String => value
            .decode_as::<Ia5StringRef<'_>>()
            .ok()
            .map(|s| s.as_str().to_owned()),
        Tag::TeletexString => Some(value.value().iter().copied().map(char::from).collect()),
        Tag::BmpString => {
            let units = value.value().chunks(2).map(|pair| match pair {
                [high, low] => u16::from_be_bytes([*high, *low]),
                _ => 0xDC00, // half a character: refused by the decoder below
            });
            char::decode_utf16(units).collect::<Result<_, _>>().ok()
        }
        _ => None,
    }
}
