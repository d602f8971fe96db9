//! The audit log: read page by page, or exported whole.

mod export;
pub mod view;

use crate::auth::Caller;
use crate::auth::permission::AuditRead;
use crate::blocking;
use crate::extract::paging;
use crate::extract::query::Query;
use crate::problem::Problem;
use crate::wire;
use actix_web::{HttpRequest, HttpResponse, get, web};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use vestibule_app::App;
use vestibule_app::audit::list::{self, Filter};
use vestibule_domain::field::FieldCode;
use vestibule_domain::{PolicyId, Timestamp};
use view::{AuditEvent, AuditEventList};

/// Narrows the log down; what is not named does not narrow.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AuditQuery {
    /// By this user or API token.
    pub actor_id: Option<Uuid>,
    /// Of this kind.
    #[param(value_type = Option<wire::Action>)]
    pub action: Option<String>,
    /// About this policy.
    pub policy_id: Option<Uuid>,
    /// From this moment on.
    pub from: Option<String>,
    /// Before this moment.
    pub to: Option<String>,
    /// `ndjson`: everything the filter finds, one JSON object a line, without pages.
    pub format: Option<wire::LogFormat>,
    /// How many items a page has at most.
    pub limit: Option<u32>,
    /// Where to go on, from the page before.
    pub cursor: Option<String>,
}

/// How the log is written.
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, strum::EnumString, strum::IntoStaticStr, strum::VariantArray,
)]
#[strum(serialize_all = "snake_case")]
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
    if query.format == Some(LogFormat::Ndjson.into()) || export::is_wished(&request) {
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
        let unknown = "There is no such action.";
        name.parse()
            .map_err(|_| Problem::field("/action", FieldCode::InvalidParameter, unknown))
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
            FieldCode::InvalidParameter,
            "Use a time like 2027-01-31T12:00:00Z.",
        )
    };
    // Nothing happened before 1970, and PostgreSQL does not know every moment before.
    let moment: Option<Timestamp> = text.map(str::parse).transpose().map_err(bad)?;
    Ok(moment.map(|moment| moment.max(Timestamp::UNIX_EPOCH)))
}
