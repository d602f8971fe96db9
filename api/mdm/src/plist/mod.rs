//! XML property lists, read strictly and written cleanly.
//!
//! Two programs may read one message: this one, which decides, and an MDM behind it, which acts.
//! Whatever two parsers could read differently (doubled keys, comments inside a value, CDATA,
//! entities, namespaces) is therefore refused, although a lenient parser would take it. No Apple
//! device sends any of it.

mod guard;
mod read;
mod text;

use ::plist::{Dictionary, Value};

pub(crate) use read::Fields;
pub(crate) use text::{clean, written};

/// Why a property list was not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PlistError {
    /// The input is longer than allowed.
    #[error("property list too large")]
    TooLarge,
    /// Dictionaries and arrays are nested deeper than allowed.
    #[error("property list nested too deeply")]
    TooDeep,
    /// It is no XML property list, or one that could be read in two ways.
    #[error("malformed property list: {0}")]
    Malformed(&'static str),
    /// A required key is missing.
    #[error("{0} is missing")]
    Missing(&'static str),
    /// A key has a value of another type, or one that is not allowed.
    #[error("{0} has an unexpected value")]
    Unexpected(&'static str),
}

/// How deep a property list may be nested.
const MAX_DEPTH: usize = 32;

/// Reads an XML property list whose root is a dictionary, of at most `largest` bytes.
pub(crate) fn parse(bytes: &[u8], largest: usize) -> Result<Dictionary, PlistError> {
    if bytes.len() > largest {
        return Err(PlistError::TooLarge);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| PlistError::Malformed("not UTF-8"))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    guard::check(text, MAX_DEPTH)?;
    Value::from_reader_xml(text.as_bytes())
        .ok()
        .and_then(Value::into_dictionary)
        .ok_or(PlistError::Malformed("no dictionary"))
}

/// Writes an XML property list with Apple's document type.
pub(crate) fn write(dictionary: Dictionary) -> Vec<u8> {
    let mut out = Vec::new();
    Value::Dictionary(dictionary)
        .to_writer_xml(&mut out)
        .expect("writing to memory cannot fail, and no value here is foreign to XML");
    out.push(b'\n');
    out
}
