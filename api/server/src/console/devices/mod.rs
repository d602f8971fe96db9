//! Devices: list, detail, release and renewal profile.

pub mod view;

use crate::auth::Caller;
use crate::auth::permission::{DeviceRelease, DeviceRenew, PolicyRead};
use crate::blocking;
use crate::extract::path::Path;
use crate::extract::query::Query;
use crate::extract::{idempotency_key, paging};
use crate::problem::Problem;
use crate::wire;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use serde::Deserialize;
use utoipa::IntoParams;
use vestibule_app::App;
use vestibule_app::device::{list, release, renew, show};
use vestibule_domain::field::FieldCode;
use vestibule_domain::{DeviceId, PolicyId};
use view::{Device, DeviceList, RenewalProfile};

/// Which devices: what is not named does not narrow.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DeviceQuery {
    /// Enrolled in this policy.
    #[param(value_type = Option<uuid::Uuid>)]
    pub policy_id: Option<String>,
    /// With `policy_id`: in the policies below it as well.
    pub include_children: Option<bool>,
    /// In this state; all if not said.
    pub state: Option<wire::DeviceState>,
    /// Whose name, serial number, model or UDID contains this text.
    pub query: Option<String>,
    /// How many items a page has at most.
    pub limit: Option<u32>,
    /// Where to go on, from the page before.
    pub cursor: Option<String>,
}

/// Lists devices.
#[utoipa::path(tag = "devices", operation_id = "list_devices", params(DeviceQuery), extensions(("x-permission" = json!("policy.read"))),
    responses((status = 200, body = DeviceList, description = "A page of devices, newest first.")))]
#[get("/devices")]
pub async fn list_devices(
    who: Caller<PolicyRead>,
    app: web::Data<App>,
    query: Query<DeviceQuery>,
) -> Result<web::Json<DeviceList>, Problem> {
    let query = query.value()?;
    let page = paging::requested(query.limit, query.cursor.as_deref())?;
    let which = list::DeviceQuery {
        policy_id: query.policy_id.as_deref().map(policy_id).transpose()?,
        include_children: query.include_children.unwrap_or_default(),
        state: query.state.map(|state| state.0),
        query: query.query.filter(|text| !text.trim().is_empty()),
    };
    let found = blocking::run(&app, move |app| list::list(app, &who, &which, &page)).await?;
    let now = app.now();
    Ok(web::Json(DeviceList {
        items: found
            .items
            .into_iter()
            .map(|device| Device::of(device, now))
            .collect(),
        next_cursor: paging::next_cursor(found.next),
    }))
}

/// Shows a device.
#[utoipa::path(tag = "devices", operation_id = "get_device", params(("device_id" = uuid::Uuid, Path)), extensions(("x-permission" = json!("policy.read"))),
    responses((status = 200, body = Device, description = "The device.")))]
#[get("/devices/{device_id}")]
pub async fn get_device(
    who: Caller<PolicyRead>,
    app: web::Data<App>,
    Path(id): Path<DeviceId>,
) -> Result<web::Json<Device>, Problem> {
    let device = blocking::run(&app, move |app| show::show(app, &who, id)).await?;
    Ok(web::Json(Device::of(device, app.now())))
}

/// Releases a device: one other certificate may enroll under its UDID within 24 hours; until then it stays live.
#[utoipa::path(tag = "devices", operation_id = "release_device", params(("device_id" = uuid::Uuid, Path)), extensions(("x-permission" = json!("device.release"))),
    responses((status = 200, body = Device, description = "The device, released.")))]
#[post("/devices/{device_id}/release")]
pub async fn release_device(
    who: Caller<DeviceRelease>,
    app: web::Data<App>,
    Path(id): Path<DeviceId>,
) -> Result<web::Json<Device>, Problem> {
    let device = blocking::run(&app, move |app| release::release(app, &who, id)).await?;
    Ok(web::Json(Device::of(device, app.now())))
}

/// Makes a renewal profile: a new identity for this device only, to be installed by its MDM.
#[utoipa::path(tag = "devices", operation_id = "renew_device", params(("device_id" = uuid::Uuid, Path)), extensions(("x-permission" = json!("device.renew"))),
    responses((status = 201, body = RenewalProfile, description = "Where to download it.")))]
#[post("/devices/{device_id}/renewals")]
pub async fn renew_device(
    who: Caller<DeviceRenew>,
    app: web::Data<App>,
    request: HttpRequest,
    Path(id): Path<DeviceId>,
) -> Result<HttpResponse, Problem> {
    let key = idempotency_key::of(&request, b"")?;
    let made = blocking::run(&app, move |app| renew::renew(app, &who, id, key.as_ref())).await?;
    Ok(HttpResponse::Created().json(RenewalProfile {
        id: made.ticket.profile_id.to_string(),
        device_id: id.to_string(),
        profile_url: crate::enroll::profile_url(&made.ticket),
        expires_at: wire::time(made.ticket.expires_at),
        deadline: wire::time(made.deadline),
    }))
}

fn policy_id(text: &str) -> Result<PolicyId, Problem> {
    text.parse()
        .map_err(|_| Problem::field("/policy_id", FieldCode::Invalid, "Use the id of a policy."))
}
