//! Turns BER into DER, as far as CMS messages of devices need it.
//!
//! Apple's encoders write indefinite lengths and octet strings in pieces (X.690 section 8). A
//! message in DER passes unchanged, so a signature over a part of it still holds. What DER also
//! forbids but nobody sends (other truth values, unsorted sets) is left as it is.

use crate::error::{Error, Result};

/// How deep elements may be nested.
pub const MAX_DEPTH: usize = 32;

const MALFORMED: Error = Error::Malformed("BER");
const CONSTRUCTED: u8 = 0x20;
const OCTET_STRING: u8 = 0x04;

/// Normalizes one BER element of at most `largest` bytes: definite lengths in their shortest
/// form, octet strings in one piece.
///
/// Pieces under an implicit tag cannot be told from an explicit tag without knowing the
/// structure; they stay constructed, with every piece normalized.
///
/// # Errors
/// [`Error::TooLarge`], [`Error::TooDeep`] (beyond [`MAX_DEPTH`]), or [`Error::Malformed`] for
/// anything else than exactly one element.
pub fn to_der(input: &[u8], largest: usize) -> Result<Vec<u8>> {
    if input.len() > largest {
        return Err(Error::TooLarge);
    }
    let mut reader = Reader { rest: input };
    let mut out = Vec::with_capacity(input.len());
    reader.element(MAX_DEPTH, &mut out)?;
    if reader.rest.is_empty() {
        Ok(out)
    } else {
        Err(MALFORMED)
    }
}

/// The octets under a constructed octet string or under an implicit tag on one, from its content
/// in DER: every piece must be an octet string itself.
pub(crate) fn join_octets(pieces: &[u8]) -> Result<Vec<u8>> {
    let mut reader = Reader { rest: pieces };
    let mut out = Vec::with_capacity(pieces.len());
    while !reader.rest.is_empty() {
        let tag = reader.tag()?;
        if *tag != [OCTET_STRING] {
            return Err(MALFORMED);
        }
        let length = reader.length()?.ok_or(MALFORMED)?;
        out.extend_from_slice(reader.take(length)?);
    }
    Ok(out)
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// Reads one element and appends it normalized; `deepest` is how many levels may follow.
    fn element(&mut self, deepest: usize, out: &mut Vec<u8>) -> Result<()> {
        let deeper = deepest.checked_sub(1).ok_or(Error::TooDeep)?;
        let tag = self.tag()?;
        let length = self.length()?;
        if tag[0] & CONSTRUCTED == 0 {
            // An end-of-contents where an element should stand, or a primitive without a length.
            let length = length.filter(|_| tag[0] != 0).ok_or(MALFORMED)?;
            write(out, tag, self.take(length)?);
            return Ok(());
        }
        let mut content = Vec::new();
        match length {
            Some(length) => {
                let mut inside = Reader {
                    rest: self.take(length)?,
                };
                while !inside.rest.is_empty() {
                    inside.element(deeper, &mut content)?;
                }
            }
            None => {
                while !self.end_of_contents() {
                    self.element(deeper, &mut content)?;
                }
            }
        }
        if *tag == [OCTET_STRING | CONSTRUCTED] {
            write(out, &[OCTET_STRING], &join_octets(&content)?);
        } else {
            write(out, tag, &content);
        }
        Ok(())
    }

    /// The identifier octets; a large tag number has several.
    fn tag(&mut self) -> Result<&'a [u8]> {
        let mut length = 1;
        if self.rest.first().ok_or(MALFORMED)? & 0x1f == 0x1f {
            let more = |byte: &&u8| **byte & 0x80 != 0;
            length += 1 + self.rest[1..].iter().take_while(more).count();
        }
        if length > 4 {
            return Err(MALFORMED);
        }
        self.take(length)
    }

    /// The length; `None` when it is indefinite.
    fn length(&mut self) -> Result<Option<usize>> {
        match self.take(1)?[0] {
            0x80 => Ok(None),
            short @ 0..0x80 => Ok(Some(short.into())),
            long => {
                let octets = self.take(usize::from(long & 0x7f))?;
                let mut significant = octets.iter().skip_while(|octet| **octet == 0);
                let length = significant.try_fold(0_usize, |length, octet| {
                    length.checked_mul(256)?.checked_add(usize::from(*octet))
                });
                length.map(Some).ok_or(MALFORMED)
            }
        }
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or(MALFORMED)?;
        self.rest = rest;
        Ok(taken)
    }

    fn end_of_contents(&mut self) -> bool {
        let rest = self.rest.strip_prefix(&[0, 0]);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }
}

fn write(out: &mut Vec<u8>, tag: &[u8], content: &[u8]) {
    out.extend_from_slice(tag);
    if let Ok(short @ 0..0x80) = u8::try_from(content.len()) {
        out.push(short);
    } else {
        let octets = content.len().to_be_bytes();
        let zeros = octets.iter().take_while(|octet| **octet == 0).count();
        let significant = &octets[zeros..];
        out.push(0x80 | u8::try_from(significant.len()).expect("a usize has eight octets"));
        out.extend_from_slice(significant);
    }
    out.extend_from_slice(content);
}
