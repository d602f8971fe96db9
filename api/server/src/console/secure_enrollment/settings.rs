//! The inheritable settings on the wire, listed once: how each is shown, and how a request names it.

use super::setting::{Change, Setting, True, change};
use crate::wire::{self, By};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use vestibule_app::content::rich_text;
use vestibule_app::secure_enrollment::NewPasscode;
use vestibule_app::secure_enrollment::requested::RequestedSettings;
use vestibule_domain::secure_enrollment::setting::Override;
use vestibule_domain::secure_enrollment::settings::Effective;
use vestibule_domain::{page, passcode};

/// What visitors see.
#[derive(Serialize, ToSchema)]
pub struct Page {
    /// The logo.
    pub logo: Setting<Logo>,
    /// The page text.
    pub text: Setting<Text>,
}

/// The settings in force, as far as they stand in the page and beside it.
pub fn shown(settings: Effective) -> (Page, Setting<Passcode>) {
    let page = Page {
        logo: Setting::of(settings.logo, Logo::from),
        text: Setting::of(settings.text, Text::from),
    };
    (page, Setting::of(settings.passcode, Passcode::from))
}

/// A change of settings.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SecureEnrollmentChange {
    /// Markdown; null clears it; `{"inherit": true}` inherits it.
    #[serde(default, deserialize_with = "change")]
    #[schema(value_type = Option<Change<String>>)]
    page_text: Option<Override<String>>,
    /// Variants of the page text by language tag: all of them.
    #[serde(default)]
    translations: Option<BTreeMap<String, String>>,
    /// An uploaded logo; null clears it; `{"inherit": true}` inherits it.
    #[serde(default, deserialize_with = "change")]
    #[schema(value_type = Option<Change<ChosenLogo>>)]
    logo: Option<Override<ChosenLogo>>,
    /// A chosen one, or `{"generate": true}`; null clears it; `{"inherit": true}` inherits it.
    #[serde(default, deserialize_with = "change")]
    #[schema(value_type = Option<Change<ChosenPasscode>>)]
    passcode: Option<Override<ChosenPasscode>>,
}

impl From<SecureEnrollmentChange> for RequestedSettings {
    fn from(sent: SecureEnrollmentChange) -> Self {
        Self {
            page_text: sent.page_text,
            translations: sent.translations,
            logo: sent
                .logo
                .map(|logo| logo.map(|ChosenLogo { sha256, alt }| (sha256, alt))),
            passcode: sent.passcode.map(|passcode| passcode.map(Into::into)),
        }
    }
}

/// A logo as an uploaded picture with its alternative text.
#[derive(Serialize, ToSchema)]
pub struct Logo {
    /// Where the picture is.
    pub url: String,
    /// Its name: 64 hexadecimal digits.
    pub sha256: String,
    /// What is read out in its place.
    pub alt: String,
}

/// An uploaded picture, with what is read out in its place.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChosenLogo {
    /// The name the upload was answered with.
    sha256: String,
    /// What is read out in its place.
    #[serde(default)]
    alt: String,
}

impl From<page::Logo> for Logo {
    fn from(logo: page::Logo) -> Self {
        Self {
            url: crate::console::logos::url(logo.hash),
            sha256: logo.hash.hex(),
            alt: logo.alt,
        }
    }
}

/// A page text.
#[derive(Serialize, ToSchema)]
pub struct Text {
    /// Markdown as it was written; what is shown is its rendering.
    pub markdown: String,
    /// What visitors get.
    pub html: String,
    /// Variants by language tag.
    pub translations: BTreeMap<String, Translation>,
}

/// A variant of a page text.
#[derive(Serialize, ToSchema)]
pub struct Translation {
    /// Markdown as it was written; what is shown is its rendering.
    pub markdown: String,
    /// What visitors get.
    pub html: String,
}

impl From<page::text::PageText> for Text {
    fn from(text: page::text::PageText) -> Self {
        let translation = |(language, markdown): (page::language::Language, String)| {
            let html = rich_text::render(&markdown);
            (language.as_str().to_owned(), Translation { markdown, html })
        };
        Self {
            html: rich_text::render(&text.markdown),
            markdown: text.markdown,
            translations: text.translations.into_iter().map(translation).collect(),
        }
    }
}

/// What is known of a passcode; never the passcode.
#[derive(Serialize, ToSchema)]
pub struct Passcode {
    /// When it was set.
    #[schema(format = DateTime)]
    pub set_at: String,
    /// The user or API token that did it, under the name of that time; null for the operator.
    pub set_by: Option<By>,
}

/// A passcode, or generate.
#[derive(Deserialize, ToSchema)]
#[serde(untagged)]
pub enum ChosenPasscode {
    /// A chosen one.
    Chosen(String),
    /// A random one.
    Generate(Generate),
}

/// Make a random one.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Generate {
    /// Always true.
    #[schema(value_type = bool)]
    #[expect(dead_code, reason = "its presence says it all")]
    generate: True,
}

impl From<passcode::Passcode> for Passcode {
    fn from(passcode: passcode::Passcode) -> Self {
        Self {
            set_at: wire::time(passcode.set_at),
            set_by: passcode.set_by.map(By::from),
        }
    }
}

impl From<ChosenPasscode> for NewPasscode {
    fn from(sent: ChosenPasscode) -> Self {
        match sent {
            ChosenPasscode::Chosen(text) => Self::Chosen(text),
            ChosenPasscode::Generate(_) => Self::Generated,
        }
    }
}
