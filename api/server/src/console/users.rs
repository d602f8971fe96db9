//! The people of the organization.

use super::enrollment_urls::PageQuery;
use crate::auth::Caller;
use crate::auth::permission::{PolicyRead, UserWrite};
use crate::blocking;
use crate::extract::json::Json;
use crate::extract::path::Path;
use crate::extract::query::Query;
use crate::extract::{idempotency_key, paging};
use crate::problem::Problem;
use crate::wire::{self, Role};
use actix_web::{HttpRequest, HttpResponse, get, patch, post, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use vestibule_app::App;
use vestibule_app::user::{change, create, list};
use vestibule_domain::UserId;
use vestibule_domain::user as domain;

/// A person who can sign in.
#[derive(Serialize, ToSchema)]
pub struct User {
    /// UUIDv7: names the user in paths and in the audit log.
    #[schema(format = Uuid)]
    pub id: String,
    /// The email address.
    pub email: String,
    /// 1 to 100 characters, as people know it.
    pub name: String,
    /// Decides the permissions, by the one table in the domain.
    pub role: Role,
    /// The moment the user was made, RFC 3339 in UTC.
    #[schema(format = DateTime)]
    pub created_at: String,
    /// The last sign-in.
    #[schema(format = DateTime)]
    pub last_sign_in_at: Option<String>,
    /// Since when they can no longer sign in.
    #[schema(format = DateTime)]
    pub disabled_at: Option<String>,
}

/// A page of users.
#[derive(Serialize, ToSchema)]
pub struct UserList {
    /// The users.
    pub items: Vec<User>,
    /// Where the next page begins; null on the last one.
    pub next_cursor: Option<String>,
}

/// A new user.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewUser {
    /// The email address to sign in with; unique in the installation.
    pub email: String,
    /// Shown in the console and the audit log.
    pub name: String,
    /// Decides the permissions, by the one table in the domain.
    pub role: Role,
    /// The first password, to be handed over by hand.
    pub password: String,
}

/// A change of a user; what is absent stays as it is.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UserChange {
    /// Shown in the console and the audit log.
    pub name: Option<String>,
    /// Decides the permissions, by the one table in the domain.
    pub role: Option<Role>,
    /// A new password; it ends the other sessions.
    pub password: Option<String>,
}

impl From<domain::User> for User {
    fn from(user: domain::User) -> Self {
        Self {
            id: user.id.to_string(),
            email: user.email.as_str().to_owned(),
            name: user.name.to_string(),
            role: user.role.into(),
            created_at: wire::time(user.created_at),
            last_sign_in_at: user.last_sign_in_at.map(wire::time),
            disabled_at: user.disabled_at.map(wire::time),
        }
    }
}

/// Lists the users.
#[utoipa::path(tag = "users", operation_id = "list_users", params(PageQuery), extensions(("x-permission" = json!("policy.read"))), responses((status = 200, body = UserList, description = "A page of users.")))]
#[get("/users")]
pub async fn list_users(
    who: Caller<PolicyRead>,
    app: web::Data<App>,
    query: Query<PageQuery>,
) -> Result<web::Json<UserList>, Problem> {
    let query = query.value()?;
    let page = paging::requested(query.limit, query.cursor.as_deref())?;
    let found = blocking::run(&app, move |app| list::list(app, &who, &page)).await?;
    Ok(web::Json(UserList {
        items: found.items.into_iter().map(User::from).collect(),
        next_cursor: paging::next_cursor(found.next),
    }))
}

/// Creates a user with a first password.
#[utoipa::path(tag = "users", operation_id = "create_user", request_body = NewUser, extensions(("x-permission" = json!("user.write"))), responses((status = 201, body = User, description = "The new user.")))]
#[post("/users")]
pub async fn create_user(
    who: Caller<UserWrite>,
    app: web::Data<App>,
    request: HttpRequest,
    body: Json<NewUser>,
) -> Result<HttpResponse, Problem> {
    let key = idempotency_key::of(&request, &body.bytes)?;
    let NewUser {
        email,
        name,
        role,
        password,
    } = body.value()?;
    let new = create::NewUser {
        email,
        name,
        role: role.0,
        password,
    };
    let made = blocking::run(&app, move |app| {
        create::create(app, &who, &new, key.as_ref())
    })
    .await?;
    Ok(HttpResponse::Created().json(User::from(made)))
}

/// Changes a user's name, role or password; a new role or password ends their other sessions.
#[utoipa::path(tag = "users", operation_id = "update_user", params(("user_id" = uuid::Uuid, Path)), request_body = UserChange, extensions(("x-permission" = json!("user.write"))), responses((status = 200, body = User, description = "The user.")))]
#[patch("/users/{user_id}")]
pub async fn update_user(
    who: Caller<UserWrite>,
    app: web::Data<App>,
    Path(id): Path<UserId>,
    body: Json<UserChange>,
) -> Result<web::Json<User>, Problem> {
    let UserChange {
        name,
        role,
        password,
    } = body.value()?;
    let requested = change::UserChange {
        name,
        role: role.map(|role| role.0),
        password,
        enabled: None,
    };
    let changed = blocking::run(&app, move |app| change::change(app, &who, id, &requested)).await?;
    Ok(web::Json(changed.into()))
}

/// Keeps a user from signing in and ends their sessions.
#[utoipa::path(tag = "users", operation_id = "disable_user", params(("user_id" = uuid::Uuid, Path)), extensions(("x-permission" = json!("user.write"))), responses((status = 200, body = User, description = "The user.")))]
#[post("/users/{user_id}/disable")]
pub async fn disable_user(
    who: Caller<UserWrite>,
    app: web::Data<App>,
    Path(id): Path<UserId>,
) -> Result<web::Json<User>, Problem> {
    let requested = change::UserChange {
        enabled: Some(false),
        ..Default::default()
    };
    let changed = blocking::run(&app, move |app| change::change(app, &who, id, &requested)).await?;
    Ok(web::Json(changed.into()))
}

/// Lets a disabled user sign in again.
#[utoipa::path(tag = "users", operation_id = "enable_user", params(("user_id" = uuid::Uuid, Path)), extensions(("x-permission" = json!("user.write"))), responses((status = 200, body = User, description = "The user.")))]
#[post("/users/{user_id}/enable")]
pub async fn enable_user(
    who: Caller<UserWrite>,
    app: web::Data<App>,
    Path(id): Path<UserId>,
) -> Result<web::Json<User>, Problem> {
    let requested = change::UserChange {
        enabled: Some(true),
        ..Default::default()
    };
    let changed = blocking::run(&app, move |app| change::change(app, &who, id, &requested)).await?;
    Ok(web::Json(changed.into()))
}
