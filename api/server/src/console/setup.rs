//! The first organization.

use super::session::{Session, signed_in};
use crate::blocking;
use crate::config::HttpConfig;
use crate::extract::client;
use crate::extract::json::Json;
use crate::problem::Problem;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use vestibule_app::{App, Stranger, setup};

/// Whether the installation still has to be set up.
#[derive(Serialize, ToSchema)]
pub struct SetupState {
    /// True until the first organization exists.
    pub required: bool,
}

/// The first organization and its owner.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Setup {
    /// From the link the server printed at its start.
    pub token: String,
    /// The organization's name.
    pub organization: String,
    /// The owner's email address.
    pub email: String,
    /// The owner's password.
    pub password: String,
    /// The owner's name.
    pub name: String,
}

/// Tells whether the installation still has to be set up.
#[utoipa::path(tag = "setup", operation_id = "get_setup", security(()), responses((status = 200, body = SetupState, description = "Whether it has to.")))]
#[get("/setup")]
pub async fn get_setup(app: web::Data<App>) -> Result<web::Json<SetupState>, Problem> {
    let required = blocking::run(&app, setup::is_required).await?;
    Ok(web::Json(SetupState { required }))
}

/// Sets the installation up and signs its owner in. Works once.
#[utoipa::path(tag = "setup", operation_id = "complete_setup", security(()), request_body = Setup, responses((status = 201, body = Session, description = "The owner is signed in.")))]
#[post("/setup")]
pub async fn complete_setup(
    request: HttpRequest,
    app: web::Data<App>,
    config: web::Data<HttpConfig>,
    body: Json<Setup>,
) -> Result<HttpResponse, Problem> {
    let stranger = Stranger {
        origin: client::origin(&request),
    };
    let Setup {
        token,
        organization,
        email,
        password,
        name,
    } = body.value()?;
    let new = setup::NewOrganization {
        organization,
        name,
        email,
        password,
    };
    let session = blocking::run(&app, move |app| {
        setup::complete(app, &stranger, &token, &new)
    })
    .await?;
    Ok(signed_in(HttpResponse::Created(), &app, &config, session))
}
