//! THE table of every path: one list serves and documents.

use crate::console::{
    api_tokens, audit_events, devices, enrollment_urls, logos, policies, profiles,
    secure_enrollment, session, settings, setup, users,
};
use crate::pages::{assets, console, landing};
use crate::{device, docs, enroll, health};
use actix_web::{HttpResponse, web};
use utoipa_actix_web::service_config::ServiceConfig;

/// The JSON API, below `/api/v1`.
pub fn api(cfg: &mut ServiceConfig<'_>) {
    cfg.service(setup::get_setup)
        .service(setup::complete_setup)
        .service(session::create_session)
        .service(session::refresh_session)
        .service(session::get_session)
        .service(session::delete_session)
        .service(policies::read::list_policies)
        .service(policies::write::create_policy)
        .service(policies::read::get_policy)
        .service(policies::write::update_policy)
        .service(policies::write::delete_policy)
        .service(policies::write::move_policy)
        .service(secure_enrollment::switch::get_secure_enrollment)
        .service(secure_enrollment::readiness::get_readiness)
        .service(secure_enrollment::switch::enable_secure_enrollment)
        .service(secure_enrollment::page::update_secure_enrollment)
        .service(secure_enrollment::switch::delete_secure_enrollment)
        .service(secure_enrollment::page::preview_secure_enrollment)
        .service(secure_enrollment::url::regenerate_enrollment_url)
        .service(secure_enrollment::url::invalidate_profiles)
        .service(secure_enrollment::url::pause_enrollment)
        .service(secure_enrollment::url::resume_enrollment)
        .service(logos::upload_logo)
        .service(logos::get_logo)
        .service(enrollment_urls::list_enrollment_urls)
        .service(enrollment_urls::get_enrollment_url_qr_svg)
        .service(enrollment_urls::get_enrollment_url_qr_png)
        .service(profiles::list_profiles)
        .service(profiles::issue_profile)
        .service(profiles::revoke_profile)
        .service(devices::list_devices)
        .service(devices::get_device)
        .service(devices::release_device)
        .service(devices::renew_device)
        .service(settings::get_settings)
        .service(settings::update_settings)
        .service(users::list_users)
        .service(users::create_user)
        .service(users::update_user)
        .service(users::disable_user)
        .service(users::enable_user)
        .service(api_tokens::list_api_tokens)
        .service(api_tokens::create_api_token)
        .service(api_tokens::revoke_api_token)
        .service(audit_events::list_audit_events)
        .service(enroll::profile::download_profile)
        .service(enroll::profile::check_profile)
        .service(enroll::profile::get_profile_status)
        .service(enroll::page::get_page)
        .service(enroll::page::get_page_qr_svg)
        .service(enroll::page::unlock_page);
}

/// A policy's legacy URL.
const LEGACY: &str = "/mdm/enroll/{organization_id}/{policy_id}";

/// Pages and other doors. What a browser asks for beyond them is a route of the console (see `unanswered`).
pub fn doors(cfg: &mut web::ServiceConfig) {
    cfg.configure(device::routes)
        .route("/e/{token}", web::get().to(landing::page))
        .route("/e/{token}", web::post().to(landing::form))
        .route("/E/{token}", web::get().to(landing::page))
        .route("/E/{token}", web::post().to(landing::form))
        .route("/preview", web::get().to(landing::preview))
        .route(LEGACY, web::get().to(enroll::legacy::answer))
        .route(LEGACY, web::head().to(enroll::legacy::answer))
        .route(LEGACY, web::post().to(enroll::legacy::answer))
        .route("/MDMServiceConfig", web::to(HttpResponse::NotFound))
        .route("/healthz", web::get().to(health::live))
        .route("/readyz", web::get().to(health::ready))
        .route("/api/docs", web::get().to(docs::entrance))
        .route("/api/docs/problems", web::get().to(docs::problems))
        .route("/api/docs/{file:.*}", web::get().to(docs::swagger))
        .route("/api/openapi.yaml", web::get().to(crate::openapi::answer))
        .route("/landing/{file:.*}", web::get().to(assets::answer))
        .route("/console/{file:.*}", web::get().to(assets::answer))
        .route("/favicon.ico", web::get().to(HttpResponse::NotFound))
        .route("/", web::get().to(console::answer));
}
