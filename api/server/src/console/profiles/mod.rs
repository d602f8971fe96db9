//! Profiles of a policy: in flight and past, revoked one by one, issued without the page.

pub mod view;

use crate::auth::Caller;
use crate::auth::permission::{PolicyRead, ProfileIssue, ProfileRevoke};
use crate::blocking;
use crate::extract::path::Path;
use crate::extract::query::Query;
use crate::extract::{idempotency_key, paging};
use crate::problem::Problem;
use crate::wire;
use actix_web::{HttpRequest, HttpResponse, delete, get, post, web};
use serde::{Deserialize, Serialize};
use strum::VariantArray;
use utoipa::{IntoParams, ToSchema};
use vestibule_app::App;
use vestibule_app::profile::{issue, list, revoke};
use vestibule_domain::profile::state::State;
use vestibule_domain::{PolicyId, ProfileId};
use view::{Profile, ProfileList};

/// Which profiles.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ProfileQuery {
    /// `ready`, `in_flight` (downloaded, not enrolled, before its deadline), `enrolled`, `expired` or `revoked`; all if not said.
    pub state: Option<wire::StateFilter>,
    /// How many items a page has at most.
    pub limit: Option<u32>,
    /// Where to go on, from the page before.
    pub cursor: Option<String>,
}

/// The states one can ask for.
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, strum::EnumString, strum::IntoStaticStr, strum::VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum StateFilter {
    /// Unlocked, not downloaded.
    Ready,
    /// Downloaded, not enrolled, before its deadline.
    InFlight,
    /// Authenticate was accepted.
    Enrolled,
    /// Past its deadline.
    Expired,
    /// Ended by somebody.
    Revoked,
}

/// An unattended profile.
#[derive(Serialize, ToSchema)]
pub struct IssuedProfile {
    /// UUIDv7 of the profile that the ticket downloads.
    #[schema(format = Uuid)]
    pub id: String,
    /// Downloads it.
    pub profile_url: String,
    /// Until when it can be downloaded.
    #[schema(format = DateTime)]
    pub expires_at: String,
}

/// Lists a policy's profiles with what has become of each.
#[utoipa::path(tag = "profiles", operation_id = "list_profiles", params(("policy_id" = uuid::Uuid, Path), ProfileQuery), extensions(("x-permission" = json!("policy.read"))),
    responses((status = 200, body = ProfileList, description = "A page of profiles, newest first.")))]
#[get("/policies/{policy_id}/profiles")]
pub async fn list_profiles(
    who: Caller<PolicyRead>,
    app: web::Data<App>,
    Path(id): Path<PolicyId>,
    query: Query<ProfileQuery>,
) -> Result<web::Json<ProfileList>, Problem> {
    let query = query.value()?;
    let page = paging::requested(query.limit, query.cursor.as_deref())?;
    let states = states(query.state.map(|state| state.0));
    let found = blocking::run(&app, move |app| list::list(app, &who, id, &states, &page)).await?;
    Ok(web::Json(ProfileList {
        items: found.items.into_iter().map(Profile::from).collect(),
        next_cursor: paging::next_cursor(found.next),
    }))
}

/// Issues a profile without the page: for one device, within an hour.
#[utoipa::path(tag = "profiles", operation_id = "issue_profile", params(("policy_id" = uuid::Uuid, Path)), extensions(("x-permission" = json!("profile.issue"))),
    responses((status = 201, body = IssuedProfile, description = "Where to download it.")))]
#[post("/policies/{policy_id}/profiles")]
pub async fn issue_profile(
    who: Caller<ProfileIssue>,
    app: web::Data<App>,
    request: HttpRequest,
    Path(id): Path<PolicyId>,
) -> Result<HttpResponse, Problem> {
    let key = idempotency_key::of(&request, b"")?;
    let ticket = blocking::run(&app, move |app| issue::issue(app, &who, id, key.as_ref())).await?;
    Ok(HttpResponse::Created().json(IssuedProfile {
        id: ticket.profile_id.to_string(),
        profile_url: crate::enroll::profile_url(&ticket),
        expires_at: wire::time(ticket.expires_at),
    }))
}

/// Ends one profile that has not enrolled its device.
#[utoipa::path(tag = "profiles", operation_id = "revoke_profile", params(("profile_id" = uuid::Uuid, Path)), extensions(("x-permission" = json!("profile.revoke"))),
    responses((status = 204, description = "It is ended.")))]
#[delete("/profiles/{profile_id}")]
pub async fn revoke_profile(
    who: Caller<ProfileRevoke>,
    app: web::Data<App>,
    Path(id): Path<ProfileId>,
) -> Result<HttpResponse, Problem> {
    blocking::run(&app, move |app| revoke::revoke(app, &who, id)).await?;
    Ok(HttpResponse::NoContent().finish())
}

fn states(requested: Option<StateFilter>) -> Vec<State> {
    match requested {
        None => Vec::new(),
        Some(StateFilter::Ready) => vec![State::Ready],
        Some(StateFilter::InFlight) => State::VARIANTS
            .iter()
            .copied()
            .filter(|state| state.is_in_flight())
            .collect(),
        Some(StateFilter::Enrolled) => vec![State::Enrolled],
        Some(StateFilter::Expired) => vec![State::Expired],
        Some(StateFilter::Revoked) => vec![State::Revoked],
    }
}
