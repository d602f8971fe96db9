//! The two cookies of the console: `HttpOnly`, `SameSite=Strict`, and with https `Secure` under the `__Host-` prefix.

use super::token;
use crate::config::Settings;
use actix_web::HttpRequest;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use vestibule_app::App;
use vestibule_app::session::SignedIn;

/// The access token a request brings.
pub fn access(request: &HttpRequest, settings: &Settings) -> Option<String> {
    request
        .cookie(&name("session", settings))
        .map(|cookie| cookie.value().to_owned())
}

/// The refresh token a request brings.
pub fn refresh(request: &HttpRequest, settings: &Settings) -> Option<String> {
    request
        .cookie(&name("refresh", settings))
        .map(|cookie| cookie.value().to_owned())
}

/// Both cookies of a session.
pub fn of(app: &App, signed_in: &SignedIn, settings: &Settings) -> [Cookie<'static>; 2] {
    let life = |until: vestibule_domain::Timestamp| {
        Duration::seconds(until.as_second() - signed_in.issued_at.as_second())
    };
    [
        cookie(
            "session",
            token::issue(app, signed_in),
            life(signed_in.access_until),
            settings,
        ),
        cookie(
            "refresh",
            signed_in.refresh_token.to_string(),
            life(signed_in.refresh_until),
            settings,
        ),
    ]
}

/// Takes both cookies away.
pub fn none(settings: &Settings) -> [Cookie<'static>; 2] {
    ["session", "refresh"].map(|kind| cookie(kind, String::new(), Duration::ZERO, settings))
}

fn cookie(kind: &str, value: String, life: Duration, settings: &Settings) -> Cookie<'static> {
    Cookie::build(name(kind, settings), value)
        .path("/")
        .http_only(true)
        .secure(settings.https)
        .same_site(SameSite::Strict)
        .max_age(life)
        .finish()
}

fn name(kind: &str, settings: &Settings) -> String {
    format!(
        "{}vestibule_{kind}",
        if settings.https { "__Host-" } else { "" }
    )
}
