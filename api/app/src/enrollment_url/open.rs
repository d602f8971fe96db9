//! What a visitor sees when opening a secure URL. Opening changes nothing; it is only counted, in memory.

use super::activity::Use;
use crate::context::Context;
use crate::secure_enrollment::page_view::{PageView, page_view};
use crate::secure_enrollment::{self, InForce};
use crate::throttle::{self, RateLimitKey};
use crate::{App, Failure, Visitor};
use vestibule_domain::enrollment_url::EnrollmentUrl;
use vestibule_domain::enrollment_url::token::Token;
use vestibule_store::enrollment_urls;

/// Opens the page of a URL. `counted`: a person opened it (not the page's own second request, not `HEAD`).
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::Store`] when the database does not answer.
pub fn open(app: &App, visitor: &Visitor, token: &str, counted: bool) -> Result<PageView, Failure> {
    let found = app.read(visitor, |ctx| {
        let Some((url, in_force)) = find(ctx, token)? else {
            return Ok(None);
        };
        // A retired URL's page shows no pause.
        let paused = in_force.enrollment.paused.filter(|_| url.is_live());
        let (settings, languages) = (in_force.effective, &visitor.languages);
        let page = page_view(ctx.conn, url.organization_id, settings, paused, languages)?;
        if counted {
            ctx.app.activity.count(url.id, Use::Opened, ctx.now);
        }
        Ok(Some(page))
    })?;
    let Some(page) = found else {
        throttle::take(app, &[RateLimitKey::UnknownTokens], &visitor.origin)?;
        return Err(Failure::NotFound);
    };
    Ok(page)
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
