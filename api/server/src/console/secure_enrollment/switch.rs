//! The one-way switch, and what holds now.

use super::view::{SecureEnrollment, Versioned};
use crate::auth::Caller;
use crate::auth::permission::{PolicyRead, SecureEnrollmentEnable};
use crate::blocking;
use crate::extract::conditional::etag;
use crate::extract::json::Json;
use crate::extract::path::Path;
use crate::problem::Problem;
use crate::unanswered;
use actix_web::http::header::ETAG;
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, delete, get, post, web};
use serde::Deserialize;
use utoipa::ToSchema;
use vestibule_app::App;
use vestibule_app::secure_enrollment::{enable, show};
use vestibule_domain::PolicyId;

/// The acknowledgement of what cannot be undone.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Acknowledgement {
    /// Must be true: securing cannot be undone, children inherit it, and legacy URLs stop.
    #[serde(default)]
    pub acknowledged: bool,
}

/// Shows secure enrollment of a policy; of one that is not secure, its legacy URL.
#[utoipa::path(tag = "secure enrollment", operation_id = "get_secure_enrollment", params(("policy_id" = uuid::Uuid, Path)), extensions(("x-permission" = json!("policy.read"))),
    responses((status = 200, body = SecureEnrollment, description = "What holds now; the ETag is needed for changing it.")))]
#[get("/policies/{policy_id}/secure-enrollment")]
pub async fn get_secure_enrollment(
    who: Caller<PolicyRead>,
    app: web::Data<App>,
    Path(id): Path<PolicyId>,
) -> Result<HttpResponse, Problem> {
    let view = blocking::run(&app, move |app| {
        show::show(app, &who, id).map(Versioned::from)
    })
    .await?;
    Ok(answer(HttpResponse::Ok(), view, None))
}

/// Enables secure enrollment for a policy and every descendant, for ever.
#[utoipa::path(tag = "secure enrollment", operation_id = "enable_secure_enrollment", params(("policy_id" = uuid::Uuid, Path)), request_body = Acknowledgement, extensions(("x-permission" = json!("secure_enrollment.enable"))),
    responses((status = 201, body = SecureEnrollment, description = "It is enabled now."), (status = 200, body = SecureEnrollment, description = "It was enabled already.")))]
#[post("/policies/{policy_id}/secure-enrollment")]
pub async fn enable_secure_enrollment(
    who: Caller<SecureEnrollmentEnable>,
    app: web::Data<App>,
    Path(id): Path<PolicyId>,
    body: Json<Acknowledgement>,
) -> Result<HttpResponse, Problem> {
    let acknowledged = body.value()?.acknowledged;
    let (view, now) = blocking::run(&app, move |app| {
        let (view, now) = enable::enable(app, &who, id, acknowledged)?;
        Ok((Versioned::from(view), now))
    })
    .await?;
    Ok(answer(
        if now {
            HttpResponse::Created()
        } else {
            HttpResponse::Ok()
        },
        view,
        None,
    ))
}

/// Never: secure enrollment cannot be undone.
#[utoipa::path(tag = "secure enrollment", operation_id = "delete_secure_enrollment", params(("policy_id" = uuid::Uuid, Path)), extensions(("x-permission" = json!("policy.read"))),
    responses((status = 405, body = Problem, description = "It cannot be undone.")))]
#[delete("/policies/{policy_id}/secure-enrollment")]
pub async fn delete_secure_enrollment(
    request: HttpRequest,
    _who: Caller<PolicyRead>,
) -> HttpResponse {
    unanswered::method_not_allowed(&request, "Secure Enrollment cannot be undone.")
}

/// The answer of every operation here, with its ETag.
pub(super) fn answer(
    mut response: HttpResponseBuilder,
    Versioned { version, body }: Versioned,
    generated: Option<String>,
) -> HttpResponse {
    if let Some(version) = version {
        response.insert_header((ETAG, etag(version)));
    }
    response.json(SecureEnrollment {
        generated_passcode: generated,
        ..body
    })
}
