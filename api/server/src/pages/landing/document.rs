//! The landing page's document: words and plain form filled in, so that it starts in one round trip and works without JavaScript.

use super::words::{Words, named};
use super::{End, end};
use crate::blocking;
use crate::config::HttpConfig;
use crate::enroll::view::PublicLogo;
use crate::enroll::visitor;
use crate::pages::{self, packing, policy};
use crate::problem::{Problem, ProblemCode};
use actix_web::http::StatusCode;
use actix_web::http::header::{
    CONTENT_SECURITY_POLICY, HeaderValue, REFERRER_POLICY, X_FRAME_OPTIONS,
};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use vestibule_app::App;
use vestibule_app::enrollment_url::open;
use vestibule_app::secure_enrollment::page_view::PageView;

/// The document of the landing page.
#[derive(Template)]
#[template(path = "landing/page.html")]
struct Document<'a> {
    words: &'a Words,
    /// What is at the address; none in the console's frame.
    visit: Option<Visit>,
}

/// What a visit shows before and without JavaScript.
struct Visit {
    /// The path of the page's data, which the script will ask for at once.
    preload: String,
    logo: Option<PublicLogo>,
    /// What the logo stands on: `any`, `light`, `dark`.
    background: &'static str,
    title: String,
    /// HTML, sanitized.
    text_html: String,
    /// None while enrollment is paused.
    form: Option<PlainForm>,
    hint: String,
}

/// The form for browsers without JavaScript.
struct PlainForm {
    action: String,
    passcode_required: bool,
    /// Why the last try failed, or empty.
    message: String,
}

/// The page of a URL, with a message beside the plain form (empty for none).
///
/// # Errors
/// The [`Problem`] to answer with.
pub async fn document(
    request: &HttpRequest,
    app: &web::Data<App>,
    config: &HttpConfig,
    token: &str,
    status: StatusCode,
    message: &str,
) -> Result<HttpResponse, Problem> {
    let language = named(request);
    let (who, token_named) = (visitor(request, language.as_deref()), token.to_owned());
    let opened = blocking::run(app, move |app| open::open(app, &who, &token_named, false)).await;
    let page = match opened {
        Ok(page) => page,
        Err(problem) if problem.is(ProblemCode::NotFound) => {
            return Ok(end(request, config, End::NotFound));
        }
        Err(problem) => return Err(problem),
    };
    let words = Words::of(request);
    let query = language.map_or_else(String::new, |language| {
        let pairs = [("language", language)];
        format!(
            "?{}",
            serde_urlencoded::to_string(pairs).unwrap_or_default()
        )
    });
    let visit = Visit::of(page, &words, &format!("{token}{query}"), message);
    let visit = Some(visit);
    let document = Document {
        words: &words,
        visit,
    };
    Ok(html(request, status, &document, config, "'none'"))
}

impl Visit {
    // `address`: the token with the language that was named.
    fn of(page: PageView, words: &Words, address: &str, message: &str) -> Self {
        let say = |key| words.say(key).to_owned();
        let background = page.appearance.background.name();
        let logo = page.logo.map(|logo| PublicLogo::of(logo, page.appearance));
        let preload = format!("/api/v1/enroll/{address}");
        match page.paused {
            Some(paused) => Self {
                preload,
                logo,
                background,
                title: say("paused_title"),
                text_html: String::new(),
                form: None,
                hint: paused.unwrap_or_else(|| say("paused_text")),
            },
            None => Self {
                preload,
                logo,
                background,
                title: say("title"),
                text_html: page.text_html.unwrap_or_default(),
                form: Some(PlainForm {
                    action: format!("/e/{address}"),
                    passcode_required: page.passcode_required,
                    message: message.to_owned(),
                }),
                hint: say("after_download"),
            },
        }
    }
}

/// Answers `GET /preview`: the page without a token, for the console's frame.
pub async fn preview(request: HttpRequest, config: web::Data<HttpConfig>) -> HttpResponse {
    let words = Words::of(&request);
    let document = Document {
        words: &words,
        visit: None,
    };
    let mut page = html(&request, StatusCode::OK, &document, &config, "'self'");
    page.headers_mut()
        .insert(X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
    page
}

fn html(
    request: &HttpRequest,
    status: StatusCode,
    document: &Document<'_>,
    config: &HttpConfig,
    ancestors: &str,
) -> HttpResponse {
    let page = pages::render(document);
    let mut response = HttpResponse::build(status);
    response
        .content_type("text/html; charset=utf-8")
        .insert_header((
            CONTENT_SECURITY_POLICY,
            policy::landing(ancestors, config.https),
        ))
        .insert_header((REFERRER_POLICY, "same-origin"));
    packing::answer(request, response, page.into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;
    use vestibule_domain::page::logo_appearance::Background;

    #[test]
    fn what_people_wrote_becomes_no_markup_and_no_template() {
        let words = Words::of(&TestRequest::default().to_http_request());
        let hostile = || r#""><script>{{ title }}</script>&'"#.to_owned();
        let visit = Some(Visit {
            preload: hostile(),
            logo: Some(PublicLogo {
                url: hostile(),
                alt: hostile(),
                ground: Background::Any.into(),
                width: Some(40),
                height: None,
            }),
            background: "any",
            title: hostile(),
            text_html: "<p>Sanitized</p>".into(),
            form: Some(PlainForm {
                action: hostile(),
                passcode_required: true,
                message: hostile(),
            }),
            hint: hostile(),
        });
        let words = &words;
        let page = pages::render(&Document { words, visit });
        let ours =
            ["type=\"module\"", "type=\"application/json\""].map(|kind| format!("<script {kind}"));
        assert!(ours.iter().all(|script| page.contains(script)), "{page}");
        assert_eq!(page.matches("<script").count(), ours.len(), "{page}");
        assert_eq!(page.matches("{{ title }}").count(), 7, "{page}");
        assert!(
            !page.contains("\"\">") && page.contains("<p>Sanitized</p>"),
            "{page}"
        );
        assert!(!page.contains("width=\"40\""), "half a size is none");
        let frame = pages::render(&Document { words, visit: None });
        assert!(
            !frame.contains("preload") && frame.contains("<noscript></noscript>"),
            "{frame}"
        );
    }
}
