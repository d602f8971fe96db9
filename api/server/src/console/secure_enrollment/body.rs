//! What a request says of a page: each field a value (own), null (cleared) or `{"inherit": true}`; absent leaves it as it is.

use crate::wire::nullable;
use serde::Deserialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;
use vestibule_app::secure_enrollment::NewPasscode;
use vestibule_app::secure_enrollment::change::PageChange;
use vestibule_domain::page::setting::Override;

/// A change of page and passcode.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SecureEnrollmentChange {
    /// Markdown of at most 4,000 characters; null clears it; `{"inherit": true}` inherits it.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<PageTextField>)]
    page_text: Option<Option<PageTextField>>,
    /// Variants of the page text by language tag: all of them.
    #[serde(default)]
    translations: Option<BTreeMap<String, String>>,
    /// An uploaded logo; null clears it; `{"inherit": true}` inherits it.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<LogoField>)]
    logo: Option<Option<LogoField>>,
    /// 8 to 128 characters, or `{"generate": true}`; null clears it; `{"inherit": true}` inherits it.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<PasscodeField>)]
    passcode: Option<Option<PasscodeField>>,
}

/// Take the nearest ancestor's.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Inherit {
    /// Always true.
    #[schema(value_type = bool)]
    #[expect(dead_code, reason = "its presence says it all")]
    inherit: True,
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

/// A page text, or inherit.
#[derive(Deserialize, ToSchema)]
#[serde(untagged, expecting = "expected a text, null or {\"inherit\": true}")]
pub enum PageTextField {
    /// Markdown.
    Own(String),
    /// Inherit.
    Inherit(Inherit),
}

/// A logo, or inherit.
#[derive(Deserialize, ToSchema)]
#[serde(
    untagged,
    expecting = "expected {\"sha256\", \"alt\"}, null or {\"inherit\": true}"
)]
pub enum LogoField {
    /// An uploaded picture, with what is read out in its place.
    Own(ChosenLogo),
    /// Inherit.
    Inherit(Inherit),
}

/// An uploaded picture, with what is read out in its place.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChosenLogo {
    /// The name the upload was answered with.
    sha256: String,
    /// What is read out in its place; at most 200 characters.
    #[serde(default)]
    alt: String,
}

/// A passcode, generate or inherit.
#[derive(Deserialize, ToSchema)]
#[serde(
    untagged,
    expecting = "expected a text, null, {\"generate\": true} or {\"inherit\": true}"
)]
pub enum PasscodeField {
    /// A chosen one.
    Own(String),
    /// A random one.
    Generate(Generate),
    /// Inherit.
    Inherit(Inherit),
}

/// The literal `true`.
pub struct True;

impl<'de> Deserialize<'de> for True {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match bool::deserialize(deserializer)? {
            true => Ok(Self),
            false => Err(serde::de::Error::custom("expected true")),
        }
    }
}

impl From<SecureEnrollmentChange> for PageChange {
    fn from(sent: SecureEnrollmentChange) -> Self {
        Self {
            page_text: sent.page_text.map(|field| match field {
                None => Override::Cleared,
                Some(PageTextField::Own(text)) => Override::Set(text),
                Some(PageTextField::Inherit(_)) => Override::Inherit,
            }),
            translations: sent.translations,
            logo: sent.logo.map(|field| match field {
                None => Override::Cleared,
                Some(LogoField::Own(ChosenLogo { sha256, alt })) => Override::Set((sha256, alt)),
                Some(LogoField::Inherit(_)) => Override::Inherit,
            }),
            passcode: sent.passcode.map(|field| match field {
                None => Override::Cleared,
                Some(PasscodeField::Own(text)) => Override::Set(NewPasscode::Chosen(text)),
                Some(PasscodeField::Generate(_)) => Override::Set(NewPasscode::Generated),
                Some(PasscodeField::Inherit(_)) => Override::Inherit,
            }),
        }
    }
}
