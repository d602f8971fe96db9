//! The page text: a Markdown source and its variants per language, within their limits.

use super::language::Language;
use super::reading;
use crate::name::is_unprintable;
use std::collections::BTreeMap;

/// The most characters a text may have, each language for itself.
pub const MAX_TEXT_CHARS: usize = 4_000;
/// The most languages a text may have besides its own.
pub const MAX_TRANSLATIONS: usize = 40;
/// The most characters a logo's alternative text may have.
pub const MAX_ALT_CHARS: usize = 200;

/// What the page says, as Markdown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PageText {
    /// Shown where no translation fits.
    pub markdown: String,
    /// Variants by language tag, as [`Language`] writes it.
    pub translations: BTreeMap<Language, String>,
}

/// Why a text is refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum TextRefusal {
    /// Nothing but blanks.
    #[error("Enter some text, or clear it.")]
    Empty,
    /// More than [`MAX_TEXT_CHARS`] characters.
    #[error("Use at most {},{:03} characters.", MAX_TEXT_CHARS / 1000, MAX_TEXT_CHARS % 1000)]
    TooLong,
    /// A control or text-direction character.
    #[error("Remove the control characters.")]
    ControlCharacter,
    /// More than [`MAX_TRANSLATIONS`].
    #[error("Use at most {MAX_TRANSLATIONS} translations.")]
    TooManyTranslations,
    /// An alternative text that is too long.
    #[error("Use at most {MAX_ALT_CHARS} characters.")]
    AltTooLong,
    /// Translations need a text of their own to fall back to.
    #[error("Set a page text before translating it.")]
    TranslationsWithoutText,
}

/// Checks one language's text; line breaks and tabs are welcome.
///
/// # Errors
/// [`TextRefusal::Empty`], [`TextRefusal::TooLong`] or [`TextRefusal::ControlCharacter`].
pub fn check(text: &str) -> Result<(), TextRefusal> {
    if text.trim().is_empty() {
        return Err(TextRefusal::Empty);
    }
    if text.chars().count() > MAX_TEXT_CHARS {
        return Err(TextRefusal::TooLong);
    }
    if text
        .chars()
        .any(|c| is_unprintable(c) && !matches!(c, '\n' | '\r' | '\t'))
    {
        return Err(TextRefusal::ControlCharacter);
    }
    Ok(())
}

/// Checks a logo's alternative text.
///
/// # Errors
/// [`TextRefusal::AltTooLong`] or [`TextRefusal::ControlCharacter`].
pub fn check_alt(alt: &str) -> Result<(), TextRefusal> {
    if alt.chars().count() > MAX_ALT_CHARS {
        return Err(TextRefusal::AltTooLong);
    }
    if alt.chars().any(is_unprintable) {
        Err(TextRefusal::ControlCharacter)
    } else {
        Ok(())
    }
}

impl PageText {
    /// Checks the text and all its variants.
    ///
    /// # Errors
    /// [`TextRefusal::TooManyTranslations`].
    pub fn check(&self) -> Result<(), TextRefusal> {
        if self.translations.len() > MAX_TRANSLATIONS {
            return Err(TextRefusal::TooManyTranslations);
        }
        check(&self.markdown)?;
        self.translations.values().try_for_each(|text| check(text))
    }

    /// The variant for the first requested language there is a readable one for; else the text itself.
    pub fn for_reader(&self, requested: &[Language]) -> (&str, Option<&Language>) {
        let offered = || self.translations.keys().map(Language::as_str);
        requested
            .iter()
            .find_map(|wish| reading::readable(wish, offered()))
            .and_then(|found| {
                self.translations
                    .iter()
                    .find(|(tag, _)| tag.as_str() == found)
            })
            .map_or((&self.markdown, None), |(tag, text)| (text, Some(tag)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(text: &str) -> Language {
        Language::parse(text).unwrap()
    }

    #[test]
    fn a_reader_gets_the_nearest_language() {
        let text = PageText {
            markdown: "Hello".into(),
            translations: [(tag("de"), "Hallo".into()), (tag("pt-BR"), "Olá".into())].into(),
        };
        assert_eq!(text.for_reader(&[tag("fr"), tag("de-AT")]).0, "Hallo");
        assert_eq!(text.for_reader(&[tag("pt")]).0, "Olá");
        assert_eq!(text.for_reader(&[tag("fr")]), ("Hello", None));
        assert_eq!(text.for_reader(&[tag("fr"), tag("pt-BR")]).0, "Olá");
    }

    #[test]
    fn a_text_is_limited_in_characters_and_may_break_lines() {
        assert_eq!(check("a\nb\tc"), Ok(()));
        assert_eq!(check(&"é".repeat(4_000)), Ok(()));
        assert_eq!(check(&"é".repeat(4_001)), Err(TextRefusal::TooLong));
        assert_eq!(check(" \n "), Err(TextRefusal::Empty));
        assert_eq!(check("a\u{202E}b"), Err(TextRefusal::ControlCharacter));
    }
}
