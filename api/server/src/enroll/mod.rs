//! What visitors use, without signing in: the page's data, the unlock, the download and its status; and the legacy URL.

pub mod device_type;
pub mod legacy;
pub mod page;
pub mod profile;
pub mod view;

use crate::extract::client;
use actix_web::HttpRequest;
use actix_web::http::header::{ACCEPT_LANGUAGE, USER_AGENT};
use vestibule_app::Visitor;
use vestibule_app::profile::ticket::Ticket;
use vestibule_domain::page::text::Language;
use vestibule_domain::profile::Platform;

/// Where a ticket's profile is.
pub fn profile_url(ticket: &Ticket) -> String {
    format!("/api/v1/enroll/profiles/{}", *ticket.secret)
}

/// Who visits, as far as the request tells; `language` goes before the browser's own.
pub fn visitor(request: &HttpRequest, language: Option<&str>) -> Visitor {
    let header = |name| {
        request
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    };
    let wished = language
        .into_iter()
        .chain(header(ACCEPT_LANGUAGE).split(','));
    let tags = wished
        .filter_map(|part| Language::parse(part.split(';').next().unwrap_or_default().trim()));
    Visitor {
        origin: client::origin(request),
        platform: Platform::guess(header(USER_AGENT)),
        languages: tags.take(16).collect(),
    }
}
