//! What the end user sees at an enrollment URL: logo and page text.

pub mod language;
pub mod logo_appearance;
pub mod reading;
pub mod size;
pub mod text;

/// The SHA-256 of a logo as stored (re-encoded PNG); its name.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct LogoHash(pub [u8; 32]);

impl LogoHash {
    /// 64 lower-case hexadecimal digits.
    pub fn hex(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Reads [`LogoHash::hex`].
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() != 64 || !text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
            return None;
        }
        let mut hash = [0; 32];
        for (byte, pair) in hash.iter_mut().zip(text.as_bytes().chunks(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(Self(hash))
    }
}

/// A logo with the text read out in its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Logo {
    /// Which picture.
    pub hash: LogoHash,
    /// Its alternative text; may be empty for a picture that only decorates.
    pub alt: String,
}
