//! Which of several languages suits a reader: among the page's own words, and among an organization's translations.

use super::language::Language;

/// The languages the page itself speaks; the first is for everybody else.
pub const SHIPPED: &[&str] = &[
    "en", "ar", "cs", "da", "de", "es", "fi", "fr", "he", "hi", "id", "it", "ja", "ko", "nb", "nl",
    "pl", "pt", "pt-PT", "ro", "sv", "tr", "uk", "vi", "zh-Hans", "zh-Hant",
];

/// What a tag comes down to: old names replaced, and Chinese told apart by its writing, for a region implies one.
#[derive(PartialEq, Eq)]
struct Reading<'a> {
    primary: &'a str,
    traditional: bool,
    region: Option<&'a str>,
}

impl<'a> Reading<'a> {
    fn of(tag: &'a str) -> Self {
        let mut parts = tag.split('-');
        let written = parts.next().unwrap_or_default();
        let rest: Vec<&str> = parts.collect();
        let has = |wanted: &[&str]| {
            rest.iter()
                .any(|part| wanted.iter().any(|one| part.eq_ignore_ascii_case(one)))
        };
        let chinese = matches!(written, "zh" | "cmn" | "yue");
        let traditional =
            chinese && !has(&["Hans"]) && (written == "yue" || has(&["Hant", "TW", "HK", "MO"]));
        Self {
            primary: match written {
                "iw" => "he",
                "in" => "id",
                "no" | "nn" => "nb",
                _ if chinese => "zh",
                other => other,
            },
            traditional,
            region: rest.iter().copied().find(|part| part.len() == 2),
        }
    }

    fn same_language(&self, other: &Self) -> bool {
        self.primary == other.primary && self.traditional == other.traditional
    }
}

/// The tag among `offered` that suits `requested` best: the very one, else the same language and writing, the form of
/// another region after the one without a region; None when there is only another language.
pub fn nearest<'a>(
    requested: &Language,
    offered: impl Iterator<Item = &'a str> + Clone,
) -> Option<&'a str> {
    let wish = Reading::of(requested.as_str());
    // Portuguese outside Brazil is written as in Portugal.
    let portugal = wish.primary == "pt" && wish.region.is_some_and(|region| region != "BR");
    let rank = |tag: &str| {
        let reading = Reading::of(tag);
        if tag == requested.as_str() {
            0
        } else if reading.region == wish.region {
            1
        } else if portugal && reading.region == Some("PT") {
            2
        } else if reading.region.is_none() {
            3
        } else {
            4
        }
    };
    offered
        .filter(|tag| Reading::of(tag).same_language(&wish))
        .min_by_key(|tag| rank(tag))
}

/// Like [`nearest`], but a text in the other Chinese writing is better than one in another language.
pub fn readable<'a>(
    requested: &Language,
    offered: impl Iterator<Item = &'a str> + Clone,
) -> Option<&'a str> {
    nearest(requested, offered.clone()).or_else(|| {
        let primary = Reading::of(requested.as_str()).primary;
        let mut offered = offered;
        offered.find(|tag| Reading::of(tag).primary == primary)
    })
}

/// The shipped language for a reader, whose wishes stand in order.
pub fn shipped(requested: &[Language]) -> &'static str {
    requested
        .iter()
        .find_map(|wish| readable(wish, SHIPPED.iter().copied()))
        .unwrap_or(SHIPPED[0])
}

/// Whether a shipped language is written from right to left.
pub fn is_right_to_left(language: &str) -> bool {
    matches!(language, "ar" | "he")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(text: &str) -> Language {
        Language::parse(text).unwrap()
    }

    fn spoken(wishes: &[&str]) -> &'static str {
        shipped(&wishes.iter().map(|wish| tag(wish)).collect::<Vec<_>>())
    }

    #[test]
    fn the_first_wish_that_can_be_met_decides() {
        assert_eq!(spoken(&["ca", "es-ES", "en"]), "es");
        assert_eq!(spoken(&["sw"]), "en");
        assert_eq!(spoken(&[]), "en");
    }

    #[test]
    fn old_names_and_regions_lead_to_the_same_language() {
        for (wish, found) in [
            ("de-AT", "de"),
            ("iw-IL", "he"),
            ("in", "id"),
            ("no", "nb"),
            ("nn-NO", "nb"),
            ("pt-BR", "pt"),
            ("pt", "pt"),
            ("pt-PT", "pt-PT"),
            ("pt-AO", "pt-PT"),
            ("zh", "zh-Hans"),
            ("zh-CN", "zh-Hans"),
            ("zh-SG", "zh-Hans"),
            ("zh-TW", "zh-Hant"),
            ("zh-HK", "zh-Hant"),
            ("zh-Hant-TW", "zh-Hant"),
            ("zh-Hans-HK", "zh-Hans"),
            ("yue-HK", "zh-Hant"),
        ] {
            assert_eq!(spoken(&[wish]), found, "{wish}");
        }
    }

    #[test]
    fn among_translations_the_very_region_comes_first_and_any_chinese_before_none() {
        let offered = ["pt", "pt-BR", "zh-Hans"];
        let found = |wish| readable(&tag(wish), offered.iter().copied());
        assert_eq!(found("pt-BR"), Some("pt-BR"));
        assert_eq!(found("pt-PT"), Some("pt"));
        assert_eq!(found("zh-TW"), Some("zh-Hans"));
        assert_eq!(found("fr"), None);
        assert_eq!(nearest(&tag("zh-TW"), offered.iter().copied()), None);
    }
}
