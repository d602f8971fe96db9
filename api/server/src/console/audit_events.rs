//! The audit log.

use crate::auth::Caller;
use crate::auth::permission::AuditRead;
use crate::blocking;
use crate::extract::page;
use crate::extract::query::Query;
use crate::problem::Problem;
use crate::wire;
use actix_web::{get, web};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use vestibule_app::App;
use vestibule_app::audit::list::{self, Before, Filter, Recorded};
use vestibule_domain::audit::Action;
use vestibule_domain::{PolicyId, Timestamp};

/// Which lines.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AuditQuery {
    /// By this user or API token.
    pub actor_id: Option<Uuid>,
    /// Of this kind.
    pub action: Option<String>,
    /// About this policy.
    pub policy_id: Option<Uuid>,
    /// From this moment on.
    pub from: Option<String>,
    /// Before this moment.
    pub to: Option<String>,
    /// How many, 1 to 200; 50 if not said.
    pub limit: Option<u32>,
    /// Where to go on, from the page before.
    pub cursor: Option<String>,
}

/// A line of the audit log.
#[derive(Serialize, ToSchema)]
pub struct AuditEvent {
    /// Its id.
    #[schema(format = Uuid)]
    pub id: String,
    /// When.
    #[schema(format = DateTime)]
    pub at: String,
    /// Who.
    pub actor: AuditActor,
    /// What.
    pub action: &'static str,
    /// The policy concerned.
    #[schema(format = Uuid)]
    pub policy_id: Option<String>,
    /// The thing concerned.
    pub object: Option<AuditObject>,
    /// Where the request came from.
    pub network: Option<String>,
    /// Names the request in the server's log.
    pub request_id: Option<String>,
    /// Further plain fields.
    #[schema(value_type = Object)]
    pub details: serde_json::Map<String, serde_json::Value>,
}

/// Who did it.
#[derive(Serialize, ToSchema)]
pub struct AuditActor {
    /// `user`, `api_token`, `operator`, `visitor` or `system`.
    pub kind: String,
    /// User or API token.
    #[schema(format = Uuid)]
    pub id: Option<String>,
    /// The name at that time.
    pub name: Option<String>,
}

/// The thing concerned.
#[derive(Serialize, ToSchema)]
pub struct AuditObject {
    /// A noun of the product.
    pub kind: String,
    /// Its id.
    #[schema(format = Uuid)]
    pub id: String,
}

/// A page of the audit log.
#[derive(Serialize, ToSchema)]
pub struct AuditEventList {
    /// The lines, newest first.
    pub items: Vec<AuditEvent>,
    /// Where the next page begins; null on the last one.
    pub next_cursor: Option<String>,
}

impl From<Recorded> for AuditEvent {
    fn from(event: Recorded) -> Self {
        Self {
            id: event.id.to_string(),
            at: wire::time(event.at),
            actor: AuditActor {
                kind: event.actor_kind,
                id: event.actor_id.map(|id| id.to_string()),
                name: event.actor_name,
            },
            action: event.action.name(),
            policy_id: event.policy_id.map(|id| id.to_string()),
            object: event.object.map(|(kind, id)| AuditObject {
                kind,
                id: id.to_string(),
            }),
            network: event.network,
            request_id: event.request_id,
            details: event.details,
        }
    }
}

/// Reads the audit log.
#[utoipa::path(tag = "audit", operation_id = "list_audit_events", params(AuditQuery), extensions(("x-permission" = json!("audit.read"))), responses((status = 200, body = AuditEventList, description = "A page of the log, newest first.")))]
#[get("/audit-events")]
pub async fn list_audit_events(
    who: Caller<AuditRead>,
    app: web::Data<App>,
    Query(query): Query<AuditQuery>,
) -> Result<web::Json<AuditEventList>, Problem> {
    let limit = page::limit(query.limit)?;
    let before = page::read::<(String, String)>(query.cursor.as_deref())?
        .map(place)
        .transpose()?;
    let filter = filter(&query)?;
    let (found, next) = blocking::run(&app, move |app| {
        list::list(app, &who, &filter, before.as_ref(), limit)
    })
    .await?;
    let next_cursor = next.map(|next| page::write(&(next.at.to_string(), next.id.to_string())));
    Ok(web::Json(AuditEventList {
        items: found.into_iter().map(AuditEvent::from).collect(),
        next_cursor,
    }))
}

fn filter(query: &AuditQuery) -> Result<Filter, Problem> {
    let action = query.action.as_deref().map(|name| {
        Action::parse(name).ok_or_else(|| {
            Problem::field("/action", "invalid_parameter", "There is no such action.")
        })
    });
    Ok(Filter {
        actor_id: query.actor_id,
        action: action.transpose()?,
        policies: query.policy_id.map(|id| vec![PolicyId::from_uuid(id)]),
        from: moment("/from", query.from.as_deref())?,
        to: moment("/to", query.to.as_deref())?,
    })
}

fn moment(pointer: &str, text: Option<&str>) -> Result<Option<Timestamp>, Problem> {
    let bad = |_| {
        Problem::field(
            pointer,
            "invalid_parameter",
            "Use a time like 2027-01-31T12:00:00Z.",
        )
    };
    text.map(str::parse).transpose().map_err(bad)
}

fn place(cursor: (String, String)) -> Result<Before, Problem> {
    let (at, id) = page::moment_and_id(cursor)?;
    Ok(Before { at, id })
}
