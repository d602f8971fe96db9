//! What visitors get as JSON.

use crate::wire::{LogoGround, Paused};
use serde::Serialize;
use utoipa::ToSchema;
use vestibule_app::secure_enrollment::page_view::PageView;
use vestibule_domain::page::Logo;
use vestibule_domain::page::logo_appearance::{LogoAppearance, Rgb, accent};
use vestibule_domain::page::size::Size;

/// The page of an enrollment URL.
#[derive(Serialize, ToSchema)]
pub struct PublicPage {
    /// Whose page.
    pub organization_name: String,
    /// The logo.
    pub logo: Option<PublicLogo>,
    /// The accent colour; null without a logo, or with one that has no colour.
    pub accent: Option<PublicAccent>,
    /// The page text, rendered and sanitized.
    pub text_html: Option<String>,
    /// The language of the text.
    pub language: String,
    /// Whether a passcode is asked for.
    pub passcode_required: bool,
    /// Not null while the door is closed.
    pub paused: Option<Paused>,
}

/// A logo as an uploaded picture with its alternative text.
#[derive(Serialize, ToSchema)]
pub struct PublicLogo {
    /// Where the picture is.
    pub url: String,
    /// What is read out in its place.
    pub alt: String,
    /// The background it can be seen on.
    pub ground: LogoGround,
    /// How wide it stands on the page, in CSS pixels, at most 240; null when that is not known.
    pub width: Option<u32>,
    /// How high it stands on the page, in CSS pixels, at most 96; null when that is not known.
    pub height: Option<u32>,
}

/// A colour taken from the logo, as `#rrggbb`; readable on the page's grounds.
#[derive(Serialize, ToSchema)]
pub struct PublicAccent {
    /// On a light page, under white words.
    pub light: String,
    /// On a dark page, under dark words.
    pub dark: String,
}

impl PublicLogo {
    /// A logo with what its colours mean.
    pub fn of(logo: Logo, appearance: LogoAppearance) -> Self {
        let place = appearance.size.map(Size::on_page);
        Self {
            url: crate::console::logos::url(logo.hash),
            alt: logo.alt,
            ground: appearance.background.into(),
            width: place.map(|place| place.width),
            height: place.map(|place| place.height),
        }
    }
}

impl PublicAccent {
    /// The accent of a logo that has a colour.
    pub fn of(appearance: LogoAppearance) -> Option<Self> {
        let accent = accent(appearance.color?);
        Some(Self {
            light: hex(accent.light),
            dark: hex(accent.dark),
        })
    }
}

fn hex(Rgb([red, green, blue]): Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

impl From<PageView> for PublicPage {
    fn from(page: PageView) -> Self {
        Self {
            organization_name: page.organization_name.to_string(),
            accent: page
                .logo
                .as_ref()
                .and_then(|_| PublicAccent::of(page.appearance)),
            logo: page.logo.map(|logo| PublicLogo::of(logo, page.appearance)),
            text_html: page.text_html,
            language: page
                .language
                .map_or_else(|| "en".to_owned(), |language| language.as_str().to_owned()),
            passcode_required: page.passcode_required,
            paused: page.paused.map(|message| Paused { message }),
        }
    }
}
