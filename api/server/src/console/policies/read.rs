//! Reading the tree.

use super::body::PolicyQuery;
use super::view::{Policy, PolicyList};
use crate::auth::Caller;
use crate::auth::permission::PolicyRead;
use crate::blocking;
use crate::extract::paging;
use crate::extract::path::Path;
use crate::extract::query::Query;
use crate::problem::Problem;
use actix_web::{get, web};
use vestibule_app::App;
use vestibule_app::policy::list::{self, PolicySelection};
use vestibule_app::policy::show;
use vestibule_domain::PolicyId;

/// Lists policies: one level of the tree, what a search finds in it, or everything with parents before children.
#[utoipa::path(tag = "policies", operation_id = "list_policies", params(PolicyQuery), extensions(("x-permission" = json!("policy.read"))),
    responses((status = 200, body = PolicyList, description = "A page of policies.")))]
#[get("/policies")]
pub async fn list_policies(
    who: Caller<PolicyRead>,
    app: web::Data<App>,
    query: Query<PolicyQuery>,
) -> Result<web::Json<PolicyList>, Problem> {
    let query = query.value()?;
    let page = paging::requested(query.limit, query.cursor.as_deref())?;
    let which = which(&query)?;
    let found = blocking::run(&app, move |app| list::list(app, &who, &which, &page)).await?;
    Ok(web::Json(PolicyList {
        items: found.items.into_iter().map(Policy::from).collect(),
        next_cursor: paging::next_cursor(found.next),
    }))
}

/// Shows a policy.
#[utoipa::path(tag = "policies", operation_id = "get_policy", params(("policy_id" = uuid::Uuid, Path)), extensions(("x-permission" = json!("policy.read"))),
    responses((status = 200, body = Policy, description = "The policy.")))]
#[get("/policies/{policy_id}")]
pub async fn get_policy(
    who: Caller<PolicyRead>,
    app: web::Data<App>,
    Path(id): Path<PolicyId>,
) -> Result<web::Json<Policy>, Problem> {
    let found = blocking::run(&app, move |app| show::show(app, &who, id)).await?;
    Ok(web::Json(found.into()))
}

fn which(query: &PolicyQuery) -> Result<PolicySelection, Problem> {
    match (
        query.parent_id.as_deref(),
        query.query.as_deref().map(str::trim),
    ) {
        (_, Some(text)) if !text.is_empty() => Ok(PolicySelection::Named(text.to_owned())),
        (Some("root"), _) => Ok(PolicySelection::Top),
        (Some(id), _) => id
            .parse()
            .map(PolicySelection::ChildrenOf)
            .map_err(|_| Problem::not_found()),
        (None, _) => Ok(PolicySelection::All),
    }
}
