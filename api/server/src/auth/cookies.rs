//! The two cookies of the console: `HttpOnly`, `SameSite=Strict`, and with https `Secure` under the `__Host-` prefix.

use super::token;
use crate::config::HttpConfig;
use actix_web::HttpRequest;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use vestibule_app::App;
use vestibule_app::session::NewSession;

/// The access token a request brings.
pub fn access(request: &HttpRequest, config: &HttpConfig) -> Option<String> {
    request
        .cookie(&name("session", config))
        .map(|cookie| cookie.value().to_owned())
}

/// The refresh token a request brings.
pub fn refresh(request: &HttpRequest, config: &HttpConfig) -> Option<String> {
    request
        .cookie(&name("refresh", config))
        .map(|cookie| cookie.value().to_owned())
}

/// Both cookies of a session.
pub fn of(app: &App, signed_in: &NewSession, config: &HttpConfig) -> [Cookie<'static>; 2] {
    let life = |until: vestibule_domain::Timestamp| {
        Duration::seconds(until.as_second() - signed_in.issued_at.as_second())
    };
    [
        cookie(
            "session",
            token::issue(app, signed_in),
            life(signed_in.access_until),
            config,
        ),
        cookie(
            "refresh",
            signed_in.refresh_token.to_string(),
            life(signed_in.refresh_until),
            config,
        ),
    ]
}

/// Takes both cookies away.
pub fn none(config: &HttpConfig) -> [Cookie<'static>; 2] {
    ["session", "refresh"].map(|kind| cookie(kind, String::new(), Duration::ZERO, config))
}

fn cookie(kind: &str, value: String, life: Duration, config: &HttpConfig) -> Cookie<'static> {
    Cookie::build(name(kind, config), value)
        .path("/")
        .http_only(true)
        .secure(config.https)
        .same_site(SameSite::Strict)
        .max_age(life)
        .finish()
}

fn name(kind: &str, config: &HttpConfig) -> String {
    format!(
        "{}vestibule_{kind}",
        if config.https { "__Host-" } else { "" }
    )
}
