//! The landing page: its document, the plain form for browsers without JavaScript, and the pages that only say something.

pub mod document;
pub mod ends;
mod words;

pub use document::preview;
pub use ends::{End, end};

use crate::blocking;
use crate::config::HttpConfig;
use crate::enroll::{device_type, profile_url, visitor};
use crate::extract::body;
use crate::problem::{Problem, ProblemCode};
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderValue, LOCATION, RETRY_AFTER};
use actix_web::{HttpRequest, HttpResponse, web};
use document::document;
use serde::Deserialize;
use vestibule_app::App;
use vestibule_app::enrollment_url::{configurator, unlock};
use words::Words;

/// Answers `GET /e/{token}`: the page, live or retired alike; nothing changes.
///
/// # Errors
/// The [`Problem`] to answer with.
pub async fn page(
    request: HttpRequest,
    app: web::Data<App>,
    config: web::Data<HttpConfig>,
    token: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    if device_type::is(&request) {
        return refuse(&request, &app, &config, token.into_inner()).await;
    }
    document(&request, &app, &config, &token, StatusCode::OK, "").await
}

/// The plain form's fields.
#[derive(Deserialize)]
pub struct Form {
    passcode: Option<String>,
}

/// Answers `POST /e/{token}`: the same page's plain form, for browsers without JavaScript. Same-origin only.
///
/// # Errors
/// The [`Problem`] to answer with.
pub async fn form(
    request: HttpRequest,
    app: web::Data<App>,
    config: web::Data<HttpConfig>,
    token: web::Path<String>,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    if device_type::is(&request) {
        return refuse(&request, &app, &config, token.into_inner()).await;
    }
    crate::auth::check_cross_site(&request, &config)?;
    let (who, named) = (visitor(&request, None), token.clone());
    let sent = body::read(payload, body::MAX_SMALL_BYTES).await?;
    let typed = serde_urlencoded::from_bytes::<Form>(&sent).ok();
    let typed = typed.and_then(|form| form.passcode);
    let missing = typed.as_deref().is_none_or(str::is_empty);
    let unlocked = blocking::run(&app, move |app| {
        unlock::unlock(app, &who, &named, typed.as_deref())
    })
    .await;
    let problem = match unlocked {
        Ok(ticket) => {
            return Ok(HttpResponse::SeeOther()
                .insert_header((LOCATION, profile_url(&ticket)))
                .finish());
        }
        Err(problem) => problem,
    };
    if let Some(what @ (End::NotFound | End::Retired)) = End::of(&problem) {
        return Ok(end(&request, &config, what));
    }
    let words = Words::of(&request);
    let wait = problem.retry_after.unwrap_or(5);
    let message = match problem.code.0 {
        ProblemCode::PasscodeInvalid if missing => words.say("missing").to_owned(),
        ProblemCode::PasscodeInvalid => words.say("wrong").to_owned(),
        ProblemCode::SlowDown => words.say_wait("slow_down", wait),
        ProblemCode::Unavailable => words.say_wait("busy", wait),
        // The document itself tells a pause.
        _ => problem.detail.clone(),
    };
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut answer = document(&request, &app, &config, &token, status, &message).await?;
    if problem.retry_after.is_some() {
        answer
            .headers_mut()
            .insert(RETRY_AFTER, HeaderValue::from(wait));
    }
    Ok(answer)
}

async fn refuse(
    request: &HttpRequest,
    app: &web::Data<App>,
    config: &HttpConfig,
    token: String,
) -> Result<HttpResponse, Problem> {
    let who = visitor(request, None);
    match blocking::run(app, move |app| {
        Err::<(), _>(configurator::refuse(app, &who, &token))
    })
    .await
    {
        Err(problem) if problem.is(ProblemCode::ConfiguratorRefused) => Ok(device_type::refuse()),
        Err(problem) if problem.is(ProblemCode::NotFound) => {
            Ok(end(request, config, End::NotFound))
        }
        Err(problem) => Err(problem),
        Ok(()) => Err(Problem::not_found()),
    }
}
