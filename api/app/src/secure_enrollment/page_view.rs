//! The page of an enrollment URL as one reader sees it: what the public page answers, and the preview of a change.

use crate::Failure;
use crate::content::rich_text;
use vestibule_domain::OrganizationId;
use vestibule_domain::name::Name;
use vestibule_domain::page::Logo;
use vestibule_domain::page::language::Language;
use vestibule_domain::page::logo_appearance::LogoAppearance;
use vestibule_domain::secure_enrollment::pause::Paused;
use vestibule_domain::secure_enrollment::settings::Effective;
use vestibule_store::{Connection, logos, organizations};

/// The page, for one reader.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PageView {
    /// Whose page.
    pub organization_name: Name,
    /// The logo in force.
    pub logo: Option<Logo>,
    /// What the logo's colours mean for the page.
    pub appearance: LogoAppearance,
    /// The page text in force as HTML, in the reader's language as far as there is one.
    pub text_html: Option<String>,
    /// The language of the text; None: the text's own.
    pub language: Option<Language>,
    /// Whether a passcode is asked for.
    pub passcode_required: bool,
    /// The message, while paused.
    pub paused: Option<Option<String>>,
}

/// What a reader of these languages (best first) sees where these settings are in force.
pub(crate) fn page_view(
    conn: &mut Connection,
    organization_id: OrganizationId,
    settings: Effective,
    paused: Option<Paused>,
    languages: &[Language],
) -> Result<PageView, Failure> {
    let organization = organizations::find(conn, organization_id)?.ok_or(Failure::NotFound)?;
    let logo = settings.logo.value;
    let appearance = match &logo {
        Some(logo) => logos::appearance(conn, organization_id, logo.hash)?,
        None => None,
    };
    let text = settings.text.value;
    let (text_html, language) = text
        .as_ref()
        .map(|text| text.for_reader(languages))
        .map(|(markdown, language)| (rich_text::render(markdown), language.cloned()))
        .unzip();
    Ok(PageView {
        organization_name: organization.name,
        logo,
        appearance: appearance.unwrap_or_default(),
        text_html,
        language: language.flatten(),
        passcode_required: settings.passcode.value.is_some(),
        paused: paused.map(|paused| paused.message),
    })
}
