//! The names people give things: not too long after trimming, no control characters.

use std::fmt;

/// The longest a name may be, in characters.
pub const MAX_CHARS: usize = 100;

/// Why a text is no name.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NameRefusal {
    /// Nothing is left after trimming.
    #[error("Enter a name.")]
    Empty,
    /// More than [`MAX_CHARS`] characters.
    #[error("Use at most {MAX_CHARS} characters.")]
    TooLong,
    /// A control or text-direction character.
    #[error("Remove the control characters.")]
    ControlCharacter,
}

/// A name of an organization, a policy, a person or an API token.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Name(String);

impl Name {
    /// Trims and checks a text.
    ///
    /// # Errors
    /// [`NameRefusal::Empty`], [`NameRefusal::TooLong`] or [`NameRefusal::ControlCharacter`].
    pub fn parse(text: &str) -> Result<Self, NameRefusal> {
        let name = text.trim();
        if name.is_empty() {
            return Err(NameRefusal::Empty);
        }
        if name.chars().count() > MAX_CHARS {
            return Err(NameRefusal::TooLong);
        }
        if name.chars().any(is_unprintable) {
            return Err(NameRefusal::ControlCharacter);
        }
        Ok(Self(name.to_owned()))
    }

    /// The name as stored and shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name folded for sorting and searching.
    pub fn key(&self) -> String {
        fold(&self.0)
    }
}

/// Folds a text for sorting and searching names: Unicode lower case.
pub fn fold(text: &str) -> String {
    text.trim().to_lowercase()
}

/// Control characters, and the invisible ones that reorder or hide text.
pub fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}'
            | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{FFFE}' | '\u{FFFF}')
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_trimmed_and_counted_in_characters() {
        assert_eq!(Name::parse("  Macs  ").unwrap().as_str(), "Macs");
        assert_eq!(
            Name::parse(&"é".repeat(100))
                .unwrap()
                .as_str()
                .chars()
                .count(),
            100
        );
        assert_eq!(Name::parse(&"é".repeat(101)), Err(NameRefusal::TooLong));
        assert_eq!(Name::parse(" \t "), Err(NameRefusal::Empty));
    }

    #[test]
    fn control_and_direction_characters_are_refused() {
        for text in ["a\u{0}b", "a\nb", "a\u{202E}b", "a\u{FEFF}b"] {
            assert_eq!(
                Name::parse(text),
                Err(NameRefusal::ControlCharacter),
                "{text:?}"
            );
        }
    }
}
