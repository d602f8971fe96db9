//! Enrollment URLs: the history of a policy's, and QR codes.

pub mod view;

use crate::auth::Caller;
use crate::auth::permission::{EnrollmentUrlRead, PolicyRead};
use crate::blocking;
use crate::extract::paging;
use crate::extract::path::Path;
use crate::extract::query::Query;
use crate::problem::Problem;
use crate::qr;
use actix_web::{HttpResponse, get, web};
use serde::Deserialize;
use utoipa::IntoParams;
use vestibule_app::App;
use vestibule_app::enrollment_url::{list, show};
use vestibule_domain::{EnrollmentUrlId, PolicyId};
use view::{EnrollmentUrlList, EnrollmentUrlWithUses};

/// Which page of a list.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// How many items a page has at most.
    pub limit: Option<u32>,
    /// Where to go on, from the page before.
    pub cursor: Option<String>,
}

/// Lists a policy's enrollment URLs, live and retired, with their uses.
#[utoipa::path(tag = "enrollment URLs", operation_id = "list_enrollment_urls", params(("policy_id" = uuid::Uuid, Path), PageQuery), extensions(("x-permission" = json!("policy.read"))),
    responses((status = 200, body = EnrollmentUrlList, description = "A page of URLs, newest first.")))]
#[get("/policies/{policy_id}/enrollment-urls")]
pub async fn list_enrollment_urls(
    who: Caller<PolicyRead>,
    app: web::Data<App>,
    Path(id): Path<PolicyId>,
    query: Query<PageQuery>,
) -> Result<web::Json<EnrollmentUrlList>, Problem> {
    let query = query.value()?;
    let page = paging::requested(query.limit, query.cursor.as_deref())?;
    let found = blocking::run(&app, move |app| list::list(app, &who, id, &page)).await?;
    Ok(web::Json(EnrollmentUrlList {
        items: found
            .items
            .into_iter()
            .map(EnrollmentUrlWithUses::from)
            .collect(),
        next_cursor: paging::next_cursor(found.next),
    }))
}

/// The QR code of a URL, as SVG.
#[utoipa::path(tag = "enrollment URLs", operation_id = "get_enrollment_url_qr_svg", params(("url_id" = uuid::Uuid, Path)), extensions(("x-permission" = json!("enrollment_url.read"))),
    responses((status = 200, content_type = "image/svg+xml", body = String, description = "The picture.")))]
#[get("/enrollment-urls/{url_id}/qr.svg")]
pub async fn get_enrollment_url_qr_svg(
    who: Caller<EnrollmentUrlRead>,
    app: web::Data<App>,
    Path(id): Path<EnrollmentUrlId>,
) -> Result<HttpResponse, Problem> {
    let text = blocking::run(&app, move |app| show::qr_text(app, &who, id)).await?;
    Ok(HttpResponse::Ok()
        .content_type("image/svg+xml")
        .body(qr::svg(&text)?))
}

/// The QR code of a URL, as PNG.
#[utoipa::path(tag = "enrollment URLs", operation_id = "get_enrollment_url_qr_png", params(("url_id" = uuid::Uuid, Path)), extensions(("x-permission" = json!("enrollment_url.read"))),
    responses((status = 200, content_type = "image/png", body = Vec<u8>, description = "The picture.")))]
#[get("/enrollment-urls/{url_id}/qr.png")]
pub async fn get_enrollment_url_qr_png(
    who: Caller<EnrollmentUrlRead>,
    app: web::Data<App>,
    Path(id): Path<EnrollmentUrlId>,
) -> Result<HttpResponse, Problem> {
    let text = blocking::run(&app, move |app| show::qr_text(app, &who, id)).await?;
    Ok(HttpResponse::Ok()
        .content_type("image/png")
        .body(qr::png(&text)?))
}
