//! The landing page's document, filled so that it works without JavaScript, and the pages that only say something.

use super::{escape, fill, policy, text};
use crate::blocking;
use crate::config::Settings;
use crate::enroll::{device_type, legacy, profile_url, visitor};
use crate::problem::Problem;
use actix_web::http::StatusCode;
use actix_web::http::header::{
    ACCEPT_LANGUAGE, CONTENT_SECURITY_POLICY, HeaderValue, LOCATION, REFERRER_POLICY,
    X_FRAME_OPTIONS,
};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use serde_json::Value;
use vestibule_app::App;
use vestibule_app::enrollment_url::{configurator, open, unlock};

/// What a page that only says something says.
#[derive(Clone, Copy)]
pub enum End {
    /// There is no such URL.
    NotFound,
    /// It is retired.
    Retired,
}

impl End {
    const fn code(self) -> (&'static str, StatusCode) {
        match self {
            End::NotFound => ("not_found", StatusCode::NOT_FOUND),
            End::Retired => ("enrollment_url_retired", StatusCode::GONE),
        }
    }
}

/// Answers `GET /e/{token}`: the page, live or retired alike; nothing changes.
pub async fn page(
    request: HttpRequest,
    app: web::Data<App>,
    settings: web::Data<Settings>,
    token: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    if device_type::is(&request) {
        return refuse(&request, &app, &settings, token.into_inner()).await;
    }
    document(&request, &app, &settings, &token, StatusCode::OK, "").await
}

/// The plain form's fields.
#[derive(Deserialize)]
pub struct Form {
    passcode: Option<String>,
}

/// Answers `POST /e/{token}`: the same page's plain form, for browsers without JavaScript. Same-origin only.
pub async fn form(
    request: HttpRequest,
    app: web::Data<App>,
    settings: web::Data<Settings>,
    token: web::Path<String>,
    body: Option<web::Form<Form>>,
) -> Result<HttpResponse, Problem> {
    if device_type::is(&request) {
        return refuse(&request, &app, &settings, token.into_inner()).await;
    }
    crate::auth::check_cross_site(&request, &settings)?;
    let (who, named) = (visitor(&request, None), token.clone());
    let typed = body.and_then(|form| form.into_inner().passcode);
    match blocking::run(&app, move |app| {
        unlock::unlock(app, &who, &named, typed.as_deref())
    })
    .await
    {
        Ok(ticket) => Ok(HttpResponse::SeeOther()
            .insert_header((LOCATION, profile_url(&ticket)))
            .finish()),
        Err(problem) if problem.code == "not_found" => Ok(end(&request, &settings, End::NotFound)),
        Err(problem) if problem.code == "enrollment_url_retired" => {
            Ok(end(&request, &settings, End::Retired))
        }
        Err(problem) => {
            let status =
                StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            let words = Words::of(&request);
            let message = words
                .server
                .get(problem.code)
                .and_then(Value::as_str)
                .unwrap_or(&problem.detail)
                .to_owned();
            document(&request, &app, &settings, &token, status, &message).await
        }
    }
}

