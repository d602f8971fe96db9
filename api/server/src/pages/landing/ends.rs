//! Pages that only say something: nothing there, no longer valid, paused, expired.

use super::words::Words;
use crate::config::HttpConfig;
use crate::pages::{self, policy};
use crate::problem::{Problem, ProblemCode};
use actix_web::http::StatusCode;
use actix_web::http::header::{ACCEPT, CONTENT_SECURITY_POLICY};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

/// What such a page says.
#[derive(Clone, Copy)]
pub enum End {
    /// There is no such URL.
    NotFound,
    /// It is retired.
    Retired,
    /// Its door is closed for now.
    Paused,
    /// The time for this download is over.
    TicketExpired,
}

impl End {
    /// The end that a problem is to a person.
    pub fn of(problem: &Problem) -> Option<Self> {
        match problem.code.0 {
            ProblemCode::NotFound => Some(End::NotFound),
            ProblemCode::EnrollmentUrlRetired => Some(End::Retired),
            ProblemCode::EnrollmentPaused => Some(End::Paused),
            ProblemCode::TicketExpired => Some(End::TicketExpired),
            _ => None,
        }
    }

    const fn words(self) -> (&'static str, &'static str) {
        match self {
            End::NotFound => ("unknown_title", "unknown_text"),
            End::Retired => ("retired_title", "retired_text"),
            End::Paused => ("paused_title", "paused_text"),
            End::TicketExpired => ("ticket_title", "ticket_text"),
        }
    }

    const fn status(self) -> StatusCode {
        match self {
            End::NotFound => StatusCode::NOT_FOUND,
            End::Retired | End::TicketExpired => StatusCode::GONE,
            End::Paused => StatusCode::LOCKED,
        }
    }
}

/// Such a page; `title` and `message` are keys of its words.
#[derive(Template)]
#[template(path = "landing/end.html")]
struct Document<'a> {
    words: &'a Words,
    title: &'static str,
    message: &'static str,
}

/// A page that only says something, with its status.
pub fn end(request: &HttpRequest, config: &HttpConfig, what: End) -> HttpResponse {
    let words = &Words::of(request);
    let (title, message) = what.words();
    let page = pages::render(&Document {
        words,
        title,
        message,
    });
    HttpResponse::build(what.status())
        .content_type("text/html; charset=utf-8")
        .insert_header((
            CONTENT_SECURITY_POLICY,
            policy::landing("'none'", config.https),
        ))
        .body(page)
}

/// A problem as a page, where a browser would show it to a person; else as it is.
///
/// # Errors
/// The [`Problem`] to answer with.
pub fn instead(
    request: &HttpRequest,
    config: &HttpConfig,
    problem: Problem,
) -> Result<HttpResponse, Problem> {
    let accepted = request.headers().get(ACCEPT);
    let accepted = accepted.and_then(|value| value.to_str().ok());
    match End::of(&problem) {
        Some(what) if accepted.unwrap_or_default().contains("text/html") => {
            Ok(end(request, config, what))
        }
        _ => Err(problem),
    }
}
