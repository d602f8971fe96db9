//! Shows one URL, and what its QR code says.

use super::{EnrollmentUrlView, open, unsealed, view};
use crate::context::Context;
use crate::throttle::{self, RateLimitKey};
use crate::{App, Caller, Failure, Visitor, policy};
use vestibule_domain::EnrollmentUrlId;
use vestibule_domain::enrollment_url::Kind;
use vestibule_domain::enrollment_url::token::Token;
use vestibule_store::enrollment_urls;

/// One URL.
///
/// # Errors
/// [`Failure::NotFound`], when there is none within the caller's reach.
pub fn show(app: &App, caller: &Caller, id: EnrollmentUrlId) -> Result<EnrollmentUrlView, Failure> {
    app.read(caller, |ctx| load_view(ctx, id))
}

/// What the QR code of a URL says. A secure one in capitals without hyphens: that makes the smallest code, and reads the same.
///
/// # Errors
/// Those of [`show`].
pub fn qr_text(app: &App, caller: &Caller, id: EnrollmentUrlId) -> Result<String, Failure> {
    app.read(caller, |ctx| {
        let EnrollmentUrlView { url, address } = load_view(ctx, id)?;
        match url.kind {
            Kind::Legacy => address.ok_or(Failure::NotFound),
            Kind::Secure => Ok(in_capitals(app, &unsealed(ctx, &url)?)),
        }
    })
}

/// The same for a visitor, who has the URL already and wants it on another device. Changes and counts nothing.
///
/// # Errors
/// [`Failure::NotFound`], or [`Failure::SlowDown`] for who asks for too many that do not exist.
pub fn qr_text_of_page(app: &App, visitor: &Visitor, token: &str) -> Result<String, Failure> {
    let found = app.read(visitor, |ctx| Ok(open::find(ctx, token)?.is_some()))?;
    match Token::parse(token).filter(|_| found) {
        Some(token) => Ok(in_capitals(app, &token)),
        None => {
            throttle::take(app, &[RateLimitKey::UnknownTokens], &visitor.origin)?;
            Err(Failure::NotFound)
        }
    }
}

fn in_capitals(app: &App, token: &Token) -> String {
    let address = app.public_url().to_ascii_uppercase();
    format!("{address}/E/{}", token.as_str())
}

fn load_view(
    ctx: &mut Context<'_, Caller>,
    id: EnrollmentUrlId,
) -> Result<EnrollmentUrlView, Failure> {
    let organization_id = ctx.organization_id();
    let url = enrollment_urls::find(ctx.conn, organization_id, id)?.ok_or(Failure::NotFound)?;
    policy::find(ctx.conn, ctx.caller, url.policy_id)?;
    view(ctx, url)
}
