//! The console's session.

use crate::auth::permission::SignedIn;
use crate::auth::{Caller, check_cross_site, cookies};
use crate::blocking;
use crate::config::HttpConfig;
use crate::extract::client;
use crate::extract::json::Json;
use crate::problem::Problem;
use crate::wire;
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, delete, get, post, web};
use serde::{Deserialize, Serialize};
use strum::VariantArray;
use utoipa::ToSchema;
use vestibule_app::session::{authenticate, refresh, sign_in, sign_out};
use vestibule_app::{App, Failure, Stranger, session};
use vestibule_domain::OrganizationId;
use vestibule_domain::access::permission::Permission;
use vestibule_domain::name::Name;
use vestibule_domain::user::User;

/// Email address and password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    /// The email address.
    pub email: String,
    /// The password.
    pub password: String,
    /// A one-time code; not asked for today.
    pub totp: Option<String>,
}

/// Who is signed in.
#[derive(Serialize, ToSchema)]
pub struct Session {
    /// The person who is signed in.
    pub user: SessionUser,
    /// Their organization.
    pub organization: SessionOrganization,
    /// Names of the permissions the role grants.
    pub permissions: Vec<wire::Permission>,
}

/// The user of a session.
#[derive(Serialize, ToSchema)]
pub struct SessionUser {
    /// UUIDv7: names the user in paths and in the audit log.
    #[schema(format = Uuid)]
    pub id: String,
    /// The email address.
    pub email: String,
    /// 1 to 100 characters, as people know it.
    pub name: String,
    /// What they are in the organization.
    pub role: wire::Role,
}

/// The organization of a session.
#[derive(Serialize, ToSchema)]
pub struct SessionOrganization {
    /// UUIDv7: names the organization in paths and in the audit log.
    #[schema(format = Uuid)]
    pub id: String,
    /// 1 to 100 characters, as people know it.
    pub name: String,
}

impl Session {
    fn of(user: &User, (id, name): &(OrganizationId, Name)) -> Self {
        let all = Permission::VARIANTS.iter().copied();
        let permissions = all.filter(|permission| user.role.grants(*permission));
        Self {
            user: SessionUser {
                id: user.id.to_string(),
                email: user.email.as_str().to_owned(),
                name: user.name.to_string(),
                role: user.role.into(),
            },
            organization: SessionOrganization {
                id: id.to_string(),
                name: name.to_string(),
            },
            permissions: permissions.map(Into::into).collect(),
        }
    }
}

/// The answer that begins or continues a session.
pub(super) fn signed_in(
    mut response: HttpResponseBuilder,
    app: &App,
    config: &HttpConfig,
    session: session::NewSession,
) -> HttpResponse {
    for cookie in cookies::of(app, &session, config) {
        response.cookie(cookie);
    }
    response.json(Session::of(&session.user, &session.organization))
}

/// Signs in; the answer sets the session's cookies.
#[utoipa::path(tag = "session", operation_id = "create_session", security(()), request_body = Credentials, responses((status = 200, body = Session, description = "Signed in.")))]
#[post("/session")]
pub async fn create_session(
    request: HttpRequest,
    app: web::Data<App>,
    config: web::Data<HttpConfig>,
    body: Json<Credentials>,
) -> Result<HttpResponse, Problem> {
    if ["sec-fetch-site", "origin"]
        .iter()
        .any(|name| request.headers().contains_key(*name))
    {
        check_cross_site(&request, &config)?;
    }
    let stranger = Stranger {
        origin: client::origin(&request),
    };
    let Credentials {
        email, password, ..
    } = body.value()?;
    let session = blocking::run(&app, move |app| {
        sign_in::sign_in(app, &stranger, &email, &password)
    })
    .await?;
    Ok(signed_in(HttpResponse::Ok(), &app, &config, session))
}

/// Rotates the refresh cookie and renews the session's access.
#[utoipa::path(tag = "session", operation_id = "refresh_session", security(()), responses((status = 200, body = Session, description = "Renewed.")))]
#[post("/session/refresh")]
pub async fn refresh_session(
    request: HttpRequest,
    app: web::Data<App>,
    config: web::Data<HttpConfig>,
) -> Result<HttpResponse, Problem> {
    let token = cookies::refresh(&request, &config).ok_or(Failure::Unauthenticated)?;
    check_cross_site(&request, &config)?;
    let stranger = Stranger {
        origin: client::origin(&request),
    };
    let session = blocking::run(&app, move |app| refresh::refresh(app, &stranger, &token)).await?;
    Ok(signed_in(HttpResponse::Ok(), &app, &config, session))
}

/// Shows who is signed in.
#[utoipa::path(tag = "session", operation_id = "get_session", responses((status = 200, body = Session, description = "The session.")))]
#[get("/session")]
pub async fn get_session(
    who: Caller<SignedIn>,
    app: web::Data<App>,
) -> Result<web::Json<Session>, Problem> {
    let (user, organization) =
        blocking::run(&app, move |app| authenticate::show(app, &who)).await?;
    Ok(web::Json(Session::of(&user, &organization)))
}

/// Signs out; the session ends at once.
#[utoipa::path(tag = "session", operation_id = "delete_session", responses((status = 204, description = "Signed out.")))]
#[delete("/session")]
pub async fn delete_session(
    who: Caller<SignedIn>,
    app: web::Data<App>,
    config: web::Data<HttpConfig>,
) -> Result<HttpResponse, Problem> {
    blocking::run(&app, move |app| sign_out::sign_out(app, &who)).await?;
    let mut response = HttpResponse::NoContent();
    for cookie in cookies::none(&config) {
        response.cookie(cookie);
    }
    Ok(response.finish())
}
