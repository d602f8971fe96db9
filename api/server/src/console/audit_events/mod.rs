//! The audit log: read page by page, or exported whole.

mod export;
pub mod view;

use crate::auth::Caller;
use crate::auth::permission::AuditRead;
use crate::blocking;
use crate::extract::paging;
use crate::extract::query::Query;
use crate::problem::Problem;
use actix_web::{HttpRequest, HttpResponse, get, web};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use vestibule_app::App;
use vestibule_app::audit::list::{self, Filter};
use vestibule_domain::audit::Action;
use vestibule_domain::{PolicyId, Timestamp};
use view::{AuditEvent, AuditEventList};

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
    /// `ndjson`: everything the filter finds, one JSON object a line, without pages.
    pub format: Option<LogFormat>,
    /// How many, 1 to 200; 50 if not said.
    pub limit: Option<u32>,
    /// Where to go on, from the page before.
    pub cursor: Option<String>,
}

/// How the log is written.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// A page of it.
    Json,
    /// All of it.
    Ndjson,
}

/// Reads the audit log, or exports it.
#[utoipa::path(tag = "audit", operation_id = "list_audit_events", params(AuditQuery), extensions(("x-permission" = json!("audit.read"))), responses((status = 200, content((AuditEventList = "application/json"), (String = "application/x-ndjson")), description = "A page of the log, newest first; as NDJSON all of it.")))]
#[get("/audit-events")]
pub async fn list_audit_events(
    who: Caller<AuditRead>,
    request: HttpRequest,
    app: web::Data<App>,
    query: Query<AuditQuery>,
) -> Result<HttpResponse, Problem> {
    let query = query.value()?;
    let page = paging::requested(query.limit, query.cursor.as_deref())?;
    let filter = filter(&query)?;
    if query.format == Some(LogFormat::Ndjson) || export::is_wished(&request) {
        return export::answer(app, who.into_inner(), filter).await;
    }
    let found = blocking::run(&app, move |app| list::list(app, &who, &filter, &page)).await?;
    Ok(HttpResponse::Ok().json(AuditEventList {
        items: found.items.into_iter().map(AuditEvent::from).collect(),
        next_cursor: paging::next_cursor(found.next),
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
    // Nothing happened before 1970, and PostgreSQL does not know every moment before.
    let moment: Option<Timestamp> = text.map(str::parse).transpose().map_err(bad)?;
    Ok(moment.map(|moment| moment.max(Timestamp::UNIX_EPOCH)))
}
