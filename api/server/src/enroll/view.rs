//! What visitors get as JSON.

use serde::Serialize;
use utoipa::ToSchema;
use vestibule_app::enrollment_url::open::PageView;

/// The page of an enrollment URL.
#[derive(Serialize, ToSchema)]
pub struct PublicPage {
    /// Whose page.
    pub organization_name: String,
    /// The logo.
    pub logo: Option<PublicLogo>,
    /// The page text, rendered and sanitized.
    pub text_html: Option<String>,
    /// The language of the text.
    pub language: String,
    /// Whether a passcode is asked for.
    pub passcode_required: bool,
    /// Not null while the door is closed.
    pub paused: Option<Paused>,
}

/// A logo.
#[derive(Serialize, ToSchema)]
pub struct PublicLogo {
    /// Where the picture is.
    pub url: String,
    /// What is read out in its place.
    pub alt: String,
}

/// The door is closed.
#[derive(Serialize, ToSchema)]
pub struct Paused {
    /// What visitors read; null for the usual words.
    pub message: Option<String>,
}

impl From<PageView> for PublicPage {
    fn from(page: PageView) -> Self {
        Self {
            organization_name: page.organization_name.to_string(),
            logo: page.logo.map(|logo| PublicLogo {
                url: crate::console::logos::url(logo.hash),
                alt: logo.alt,
            }),
            text_html: page.text_html,
            language: page
                .language
                .map_or_else(|| "en".to_owned(), |language| language.as_str().to_owned()),
            passcode_required: page.passcode_required,
            paused: page.paused.map(|message| Paused { message }),
        }
    }
}
