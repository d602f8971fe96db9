//! THE table of every path: routing, 405 with `Allow`, `HEAD`, what a log may show and what the console answers derive from it.

mod endpoint;
mod route;
mod table;

pub use route::{Audience, Head, Route};
pub use table::{Table, path, table};

use crate::console::{
    api_tokens, audit_events, devices, enrollment_urls, logos, policies, profiles,
    secure_enrollment, session, settings, setup, users,
};
use crate::device::{mdm, scep};
use crate::pages::{assets, console, landing, robots};
use crate::{docs, enroll, health, openapi};
use actix_web::http::Method;
use actix_web::{HttpResponse, web};
use endpoint::Endpoint;
use utoipa_actix_web::service_config::ServiceConfig;

/// Where the JSON API begins.
pub const API: &str = "/api/v1";

/// The JSON API, below [`API`]: its paths and methods stand at the handlers, and the table reads them from the description made of them.
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

/// Everything beside the API. Of two that fit a path the first one answers.
fn endpoints() -> Vec<Endpoint> {
    let public = |pattern: &str| Endpoint::new(Audience::Public, pattern);
    let device = |pattern: &str| Endpoint::new(Audience::Device, pattern);
    let page = |pattern: &str| {
        public(pattern)
            .get(landing::page)
            .on(Method::POST, landing::form)
    };
    let listed = [
        page("/e/{token}"),
        page("/E/{token}"),
        public("/preview").get(landing::preview),
        public("/mdm/enroll/{organization_id}/{policy_id}")
            .get(enroll::legacy::answer)
            .head(enroll::legacy::answer)
            .on(Method::POST, enroll::legacy::answer),
        device("/mdm").on(Method::PUT, mdm::put),
        // Old clients name a program behind the path (`/scep/pkiclient.exe`).
        device("/scep")
            .on(Method::GET, scep::get)
            .on(Method::POST, scep::post),
        device("/scep/{program:.*}")
            .on(Method::GET, scep::get)
            .on(Method::POST, scep::post),
        public("/healthz").get(health::live),
        public("/readyz").get(health::ready),
        public("/api/docs").get(docs::entrance),
        public("/api/docs/problems").get(docs::problems),
        public("/api/docs/{file:.*}").get(docs::swagger),
        public("/api/openapi.yaml").get(openapi::answer),
        public("/landing/{file:.*}").get(assets::answer),
        public("/console/{file:.*}").get(assets::answer),
        public("/favicon.ico").get(HttpResponse::NotFound),
        public("/robots.txt").get(robots::answer),
    ];
    listed.into_iter().chain(console_endpoints()).collect()
}

/// The console's addresses. A test in `web/src/app` holds the list together with the console's router.
fn console_endpoints() -> Vec<Endpoint> {
    let addresses: Vec<String> = serde_json::from_str(include_str!("console.json"))
        .expect("console.json is a list of texts, as every test that starts a server proves");
    let pattern = |address: &String| {
        let parts = address.split('/').map(|part| match part.strip_prefix('$') {
            Some(name) => format!("{{{name}}}"),
            None => part.to_owned(),
        });
        parts.collect::<Vec<_>>().join("/")
    };
    let patterns = addresses.iter().map(pattern);
    patterns
        .map(|pattern| Endpoint::new(Audience::Console, pattern).get(console::answer))
        .collect()
}

/// Serves everything beside the API.
pub fn configure(cfg: &mut web::ServiceConfig) {
    for endpoint in endpoints() {
        endpoint.register(cfg);
    }
}
