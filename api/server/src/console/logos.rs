//! Logos: upload for admins, the picture for everybody.

use crate::auth::Caller;
use crate::auth::permission::SecureEnrollmentWrite;
use crate::blocking;
use crate::extract::{body, conditional};
use crate::pages::policy;
use crate::problem::Problem;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, EntityTag};
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use serde::Serialize;
use utoipa::ToSchema;
use vestibule_app::content::picture::MAX_UPLOAD_BYTES;
use vestibule_app::{App, logo};
use vestibule_domain::page::LogoHash;

/// An uploaded logo.
#[derive(Serialize, ToSchema)]
pub struct UploadedLogo {
    /// Its name, for `logo.sha256`.
    pub sha256: String,
    /// Where the picture is.
    pub url: String,
}

/// Where the picture of a logo is.
pub fn url(hash: LogoHash) -> String {
    format!("/api/v1/logos/{}.png", hash.hex())
}

/// Uploads a logo: PNG, JPEG or WebP, at most 8 megapixels. Unused ones are dropped after a day.
#[utoipa::path(tag = "secure enrollment", operation_id = "upload_logo", request_body(content = Vec<u8>, content_type = "image/png"), extensions(("x-permission" = json!("secure_enrollment.write"))),
    responses((status = 201, body = UploadedLogo, description = "Its name.")))]
#[post("/logos")]
pub async fn upload_logo(
    who: Caller<SecureEnrollmentWrite>,
    app: web::Data<App>,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    let bytes = body::read(payload, MAX_UPLOAD_BYTES).await?;
    let hash = blocking::run(&app, move |app| logo::upload(app, &who, &bytes)).await?;
    Ok(HttpResponse::Created().json(UploadedLogo {
        sha256: hash.hex(),
        url: url(hash),
    }))
}

/// The picture of a logo; it never changes.
#[utoipa::path(tag = "public", operation_id = "get_logo", params(("file" = String, Path, description = "`{sha256}.png`")),
    responses((status = 200, content_type = "image/png", body = Vec<u8>, description = "The picture."), (status = 304, description = "The reader has it already.")), security(()))]
#[get("/logos/{file}")]
pub async fn get_logo(
    request: HttpRequest,
    app: web::Data<App>,
    file: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let hash = file
        .strip_suffix(".png")
        .and_then(LogoHash::parse)
        .ok_or_else(Problem::not_found)?;
    let png = blocking::run(&app, move |app| logo::show(app, hash)).await?;
    let tag = EntityTag::new_strong(hash.hex());
    let mut head = HttpResponse::Ok();
    head.insert_header((CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .insert_header((CONTENT_SECURITY_POLICY, policy::DOWNLOAD));
    Ok(conditional::answer(&request, tag, head, |mut response| {
        response.content_type("image/png").body(png)
    }))
}
