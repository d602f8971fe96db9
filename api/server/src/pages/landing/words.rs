//! The landing page's words in the reader's language, as the build of `web/landing` ships them.

use super::super::text;
use crate::enroll::languages;
use actix_web::HttpRequest;
use serde_json::Value;
use vestibule_domain::page::reading;

/// The words of one language: `page` goes to the browser with the document, `server` and `later` are also said here.
pub struct Words {
    /// BCP 47 tag of the language the words are in.
    pub language: &'static str,
    all: Value,
}

impl Words {
    /// The shipped language that the address names (`?language=`), else the first that the browser reads.
    pub fn of(request: &HttpRequest) -> Self {
        let language = reading::shipped(&languages(request, named(request).as_deref()));
        let all = text(&format!("landing/locales/{language}.json"))
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default();
        Self { language, all }
    }

    /// Which way they are written.
    pub fn dir(&self) -> &'static str {
        if reading::is_right_to_left(self.language) {
            "rtl"
        } else {
            "ltr"
        }
    }

    /// One text, wherever it stands.
    pub fn say(&self, key: &str) -> &str {
        ["server", "page", "later"]
            .iter()
            .find_map(|part| self.all[part][key].as_str())
            .unwrap_or_default()
    }

    /// A text with a wait in it, as minutes and seconds.
    pub fn say_wait(&self, key: &str, seconds: i64) -> String {
        let time = format!("{}:{:02}", seconds / 60, seconds % 60);
        self.say(key).replace("{time}", &time)
    }

    /// The first view's words as JSON that can stand inside a `<script>`.
    pub fn page(&self) -> String {
        self.all["page"].to_string().replace('<', "\\u003c")
    }
}

/// The language that the address names.
pub fn named(request: &HttpRequest) -> Option<String> {
    let query = request.query_string().as_bytes();
    let pairs: Vec<(String, String)> = serde_urlencoded::from_bytes(query).ok()?;
    pairs
        .into_iter()
        .find_map(|(name, value)| (name == "language").then_some(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};
    use vestibule_domain::page::language::Language;

    #[test]
    fn visitors_and_the_preview_are_led_to_the_same_language() {
        let cases = include_str!("../../../../../web/landing/language-cases.json");
        let cases: BTreeMap<String, String> = serde_json::from_str(cases).unwrap();
        for (requested, found) in cases {
            let wishes = [Language::parse(&requested).unwrap()];
            assert_eq!(reading::shipped(&wishes), found, "{requested}");
        }
    }

    #[test]
    fn every_language_of_the_domain_has_its_words_and_no_other() {
        let folder = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../web/landing/locales/page"
        );
        let files: BTreeSet<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect();
        let shipped: BTreeSet<String> = reading::SHIPPED
            .iter()
            .map(|language| format!("{language}.json"))
            .collect();
        assert_eq!(files, shipped);
    }
}
