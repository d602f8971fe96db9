//! The page's data and the unlock.

use super::view::PublicPage;
use super::{device_type, profile_url, visitor};
use crate::blocking;
use crate::extract::json::Json;
use crate::extract::query::Query;
use crate::problem::Problem;
use crate::qr;
use crate::wire;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use vestibule_app::enrollment_url::{configurator, open, show, unlock};
use vestibule_app::{App, Visitor};

/// In which language.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LanguageQuery {
    /// A language tag; else `Accept-Language` decides.
    pub language: Option<String>,
}

/// The passcode, where one is asked for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Unlock {
    /// As typed.
    pub passcode: Option<String>,
}

/// Where the profile is, for 10 minutes.
#[derive(Serialize, ToSchema)]
pub struct Unlocked {
    /// Downloads the profile.
    pub profile_url: String,
    /// Until when.
    #[schema(format = DateTime)]
    pub expires_at: String,
}

/// Shows the page of an enrollment URL, live or retired alike. Changes nothing.
#[utoipa::path(tag = "public", operation_id = "get_page", security(()), params(("token" = String, Path), LanguageQuery), responses((status = 200, body = PublicPage, description = "The page.")))]
#[get("/enroll/{token}")]
pub async fn get_page(
    request: HttpRequest,
    app: web::Data<App>,
    token: web::Path<String>,
    query: Query<LanguageQuery>,
) -> Result<web::Json<PublicPage>, Problem> {
    let visitor = visitor(&request, query.value()?.language.as_deref());
    if device_type::is(&request) {
        return Err(refuse(&app, visitor, token.into_inner()).await);
    }
    let page = blocking::run(&app, move |app| open::open(app, &visitor, &token, true)).await?;
    Ok(web::Json(page.into()))
}

/// The QR code of an enrollment URL, for somebody who has it on the wrong device. Holds no passcode; changes nothing.
#[utoipa::path(tag = "public", operation_id = "get_page_qr_svg", security(()), params(("token" = String, Path)), responses((status = 200, content_type = "image/svg+xml", body = String, description = "The picture.")))]
#[get("/enroll/{token}/qr.svg")]
pub async fn get_page_qr_svg(
    request: HttpRequest,
    app: web::Data<App>,
    token: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let visitor = visitor(&request, None);
    let text = blocking::run(&app, move |app| {
        show::qr_text_of_page(app, &visitor, &token)
    })
    .await?;
    Ok(HttpResponse::Ok()
        .content_type("image/svg+xml")
        .body(qr::svg(&text)?))
}

/// Unlocks an enrollment URL: makes one profile, good for one device.
#[utoipa::path(tag = "public", operation_id = "unlock_page", security(()), params(("token" = String, Path)), request_body = Unlock, responses((status = 200, body = Unlocked, description = "Where the profile is.")))]
#[post("/enroll/{token}/unlock")]
pub async fn unlock_page(
    request: HttpRequest,
    app: web::Data<App>,
    token: web::Path<String>,
    body: Json<Unlock>,
) -> Result<web::Json<Unlocked>, Problem> {
    let visitor = visitor(&request, None);
    if device_type::is(&request) {
        return Err(refuse(&app, visitor, token.into_inner()).await);
    }
    let typed = body.value()?.passcode;
    let ticket = blocking::run(&app, move |app| {
        unlock::unlock(app, &visitor, &token, typed.as_deref())
    })
    .await?;
    Ok(web::Json(Unlocked {
        profile_url: profile_url(&ticket),
        expires_at: wire::time(ticket.expires_at),
    }))
}

/// Apple Configurator is told so as a program of ours would be: by a problem document.
async fn refuse(app: &web::Data<App>, visitor: Visitor, token: String) -> Problem {
    let refused = blocking::run(app, move |app| {
        Err::<(), _>(configurator::refuse(app, &visitor, &token))
    });
    refused.await.err().unwrap_or_else(Problem::not_found)
}
