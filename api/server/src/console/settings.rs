//! The organization's settings.

use crate::auth::Caller;
use crate::auth::permission::{PolicyRead, SettingsWrite};
use crate::blocking;
use crate::extract::conditional::{IfMatch, etag};
use crate::extract::json::Json;
use crate::problem::Problem;
use crate::wire::ReEnrollment;
use actix_web::http::header::ETAG;
use actix_web::{HttpResponse, get, patch, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use vestibule_app::{App, settings as operation};
use vestibule_domain::organization::settings as domain;

/// The settings.
#[derive(Serialize, ToSchema)]
pub struct OrganizationSettings {
    /// Beta features.
    pub beta_features: BetaFeatures,
    /// A migration from another MDM is in progress: nothing may become secure.
    pub migration_in_progress: bool,
    /// What a device that is live under another certificate meets.
    pub re_enrollment: ReEnrollment,
}

/// Beta features.
#[derive(Serialize, ToSchema)]
pub struct BetaFeatures {
    /// Settings > Beta Features > Secure Enrollment.
    pub secure_enrollment: bool,
}

/// A change of settings; what is absent stays as it is.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SettingsChange {
    /// Beta features.
    pub beta_features: Option<BetaFeaturesChange>,
    /// The migration flag.
    pub migration_in_progress: Option<bool>,
    /// The re-enrollment rule.
    pub re_enrollment: Option<ReEnrollment>,
}

/// A change of beta features.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BetaFeaturesChange {
    /// The switch.
    pub secure_enrollment: Option<bool>,
}

impl From<domain::Settings> for OrganizationSettings {
    fn from(settings: domain::Settings) -> Self {
        Self {
            beta_features: BetaFeatures {
                secure_enrollment: settings.secure_enrollment_beta,
            },
            migration_in_progress: settings.migration_in_progress,
            re_enrollment: settings.re_enrollment.into(),
        }
    }
}

impl From<SettingsChange> for domain::SettingsChange {
    fn from(sent: SettingsChange) -> Self {
        Self {
            secure_enrollment_beta: sent
                .beta_features
                .and_then(|features| features.secure_enrollment),
            migration_in_progress: sent.migration_in_progress,
            re_enrollment: sent.re_enrollment.map(|choice| choice.0),
        }
    }
}

/// Shows the settings.
#[utoipa::path(tag = "settings", operation_id = "get_settings", extensions(("x-permission" = json!("policy.read"))), responses((status = 200, body = OrganizationSettings, description = "The settings; the ETag is needed for changing them.")))]
#[get("/settings")]
pub async fn get_settings(
    who: Caller<PolicyRead>,
    app: web::Data<App>,
) -> Result<HttpResponse, Problem> {
    let (settings, version) = blocking::run(&app, move |app| operation::show(app, &who)).await?;
    Ok(HttpResponse::Ok()
        .insert_header((ETAG, etag(version)))
        .json(OrganizationSettings::from(settings)))
}

/// Changes settings, onto the version that was read.
#[utoipa::path(tag = "settings", operation_id = "update_settings", params(("If-Match" = String, Header, description = "The ETag that was read, one of several, or `*` for whatever is current.")), request_body = SettingsChange, extensions(("x-permission" = json!("settings.write"))), responses((status = 200, body = OrganizationSettings, description = "The settings.")))]
#[patch("/settings")]
pub async fn update_settings(
    who: Caller<SettingsWrite>,
    app: web::Data<App>,
    if_match: IfMatch,
    body: Json<SettingsChange>,
) -> Result<HttpResponse, Problem> {
    let (precondition, requested) = (if_match.value()?, body.value()?.into());
    let (settings, version) = blocking::run(&app, move |app| {
        operation::change(app, &who, precondition.as_ref(), requested)
    })
    .await?;
    Ok(HttpResponse::Ok()
        .insert_header((ETAG, etag(version)))
        .json(OrganizationSettings::from(settings)))
}