/// Answers `GET /preview`: the page without a token, for the console's frame.
pub async fn preview(request: HttpRequest, settings: web::Data<Settings>) -> HttpResponse {
    let words = Words::of(&request);
    let title = words.say("title");
    let template = text("landing/index.html").unwrap_or_default();
    let template = template
        .lines()
        .filter(|line| !line.contains("{{preload}}"))
        .collect::<Vec<_>>()
        .join("\n");
    let holes = [
        ("language", words.language),
        ("dir", words.dir()),
        ("title", &title),
        ("noscript", ""),
    ];
    let mut page = html(StatusCode::OK, fill(&template, &holes), &settings, "'self'");
    page.headers_mut()
        .insert(X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
    page
}

/// A page that only says something, with its status.
pub fn end(request: &HttpRequest, settings: &Settings, what: End) -> HttpResponse {
    let (code, status) = what.code();
    let words = Words::of(request);
    let (title, message) = (
        escape(&words.say(&format!("{code}_title"))),
        escape(&words.say(code)),
    );
    let holes = [
        ("language", words.language),
        ("dir", words.dir()),
        ("title", title.as_str()),
        ("message", &message),
        ("hint", ""),
    ];
    let page = fill(&text("landing/end.html").unwrap_or_default(), &holes);
    HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .insert_header((
            CONTENT_SECURITY_POLICY,
            policy::landing("'none'", settings.https),
        ))
        .body(page)
}

async fn refuse(
    request: &HttpRequest,
    app: &web::Data<App>,
    settings: &Settings,
    token: String,
) -> Result<HttpResponse, Problem> {
    let who = visitor(request, None);
    match blocking::run(app, move |app| {
        Err::<(), _>(configurator::refuse(app, &who, &token))
    })
    .await
    {
        Err(problem) if problem.code == "configurator_refused" => Ok(legacy::refuse_configurator()),
        Err(problem) if problem.code == "not_found" => Ok(end(request, settings, End::NotFound)),
        Err(problem) => Err(problem),
        Ok(()) => Err(Problem::not_found()),
    }
}

async fn document(
    request: &HttpRequest,
    app: &web::Data<App>,
    settings: &Settings,
    token: &str,
    status: StatusCode,
    message: &str,
) -> Result<HttpResponse, Problem> {
    let (who, named) = (visitor(request, None), token.to_owned());
    let page = match blocking::run(app, move |app| open::open(app, &who, &named, false)).await {
        Ok(page) => page,
        Err(problem) if problem.code == "not_found" => {
            return Ok(end(request, settings, End::NotFound));
        }
        Err(problem) => return Err(problem),
    };
    let words = Words::of(request);
    let logo = page.logo.map(|logo| {
        let holes = [
            ("logo_url", crate::console::logos::url(logo.hash)),
            ("logo_alt", escape(&logo.alt)),
        ];
        fill(
            &text("landing/noscript-logo.html").unwrap_or_default(),
            &holes
                .each_ref()
                .map(|(name, value)| (*name, value.as_str())),
        )
    });
    let passcode = escape(&words.say("passcode"));
    let field = fill(
        &text("landing/noscript-passcode.html").unwrap_or_default(),
        &[("passcode", &passcode)],
    );
    let (title, action) = (escape(&words.say("title")), escape(&format!("/e/{token}")));
    let paused = page
        .paused
        .map(|message| message.unwrap_or_else(|| words.say("enrollment_paused")));
    let message = escape(paused.as_deref().unwrap_or(message));
    let (download, after) = (
        escape(&words.say("download")),
        escape(&words.say("after_download")),
    );
    let noscript = fill(
        &text("landing/noscript.html").unwrap_or_default(),
        &[
            ("logo", logo.as_deref().unwrap_or_default()),
            ("title", &title),
            ("text", page.text_html.as_deref().unwrap_or_default()),
            ("action", &action),
            (
                "passcode_field",
                if page.passcode_required { &field } else { "" },
            ),
            ("message", &message),
            ("download", &download),
            ("after_download", &after),
        ],
    );
    let preload = escape(&format!("/api/v1/enroll/{token}"));
    let holes = [
        ("language", words.language),
        ("dir", words.dir()),
        ("title", title.as_str()),
        ("preload", &preload),
        ("noscript", &noscript),
    ];
    Ok(html(
        status,
        fill(&text("landing/index.html").unwrap_or_default(), &holes),
        settings,
        "'none'",
    ))
}

fn html(status: StatusCode, page: String, settings: &Settings, ancestors: &str) -> HttpResponse {
    HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .insert_header((
            CONTENT_SECURITY_POLICY,
            policy::landing(ancestors, settings.https),
        ))
        .insert_header((REFERRER_POLICY, "same-origin"))
        .body(page)
}

/// The words of one language.
struct Words {
    language: &'static str,
    server: Value,
}

impl Words {
    /// The first shipped language the browser reads; English otherwise.
    fn of(request: &HttpRequest) -> Self {
        let wished = request
            .headers()
            .get(ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let tags = wished.split(',').map(|part| {
            part.split([';', '-'])
                .next()
                .unwrap_or_default()
                .trim()
                .to_ascii_lowercase()
        });
        let known =
            tags.filter_map(|tag| ["en", "de", "ar"].into_iter().find(|known| *known == tag));
        let language = known.take(1).next().unwrap_or("en");
        let all = text(&format!("landing/locales/{language}.json"))
            .and_then(|text| serde_json::from_str::<Value>(&text).ok());
        Self {
            language,
            server: all.map(|mut all| all["server"].take()).unwrap_or_default(),
        }
    }

    fn dir(&self) -> &'static str {
        if self.language == "ar" { "rtl" } else { "ltr" }
    }

    fn say(&self, key: &str) -> String {
        self.server[key].as_str().unwrap_or_default().to_owned()
    }
}
