//! Language tags, of what readers wish and of what an organization wrote.

/// A language tag (RFC 5646), folded: `de`, `pt-BR`, `zh-Hant`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Language(String);

impl Language {
    /// Accepts 2 or 3 letters and up to two subtags of 2 to 8 letters or digits.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let primary = parts.next()?.to_ascii_lowercase();
        let letters =
            (2..=3).contains(&primary.len()) && primary.bytes().all(|b| b.is_ascii_lowercase());
        let mut tag = letters.then_some(primary)?;
        for (n, part) in parts.enumerate() {
            if n == 2
                || !(2..=8).contains(&part.len())
                || !part.bytes().all(|b| b.is_ascii_alphanumeric())
            {
                return None;
            }
            tag.push('-');
            match part.len() {
                2 => tag.push_str(&part.to_ascii_uppercase()),
                4 => tag
                    .push_str(&(part[..1].to_ascii_uppercase() + &part[1..].to_ascii_lowercase())),
                _ => tag.push_str(&part.to_ascii_lowercase()),
            }
        }
        Some(Self(tag))
    }

    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_tags_are_folded_to_their_usual_case() {
        let folded = |text| Language::parse(text).map(|tag| tag.0);
        assert_eq!(folded("PT-br").as_deref(), Some("pt-BR"));
        assert_eq!(folded("zh-HANT").as_deref(), Some("zh-Hant"));
        for text in ["", "e", "english", "en-", "en-x", "de-<b>", "a1"] {
            assert!(Language::parse(text).is_none(), "{text:?}");
        }
    }
}
