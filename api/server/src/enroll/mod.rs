//! What visitors use, without signing in: the page's data, the unlock, the download and its status; and the legacy URL.

pub mod device_type;
pub mod legacy;
pub mod page;
pub mod profile;
pub mod view;

use crate::extract::client;
use actix_web::HttpRequest;
use actix_web::http::header::{AcceptLanguage, Header, Quality, USER_AGENT};
use vestibule_app::Visitor;
use vestibule_app::profile::ticket::Ticket;
use vestibule_domain::page::language::Language;
use vestibule_domain::profile::Platform;

/// Where a ticket's profile is.
pub fn profile_url(ticket: &Ticket) -> String {
    format!("/api/v1/enroll/profiles/{}", *ticket.secret)
}

/// Who visits, as far as the request tells; `language` goes before the browser's own.
pub fn visitor(request: &HttpRequest, language: Option<&str>) -> Visitor {
    let agent = request.headers().get(USER_AGENT);
    let agent = agent.and_then(|value| value.to_str().ok());
    Visitor {
        origin: client::origin(request),
        platform: Platform::guess(agent.unwrap_or_default()),
        languages: languages(request, language),
    }
}

/// The languages a visitor reads: the named one, then the browser's in the order of their weights (RFC 9110, 12.5.4).
pub fn languages(request: &HttpRequest, named: Option<&str>) -> Vec<Language> {
    let mut accepted = AcceptLanguage::parse(request).unwrap_or_else(|_| AcceptLanguage(vec![]));
    accepted.retain(|language| language.quality > Quality::ZERO);
    let ranked = accepted.ranked();
    named
        .into_iter()
        .chain(ranked.iter().filter_map(|tag| Some(tag.item()?.as_str())))
        .filter_map(Language::parse)
        .take(16)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header::ACCEPT_LANGUAGE;
    use actix_web::test::TestRequest;

    fn read(accepted: &str, named: Option<&str>) -> Vec<String> {
        let request = TestRequest::default()
            .insert_header((ACCEPT_LANGUAGE, accepted))
            .to_http_request();
        languages(&request, named)
            .iter()
            .map(|language| language.as_str().to_owned())
            .collect()
    }

    #[test]
    fn languages_stand_in_the_order_of_their_weights() {
        assert_eq!(
            read("en;q=0.5, pt-BR, de-AT;q=0.8, *;q=0.1, fr;q=0", None),
            ["pt-BR", "de-AT", "en"]
        );
        assert_eq!(read("", None), [""; 0]);
    }

    #[test]
    fn a_language_that_was_chosen_goes_before_them() {
        assert_eq!(read("de", Some("zh-hant")), ["zh-Hant", "de"]);
        assert_eq!(read("de;q=x", Some("<b>")), [""; 0]);
    }
}
