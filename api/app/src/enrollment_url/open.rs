//! What a visitor sees when opening a secure URL. Opening changes nothing; it is only counted, in memory.

use super::activity::Use;
use crate::content::rich_text;
use crate::context::Context;
use crate::secure_enrollment::{self, InForce};
use crate::throttle::{self, RateLimitKey};
use crate::{App, Failure, Visitor};
use vestibule_domain::enrollment_url::EnrollmentUrl;
use vestibule_domain::enrollment_url::token::Token;
use vestibule_domain::name::Name;
use vestibule_domain::page::Logo;
use vestibule_domain::page::language::Language;
use vestibule_domain::page::logo_appearance::LogoAppearance;
use vestibule_store::{enrollment_urls, logos, organizations};

/// The page of a URL, live or retired alike.
#[derive(Clone, Debug)]
pub struct PageView {
    /// Whose page.
    pub organization_name: Name,
    /// The logo in force.
    pub logo: Option<Logo>,
    /// What its colours mean for the page.
    pub appearance: LogoAppearance,
    /// The page text in force, rendered, in the visitor's language as far as there is one.
    pub text_html: Option<String>,
    /// The language of the text; None: the text's own.
    pub language: Option<Language>,
    /// Whether a passcode is asked for.
    pub passcode_required: bool,
    /// The message, while paused; a retired URL's page shows no pause.
    pub paused: Option<Option<String>>,
}

/// Opens the page of a URL. `counted`: a person opened it (not the page's own second request, not `HEAD`).
pub fn open(app: &App, visitor: &Visitor, token: &str, counted: bool) -> Result<PageView, Failure> {
    let found = app.read(visitor, |ctx| {
        let Some((url, in_force)) = find(ctx, token)? else {
            return Ok(None);
        };
        let organization =
            organizations::find(ctx.conn, url.organization_id)?.ok_or(Failure::NotFound)?;
        let appearance = match &in_force.effective.logo.value {
            Some(logo) => {
                logos::appearance(ctx.conn, url.organization_id, logo.hash)?.unwrap_or_default()
            }
            None => LogoAppearance::default(),
        };
        if counted {
            ctx.app.activity.count(url.id, Use::Opened, ctx.now);
        }
        Ok(Some((url, in_force, organization.name, appearance)))
    })?;
    let Some((url, in_force, organization_name, appearance)) = found else {
        throttle::take(app, &[RateLimitKey::UnknownTokens], &visitor.origin)?;
        return Err(Failure::NotFound);
    };
    let text = in_force.effective.text.value;
    let (text_html, language) = match &text {
        Some(text) => {
            let (markdown, language) = text.for_reader(&visitor.languages);
            (Some(rich_text::render(markdown)), language.cloned())
        }
        None => (None, None),
    };
    Ok(PageView {
        organization_name,
        logo: in_force.effective.logo.value,
        appearance,
        text_html,
        language,
        passcode_required: in_force.effective.passcode.value.is_some(),
        paused: in_force
            .enrollment
            .paused
            .filter(|_| url.is_live())
            .map(|paused| paused.message),
    })
}

/// The URL a token names, with what holds at its policy. A text that can be no token is answered without the database.
pub(super) fn find<R>(
    ctx: &mut Context<'_, R>,
    token: &str,
) -> Result<Option<(EnrollmentUrl, InForce)>, Failure> {
    let Some(token) = Token::parse(token) else {
        return Ok(None);
    };
    let lookup = ctx.app.keyring.lookup(&token);
    let Some(url) = enrollment_urls::find_by_token_lookup(ctx.conn, &lookup)? else {
        return Ok(None);
    };
    let in_force = secure_enrollment::in_force(ctx.conn, url.organization_id, url.policy_id)?;
    Ok(in_force.map(|in_force| (url, in_force)))
}
