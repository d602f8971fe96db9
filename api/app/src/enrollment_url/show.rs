//! Shows one URL, and what its QR code says.

use super::{EnrollmentUrlView, open, unsealed, view};
use crate::throttle::{self, RateLimitKey};
use crate::{App, Caller, Failure, Visitor, policy};
use vestibule_domain::EnrollmentUrlId;
use vestibule_domain::enrollment_url::Kind;
use vestibule_domain::enrollment_url::token::Token;
use vestibule_store::{Connection, enrollment_urls};

/// One URL.
pub fn show(app: &App, caller: &Caller, id: EnrollmentUrlId) -> Result<EnrollmentUrlView, Failure> {
    app.store.read(|conn| load_view(app, conn, caller, id))
}

/// What the QR code of a URL says. A secure one in capitals without hyphens: that makes the smallest code, and reads the same.
pub fn qr_text(app: &App, caller: &Caller, id: EnrollmentUrlId) -> Result<String, Failure> {
    app.store.read(|conn| {
        let EnrollmentUrlView { url, address } = load_view(app, conn, caller, id)?;
        match url.kind {
            Kind::Legacy => address.ok_or(Failure::NotFound),
            Kind::Secure => Ok(in_capitals(app, &unsealed(app, conn, &url)?)),
        }
    })
}

/// The same for a visitor, who has the URL already and wants it on another device. Changes and counts nothing.
pub fn qr_text_of_page(app: &App, visitor: &Visitor, token: &str) -> Result<String, Failure> {
    let found = app
        .store
        .read(|conn| Ok::<_, Failure>(open::find(app, conn, token)?.is_some()))?;
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
    app: &App,
    conn: &mut Connection,
    caller: &Caller,
    id: EnrollmentUrlId,
) -> Result<EnrollmentUrlView, Failure> {
    let url =
        enrollment_urls::find(conn, caller.actor.organization_id, id)?.ok_or(Failure::NotFound)?;
    policy::find(conn, caller, url.policy_id)?;
    view(app, conn, caller, url)
}
