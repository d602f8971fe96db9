//! Page and passcode: saving and previewing.

use super::body::SecureEnrollmentChange;
use super::switch::answer;
use super::view::SecureEnrollment;
use crate::auth::Caller;
use crate::auth::permission::{PolicyRead, SecureEnrollmentWrite};
use crate::blocking;
use crate::enroll::view::{Paused, PublicAccent, PublicLogo, PublicPage};
use crate::extract::conditional::IfMatch;
use crate::extract::json::Json;
use crate::extract::path::Path;
use crate::problem::Problem;
use actix_web::{HttpResponse, patch, post, web};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;
use vestibule_app::App;
use vestibule_app::secure_enrollment::change::{self, PageChange};
use vestibule_app::secure_enrollment::preview;
use vestibule_domain::PolicyId;

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
    let requested = PageChange::from(body.value()?);
    let (view, shown) = blocking::run(&app, move |app| {
        change::change(app, &who, id, precondition.as_ref(), &requested)
    })
    .await?;
    Ok(answer(
        HttpResponse::Ok(),
        view,
        shown.map(|passcode| passcode.reveal().to_owned()),
    ))
}

/// The page as visitors would see it after a change, in every language it is written in.
#[derive(Serialize, ToSchema)]
pub struct Preview {
    /// The page in the text's own language.
    #[serde(flatten)]
    pub page: PublicPage,
    /// The rendered variants by language tag.
    pub translations_html: BTreeMap<String, String>,
}

/// Renders what the page would look like after a change, and saves nothing.
#[utoipa::path(tag = "secure enrollment", operation_id = "preview_secure_enrollment", params(("policy_id" = uuid::Uuid, Path)), request_body = SecureEnrollmentChange, extensions(("x-permission" = json!("policy.read"))),
    responses((status = 200, body = Preview, description = "The rendered page.")))]
#[post("/policies/{policy_id}/secure-enrollment/preview")]
pub async fn preview_secure_enrollment(
    who: Caller<PolicyRead>,
    app: web::Data<App>,
    Path(id): Path<PolicyId>,
    body: Json<SecureEnrollmentChange>,
) -> Result<web::Json<Preview>, Problem> {
    let requested = PageChange::from(body.value()?);
    let found = blocking::run(&app, move |app| preview::preview(app, &who, id, &requested)).await?;
    let (text_html, translations) = found
        .text
        .map(|text| (text.html, text.translations_html))
        .unzip();
    let page = PublicPage {
        organization_name: found.organization_name.to_string(),
        accent: found
            .logo
            .as_ref()
            .and_then(|_| PublicAccent::of(found.appearance)),
        logo: found
            .logo
            .map(|logo| PublicLogo::of(logo, found.appearance)),
        text_html,
        language: "en".into(),
        passcode_required: found.passcode_required,
        paused: found.paused.map(|message| Paused { message }),
    };
    let translations = translations.unwrap_or_default().into_iter();
    let translations_html = translations
        .map(|(language, html)| (language.as_str().to_owned(), html))
        .collect();
    Ok(web::Json(Preview {
        page,
        translations_html,
    }))
}
