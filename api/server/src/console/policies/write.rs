//! Changing the tree.

use super::body::{Move, NewPolicy, PolicyChange};
use super::view::Policy;
use crate::auth::Caller;
use crate::auth::permission::PolicyWrite;
use crate::blocking;
use crate::extract::idempotency_key;
use crate::extract::json::Json;
use crate::extract::path::Path;
use crate::problem::Problem;
use actix_web::{HttpRequest, HttpResponse, delete, patch, post, web};
use vestibule_app::App;
use vestibule_app::policy::{change, create, delete as deletion, move_to};
use vestibule_domain::PolicyId;

/// Creates a policy; below a secure one it is secure from birth.
#[utoipa::path(tag = "policies", operation_id = "create_policy", request_body = NewPolicy, extensions(("x-permission" = json!("policy.write"))),
    responses((status = 201, body = Policy, description = "The new policy.")))]
#[post("/policies")]
pub async fn create_policy(
    who: Caller<PolicyWrite>,
    app: web::Data<App>,
    request: HttpRequest,
    body: Json<NewPolicy>,
) -> Result<HttpResponse, Problem> {
    let key = idempotency_key::of(&request, &body.bytes)?;
    let NewPolicy {
        name,
        parent_id,
        color,
        icon,
    } = body.value()?;
    let new = create::NewPolicy {
        name,
        parent_id: parent_id.map(PolicyId::from_uuid),
        color,
        icon,
    };
    let made = blocking::run(&app, move |app| {
        create::create(app, &who, &new, key.as_ref())
    })
    .await?;
    Ok(HttpResponse::Created().json(Policy::from(made)))
}

/// Renames a policy, or changes how the console shows it.
#[utoipa::path(tag = "policies", operation_id = "update_policy", params(("policy_id" = uuid::Uuid, Path)), request_body = PolicyChange, extensions(("x-permission" = json!("policy.write"))),
    responses((status = 200, body = Policy, description = "The policy.")))]
#[patch("/policies/{policy_id}")]
pub async fn update_policy(
    who: Caller<PolicyWrite>,
    app: web::Data<App>,
    Path(id): Path<PolicyId>,
    body: Json<PolicyChange>,
) -> Result<web::Json<Policy>, Problem> {
    let PolicyChange { name, color, icon } = body.value()?;
    let requested = change::PolicyChange { name, color, icon };
    let changed = blocking::run(&app, move |app| change::change(app, &who, id, &requested)).await?;
    Ok(web::Json(changed.into()))
}

/// Deletes a policy; its enrollment URLs and unused profiles end at once.
#[utoipa::path(tag = "policies", operation_id = "delete_policy", params(("policy_id" = uuid::Uuid, Path)), extensions(("x-permission" = json!("policy.write"))),
    responses((status = 204, description = "It is gone.")))]
#[delete("/policies/{policy_id}")]
pub async fn delete_policy(
    who: Caller<PolicyWrite>,
    app: web::Data<App>,
    Path(id): Path<PolicyId>,
) -> Result<HttpResponse, Problem> {
    blocking::run(&app, move |app| deletion::delete(app, &who, id)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Moves a policy with its subtree; under a secure one everything becomes secure, which needs `secure_enrollment.enable` as well.
#[utoipa::path(tag = "policies", operation_id = "move_policy", params(("policy_id" = uuid::Uuid, Path)), request_body = Move, extensions(("x-permission" = json!("policy.write"))),
    responses((status = 200, body = Policy, description = "The policy.")))]
#[post("/policies/{policy_id}/move")]
pub async fn move_policy(
    who: Caller<PolicyWrite>,
    app: web::Data<App>,
    Path(id): Path<PolicyId>,
    body: Json<Move>,
) -> Result<web::Json<Policy>, Problem> {
    let Move {
        parent_id,
        acknowledged,
    } = body.value()?;
    let parent = parent_id.map(PolicyId::from_uuid);
    let moved = blocking::run(&app, move |app| {
        move_to::move_to(app, &who, id, parent, acknowledged)
    })
    .await?;
    Ok(web::Json(moved.into()))
}
