//! The signed profile of a ticket, and what has become of it.

use super::visitor;
use crate::blocking;
use crate::config::HttpConfig;
use crate::pages::landing::ends;
use crate::pages::policy;
use crate::problem::Problem;
use crate::wire::{self, DeviceRefusal, ProfileState};
use actix_web::http::header::ContentEncoding;
use actix_web::{HttpRequest, HttpResponse, get, head, web};
use serde::Serialize;
use utoipa::ToSchema;
use vestibule_app::App;
use vestibule_app::profile::{download, status};

/// What has become of a profile.
#[derive(Serialize, ToSchema)]
pub struct ProfileStatus {
    /// Derived from what has happened to it, as of now.
    pub state: ProfileState,
    /// When it stops being usable; null while that is not known.
    #[schema(format = DateTime)]
    pub deadline: Option<String>,
    /// Why the device was refused last.
    pub refusal: Option<ProfileRefusal>,
}

/// Why a device was refused.
#[derive(Serialize, ToSchema)]
pub struct ProfileRefusal {
    /// Stable, for the helpdesk and for programs.
    pub code: DeviceRefusal,
    /// The moment the device was refused, RFC 3339 in UTC.
    #[schema(format = DateTime)]
    pub at: String,
}

/// A profile as an answer: an attachment that browsers hand to the system, byte for byte (never compressed).
pub(super) fn attachment(document: Vec<u8>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("application/x-apple-aspen-config")
        .insert_header((
            "content-disposition",
            "attachment; filename=\"enroll.mobileconfig\"",
        ))
        .insert_header(("cache-control", "no-store"))
        .insert_header(("content-security-policy", policy::DOWNLOAD))
        .insert_header(ContentEncoding::Identity)
        .body(document)
}

/// Downloads the signed profile of a ticket: the same bytes for 10 minutes. A refusal is a page where a browser asks for one.
#[utoipa::path(tag = "public", operation_id = "download_profile", security(()), params(("ticket" = String, Path)), responses((status = 200, content_type = "application/x-apple-aspen-config", body = Vec<u8>, description = "The profile.")))]
#[get("/enroll/profiles/{ticket}")]
pub async fn download_profile(
    request: HttpRequest,
    app: web::Data<App>,
    config: web::Data<HttpConfig>,
    ticket: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let visitor = visitor(&request, None);
    match blocking::run(&app, move |app| download::download(app, &visitor, &ticket)).await {
        Ok(document) => Ok(attachment(document)),
        Err(problem) => ends::instead(&request, &config, problem),
    }
}

/// Whether the ticket would download now; nothing is made or recorded.
#[utoipa::path(tag = "public", operation_id = "check_profile", security(()), params(("ticket" = String, Path)), responses((status = 200, description = "It would.")))]
#[head("/enroll/profiles/{ticket}")]
pub async fn check_profile(
    app: web::Data<App>,
    ticket: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    blocking::run(&app, move |app| download::peek(app, &ticket)).await?;
    Ok(attachment(Vec::new()))
}

/// Tells what has become of a ticket's profile.
#[utoipa::path(tag = "public", operation_id = "get_profile_status", security(()), params(("ticket" = String, Path)), responses((status = 200, body = ProfileStatus, description = "Where it stands.")))]
#[get("/enroll/profiles/{ticket}/status")]
pub async fn get_profile_status(
    app: web::Data<App>,
    ticket: web::Path<String>,
) -> Result<web::Json<ProfileStatus>, Problem> {
    let status = blocking::run(&app, move |app| status::status(app, &ticket)).await?;
    Ok(web::Json(ProfileStatus {
        state: status.state.into(),
        deadline: status.deadline.map(wire::time),
        refusal: status.refusal.map(|refused| ProfileRefusal {
            code: refused.why.into(),
            at: wire::time(refused.at),
        }),
    }))
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use strum::VariantArray;
    use vestibule_domain::device::refusal::DeviceRefusal;

    #[test]
    fn every_refusal_has_words_on_the_page_and_help_in_the_documentation() {
        let table = include_str!("../../../../web/landing/refusals.json");
        let table: BTreeMap<String, String> = serde_json::from_str(table).unwrap();
        let codes: BTreeSet<&str> = DeviceRefusal::VARIANTS
            .iter()
            .map(|refusal| refusal.code())
            .collect();
        assert_eq!(
            table.keys().map(String::as_str).collect::<BTreeSet<_>>(),
            codes
        );
        let documented = include_str!("../../../../docs/problems.md");
        for code in codes {
            assert!(documented.contains(&format!("\n| `{code}` |")), "{code}");
        }
    }
}
