//! The settings: saving them, and previewing the page they make.

use super::settings::SecureEnrollmentChange;
use super::switch::answer;
use super::view::{SecureEnrollment, Versioned};
use crate::auth::Caller;
use crate::auth::permission::{PolicyRead, SecureEnrollmentWrite};
use crate::blocking;
use crate::enroll::view::PublicPage;
use crate::extract::conditional::IfMatch;
use crate::extract::json::Json;
use crate::extract::path::Path;
use crate::extract::query::Query;
use crate::problem::Problem;
use actix_web::{HttpResponse, patch, post, web};
use serde::Deserialize;
use utoipa::IntoParams;
use vestibule_app::App;
use vestibule_app::secure_enrollment::requested::RequestedSettings;
use vestibule_app::secure_enrollment::{change, preview};
use vestibule_domain::PolicyId;
use vestibule_domain::page::language::Language;

/// Saves page and passcode: all of it or nothing, only onto the version that was read.
#[utoipa::path(tag = "secure enrollment", operation_id = "update_secure_enrollment", params(("policy_id" = uuid::Uuid, Path), ("If-Match" = String, Header, description = "The ETag that was read, one of several, or `*` for whatever is current.")), request_body = SecureEnrollmentChange, extensions(("x-permission" = json!("secure_enrollment.write"))),
    responses((status = 200, body = SecureEnrollment, description = "What holds now; a generated passcode is shown this once.")))]
#[patch("/policies/{policy_id}/secure-enrollment")]
pub async fn update_secure_enrollment(
    who: Caller<SecureEnrollmentWrite>,
    app: web::Data<App>,
    Path(id): Path<PolicyId>,
    if_match: IfMatch,
    body: Json<SecureEnrollmentChange>,
) -> Result<HttpResponse, Problem> {
    let precondition = if_match.value()?;
    let requested = RequestedSettings::from(body.value()?);
    let (view, shown) = blocking::run(&app, move |app| {
        let (view, shown) = change::change(app, &who, id, precondition.as_ref(), &requested)?;
        Ok((Versioned::from(view), shown))
    })
    .await?;
    Ok(answer(
        HttpResponse::Ok(),
        view,
        shown.map(|passcode| passcode.reveal().to_owned()),
    ))
}

/// For whom the preview is.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ReaderQuery {
    /// The language tag of the reader; without it, one whose language the text is not written in.
    pub language: Option<String>,
}

/// Renders the page that a reader of a language would see after a change, and saves nothing.
#[utoipa::path(tag = "secure enrollment", operation_id = "preview_secure_enrollment", params(("policy_id" = uuid::Uuid, Path), ReaderQuery), request_body = SecureEnrollmentChange, extensions(("x-permission" = json!("policy.read"))),
    responses((status = 200, body = PublicPage, description = "The page, as its URL would answer it.")))]
#[post("/policies/{policy_id}/secure-enrollment/preview")]
pub async fn preview_secure_enrollment(
    who: Caller<PolicyRead>,
    app: web::Data<App>,
    Path(id): Path<PolicyId>,
    query: Query<ReaderQuery>,
    body: Json<SecureEnrollmentChange>,
) -> Result<web::Json<PublicPage>, Problem> {
    // Who previews is not who reads: their own browser's languages say nothing here.
    let language = query.value()?.language;
    let languages: Vec<_> = language
        .as_deref()
        .and_then(Language::parse)
        .into_iter()
        .collect();
    let requested = RequestedSettings::from(body.value()?);
    let page = blocking::run(&app, move |app| {
        preview::preview(app, &who, id, &requested, &languages)
    })
    .await?;
    Ok(web::Json(page.into()))
}
