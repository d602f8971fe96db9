//! The URL: regenerating it, ending the profiles of earlier ones, pausing and resuming.

use super::switch::answer;
use super::view::{SecureEnrollment, Versioned};
use crate::auth::Caller;
use crate::auth::permission::{EnrollmentUrlRegenerate, SecureEnrollmentWrite};
use crate::blocking;
use crate::extract::idempotency_key;
use crate::extract::json::Json;
use crate::extract::path::Path;
use crate::problem::Problem;
use actix_web::{HttpRequest, HttpResponse, post, web};
use serde::Deserialize;
use utoipa::ToSchema;
use vestibule_app::App;
use vestibule_app::secure_enrollment::{pause, regenerate};
use vestibule_domain::PolicyId;
use vestibule_domain::enrollment_url::regeneration::Grace;
use vestibule_domain::field::FieldCode;

/// How to regenerate.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Regeneration {
    /// All descendants' URLs as well.
    #[serde(default)]
    pub include_children: bool,
    /// How long the profiles of the old URLs go on; 0 ends them at once.
    #[serde(default = "grace")]
    pub grace_minutes: i64,
}

/// How to pause.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Pause {
    /// What visitors read; null for the usual words.
    pub message: Option<String>,
}

fn grace() -> i64 {
    Grace::default().minutes()
}

/// Replaces the enrollment URL at once.
#[utoipa::path(tag = "secure enrollment", operation_id = "regenerate_enrollment_url", params(("policy_id" = uuid::Uuid, Path)), request_body = Regeneration, extensions(("x-permission" = json!("enrollment_url.regenerate"))),
    responses((status = 200, body = SecureEnrollment, description = "What holds now, with the new URL.")))]
#[post("/policies/{policy_id}/secure-enrollment/regenerate")]
pub async fn regenerate_enrollment_url(
    who: Caller<EnrollmentUrlRegenerate>,
    app: web::Data<App>,
    request: HttpRequest,
    Path(id): Path<PolicyId>,
    body: Json<Regeneration>,
) -> Result<HttpResponse, Problem> {
    let key = idempotency_key::of(&request, &body.bytes)?;
    let Regeneration {
        include_children,
        grace_minutes,
    } = body.value()?;
    let grace = Grace::from_minutes(grace_minutes);
    let grace = grace.map_err(|refusal| {
        Problem::field("/grace_minutes", FieldCode::OutOfRange, refusal.to_string())
    })?;
    let order = regenerate::Regenerate {
        include_children,
        grace,
    };
    let view = blocking::run(&app, move |app| {
        regenerate::regenerate(app, &who, id, order, key.as_ref()).map(Versioned::from)
    })
    .await?;
    Ok(answer(HttpResponse::Ok(), view, None))
}

/// Ends the profiles of the policy's retired URLs now.
#[utoipa::path(tag = "secure enrollment", operation_id = "invalidate_profiles", params(("policy_id" = uuid::Uuid, Path)), extensions(("x-permission" = json!("profile.revoke"))),
    responses((status = 200, body = SecureEnrollment, description = "What holds now.")))]
#[post("/policies/{policy_id}/secure-enrollment/invalidate-profiles")]
pub async fn invalidate_profiles(
    who: Caller<crate::auth::permission::ProfileRevoke>,
    app: web::Data<App>,
    Path(id): Path<PolicyId>,
) -> Result<HttpResponse, Problem> {
    let view = blocking::run(&app, move |app| {
        regenerate::invalidate_profiles(app, &who, id).map(Versioned::from)
    })
    .await?;
    Ok(answer(HttpResponse::Ok(), view, None))
}

/// Closes the door without changing the URL.
#[utoipa::path(tag = "secure enrollment", operation_id = "pause_enrollment", params(("policy_id" = uuid::Uuid, Path)), request_body = Pause, extensions(("x-permission" = json!("secure_enrollment.write"))),
    responses((status = 200, body = SecureEnrollment, description = "What holds now.")))]
#[post("/policies/{policy_id}/secure-enrollment/pause")]
pub async fn pause_enrollment(
    who: Caller<SecureEnrollmentWrite>,
    app: web::Data<App>,
    Path(id): Path<PolicyId>,
    body: Json<Pause>,
) -> Result<HttpResponse, Problem> {
    let message = body.value()?.message;
    let view = blocking::run(&app, move |app| {
        pause::pause(app, &who, id, message.as_deref()).map(Versioned::from)
    })
    .await?;
    Ok(answer(HttpResponse::Ok(), view, None))
}

/// Opens the door again.
#[utoipa::path(tag = "secure enrollment", operation_id = "resume_enrollment", params(("policy_id" = uuid::Uuid, Path)), extensions(("x-permission" = json!("secure_enrollment.write"))),
    responses((status = 200, body = SecureEnrollment, description = "What holds now.")))]
#[post("/policies/{policy_id}/secure-enrollment/resume")]
pub async fn resume_enrollment(
    who: Caller<SecureEnrollmentWrite>,
    app: web::Data<App>,
    Path(id): Path<PolicyId>,
) -> Result<HttpResponse, Problem> {
    let view = blocking::run(&app, move |app| {
        pause::resume(app, &who, id).map(Versioned::from)
    })
    .await?;
    Ok(answer(HttpResponse::Ok(), view, None))
}
