//! The landing page's document: words and plain form filled in, so that it starts in one round trip and works without JavaScript.

use super::words::{Words, named};
use super::{End, end, template};
use crate::blocking;
use crate::config::HttpConfig;
use crate::enroll::view::PublicLogo;
use crate::enroll::visitor;
use crate::pages::{escape, fill, packing, policy};
use crate::problem::Problem;
use actix_web::http::StatusCode;
use actix_web::http::header::{
    CONTENT_SECURITY_POLICY, HeaderValue, REFERRER_POLICY, X_FRAME_OPTIONS,
};
use actix_web::{HttpRequest, HttpResponse, web};
use vestibule_app::App;
use vestibule_app::enrollment_url::open::{self, PageView};

/// The page of a URL, with a message beside the plain form (empty for none).
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
        Err(problem) if problem.code == "not_found" => {
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
    let preload = escape(&format!("/api/v1/enroll/{token}{query}"));
    let action = escape(&format!("/e/{token}{query}"));
    let holes = [
        ("language", words.language),
        ("dir", words.dir()),
        ("title", &escape(words.say("title"))),
        ("preload", &preload),
        ("words", &words.page()),
        ("noscript", &plain(&words, page, &action, message)),
    ];
    let filled = fill(&template("index.html"), &holes);
    Ok(html(request, status, filled, config, "'none'"))
}

// What stands in <noscript>.
fn plain(words: &Words, page: PageView, action: &str, message: &str) -> String {
    let say = |key| escape(words.say(key));
    let logo = page.logo.map(|logo| {
        let background = page.appearance.background.as_str();
        let PublicLogo {
            url,
            alt,
            width,
            height,
            ..
        } = PublicLogo::of(logo, page.appearance);
        let size = width
            .zip(height)
            .map(|(width, height)| format!(r#" width="{width}" height="{height}""#));
        let holes = [
            ("logo_url", url.as_str()),
            ("logo_alt", &escape(&alt)),
            ("logo_ground", background),
            ("logo_size", &size.unwrap_or_default()),
        ];
        fill(&template("noscript-logo.html"), &holes)
    });
    let field = if page.passcode_required {
        let holes = [("passcode", say("passcode"))];
        let holes = holes
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        fill(&template("noscript-passcode.html"), &holes)
    } else {
        String::new()
    };
    let paused = page
        .paused
        .map(|message| message.unwrap_or_else(|| words.say("paused_text").to_owned()));
    let title = if paused.is_some() {
        "paused_title"
    } else {
        "title"
    };
    let text = page.text_html.as_deref().unwrap_or_default();
    let form = if paused.is_some() {
        String::new()
    } else {
        let holes = [
            ("action", action),
            ("passcode_field", &field),
            ("message", &escape(message)),
            ("download", &say("download")),
        ];
        fill(&template("noscript-form.html"), &holes)
    };
    let holes = [
        ("logo", logo.as_deref().unwrap_or_default()),
        ("title", &say(title)),
        ("text", if paused.is_some() { "" } else { text }),
        ("form", &form),
        (
            "hint",
            &escape(paused.as_deref().unwrap_or(words.say("after_download"))),
        ),
    ];
    fill(&template("noscript.html"), &holes)
}

/// Answers `GET /preview`: the page without a token, for the console's frame.
pub async fn preview(request: HttpRequest, config: web::Data<HttpConfig>) -> HttpResponse {
    let words = Words::of(&request);
    let template: Vec<String> = template("index.html")
        .lines()
        .filter(|line| !line.contains("{{preload}}"))
        .map(str::to_owned)
        .collect();
    let holes = [
        ("language", words.language),
        ("dir", words.dir()),
        ("title", &escape(words.say("title"))),
        ("words", &words.page()),
        ("noscript", ""),
    ];
    let filled = fill(&template.join("\n"), &holes);
    let mut page = html(&request, StatusCode::OK, filled, &config, "'self'");
    page.headers_mut()
        .insert(X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
    page
}

fn html(
    request: &HttpRequest,
    status: StatusCode,
    page: String,
    config: &HttpConfig,
    ancestors: &str,
) -> HttpResponse {
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
