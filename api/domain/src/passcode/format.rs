//! What a passcode may look like: chosen by an admin, or generated.

use super::common::COMMON;
use crate::enrollment_url::token;
use crate::name::is_unprintable;
use std::fmt;

/// The fewest characters of a chosen passcode.
pub const MIN_CHARS: usize = 8;
/// The most.
pub const MAX_CHARS: usize = 128;
/// Symbols of a generated passcode: 50 bits.
pub const GENERATED: usize = 10;

/// A passcode in clear; never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct PlainPasscode(String);

/// Why a text is no passcode.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum PasscodeRefusal {
    /// Fewer than [`MIN_CHARS`] characters.
    #[error("Use at least {MIN_CHARS} characters.")]
    TooShort,
    /// More than [`MAX_CHARS`] characters.
    #[error("Use at most {MAX_CHARS} characters.")]
    TooLong,
    /// A blank at either end is lost when people retype it.
    #[error("Remove the blanks at the beginning and the end.")]
    OuterBlanks,
    /// A character nobody can type.
    #[error("Remove the control characters.")]
    ControlCharacter,
    /// One that guessers try first.
    #[error("This passcode is too common. Choose another or generate one.")]
    Common,
}

impl PlainPasscode {
    /// Checks a chosen passcode (in Unicode normal form C).
    ///
    /// # Errors
    /// The [`PasscodeRefusal`] that applies.
    pub fn choose(text: &str) -> Result<Self, PasscodeRefusal> {
        let length = text.chars().count();
        if length > MAX_CHARS {
            return Err(PasscodeRefusal::TooLong);
        }
        if text.trim() != text {
            return Err(PasscodeRefusal::OuterBlanks);
        }
        if length < MIN_CHARS {
            return Err(PasscodeRefusal::TooShort);
        }
        if text.chars().any(is_unprintable) {
            return Err(PasscodeRefusal::ControlCharacter);
        }
        if is_common(text) {
            Err(PasscodeRefusal::Common)
        } else {
            Ok(Self(text.to_owned()))
        }
    }

    /// Makes one from random bytes, written `XXXXX-XXXXX`.
    pub fn generate(random: [u8; GENERATED]) -> Self {
        let mut text: String = random.iter().map(|byte| token::letter(byte & 31)).collect();
        text.insert(GENERATED / 2, '-');
        Self(text)
    }

    /// The passcode, to show it once and to hash it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PlainPasscode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PlainPasscode(redacted)")
    }
}

/// What is hashed and compared for a typed text. With a generated passcode the dash, blanks, case and look-alike letters do
/// not matter; a chosen one counts exactly as typed.
pub fn canonical(typed: &str, generated: bool) -> String {
    if !generated {
        return typed.to_owned();
    }
    typed
        .chars()
        .filter(|c| !matches!(c, '-' | ' '))
        .map(|c| token::symbol(c).map_or(c, token::letter))
        .collect()
}

/// Whether guessers try this one first: it stands in the list, repeats one short piece, or is a run of the alphabet or digits.
pub fn is_common(text: &str) -> bool {
    let folded = text.to_lowercase();
    COMMON.binary_search(&folded.as_str()).is_ok() || repeats(&folded) || is_run(&folded)
}

fn repeats(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    (1..=3)
        .any(|piece| chars.len() > piece && chars.iter().zip(&chars[piece..]).all(|(a, b)| a == b))
}

fn is_run(text: &str) -> bool {
    let codes: Vec<u32> = text.chars().map(u32::from).collect();
    let steps = |step: i64| {
        codes
            .windows(2)
            .all(|pair| i64::from(pair[1]) - i64::from(pair[0]) == step)
    };
    codes.len() > 1 && (steps(1) || steps(-1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_common_ones_is_sorted() {
        assert!(COMMON.is_sorted());
    }

    #[test]
    fn a_chosen_passcode_has_8_to_128_characters_and_is_not_common() {
        assert!(PlainPasscode::choose("grüne wiese").is_ok());
        assert!(PlainPasscode::choose(&"xy7".repeat(42)).is_err());
        for (text, refusal) in [
            ("short7!", PasscodeRefusal::TooShort),
            (" leading blank", PasscodeRefusal::OuterBlanks),
            ("bell\u{7}bell", PasscodeRefusal::ControlCharacter),
            ("Password123", PasscodeRefusal::Common),
            ("zzzzzzzzzz", PasscodeRefusal::Common),
            ("23456789", PasscodeRefusal::Common),
            ("abcabcabc", PasscodeRefusal::Common),
        ] {
            assert_eq!(PlainPasscode::choose(text), Err(refusal), "{text:?}");
        }
        let long: String = ('!'..='~').cycle().step_by(7).take(129).collect();
        assert_eq!(PlainPasscode::choose(&long), Err(PasscodeRefusal::TooLong));
    }

    #[test]
    fn a_generated_one_is_accepted_without_its_dash_in_any_case_and_with_look_alikes() {
        let passcode = PlainPasscode::generate([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        assert_eq!(passcode.reveal(), "01234-56789");
        for typed in ["0123456789", "o1234-56789", "0L234 56789", "oi23456789"] {
            assert_eq!(
                canonical(typed, true),
                canonical(passcode.reveal(), true),
                "{typed:?}"
            );
        }
    }

    #[test]
    fn a_chosen_one_counts_exactly_as_typed() {
        assert_ne!(
            canonical("Greenapple", false),
            canonical("greenapple", false)
        );
        assert_ne!(
            canonical("green-apple", false),
            canonical("greenapple", false)
        );
    }

    #[test]
    fn nothing_prints_a_passcode() {
        assert_eq!(
            format!("{:?}", PlainPasscode::choose("grüne wiese").unwrap()),
            "PlainPasscode(redacted)"
        );
    }
}
