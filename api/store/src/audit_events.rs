//! The audit log; the schema refuses to change or delete a line.

use crate::paging::{self, Page, PageRequest, Position};
use crate::schema::audit_events::{self, dsl};
use crate::types::{Document, Id, Moment};
use crate::{Connection, Error, Result};
use diesel::prelude::*;
use serde_json::{Map, Value, json};
use uuid::Uuid;
use vestibule_domain::audit::{Action, AuditActorKind, AuditEvent, Detail, ObjectKind};
use vestibule_domain::{AuditEventId, OrganizationId, PolicyId, Timestamp};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = audit_events)]
struct Row {
    id: Id,
    organization_id: Id,
    at: Moment,
    actor_kind: String,
    actor_id: Option<Id>,
    actor_name: Option<String>,
    action: String,
    policy_id: Option<Id>,
    object_kind: Option<String>,
    object_id: Option<Id>,
    network: Option<String>,
    request_id: Option<String>,
    details: Document,
}

/// A line as it was recorded.
#[derive(Clone, PartialEq, Debug)]
pub struct Recorded {
    /// UUIDv7: line ids sort by the moment they were made.
    pub id: AuditEventId,
    /// The moment it happened, UTC.
    pub at: Timestamp,
    /// What kind of somebody did it.
    pub actor_kind: AuditActorKind,
    /// User or API token.
    pub actor_id: Option<Uuid>,
    /// The name at that time.
    pub actor_name: Option<String>,
    /// The action, by its stable name.
    pub action: Action,
    /// The policy the line is about, if it is about one.
    pub policy_id: Option<PolicyId>,
    /// The thing concerned, and its id.
    pub object: Option<(ObjectKind, Uuid)>,
    /// Where the request came from.
    pub network: Option<String>,
    /// The request.
    pub request_id: Option<String>,
    /// Further plain fields.
    pub details: Map<String, Value>,
}

/// Narrows the log down; what is not named does not narrow.
#[derive(Clone, Default, Debug)]
pub struct Filter {
    /// By this user or API token.
    pub actor_id: Option<Uuid>,
    /// Of this kind.
    pub action: Option<Action>,
    /// About these policies.
    pub policies: Option<Vec<PolicyId>>,
    /// From this moment on.
    pub from: Option<Timestamp>,
    /// Before this moment.
    pub to: Option<Timestamp>,
}

/// Appends a line.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn insert(conn: &mut Connection, event: &AuditEvent) -> Result<()> {
    let details: Map<_, _> = event
        .details
        .iter()
        .map(|(name, value)| ((*name).to_owned(), written(value)))
        .collect();
    let row = Row {
        id: Id(event.id.uuid()),
        organization_id: Id(event.organization_id.uuid()),
        at: Moment(event.at),
        actor_kind: <&str>::from(event.actor.kind).to_owned(),
        actor_id: event.actor.id.map(Id),
        actor_name: event.actor.name.clone(),
        action: event.action.name().to_owned(),
        policy_id: event.policy_id.map(|id| Id(id.uuid())),
        object_kind: event.object.map(|(kind, _)| <&str>::from(kind).to_owned()),
        object_id: event.object.map(|(_, id)| Id(id)),
        network: event.network.clone(),
        request_id: event.request_id.clone(),
        details: Document(Value::Object(details)),
    };
    diesel::insert_into(audit_events::table)
        .values(row)
        .execute(conn)?;
    Ok(())
}

/// Lines that pass a filter, newest first.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn list(
    conn: &mut Connection,
    organization_id: OrganizationId,
    filter: &Filter,
    page: &PageRequest<Position>,
) -> Result<Page<Recorded, Position>> {
    let mut query = dsl::audit_events
        .filter(dsl::organization_id.eq(Id(organization_id.uuid())))
        .select(Row::as_select())
        .into_boxed();
    if let Some(actor) = filter.actor_id {
        query = query.filter(dsl::actor_id.eq(Id(actor)));
    }
    if let Some(action) = filter.action {
        query = query.filter(dsl::action.eq(action.name()));
    }
    if let Some(policies) = &filter.policies {
        let ids: Vec<_> = policies.iter().map(|id| Some(Id(id.uuid()))).collect();
        query = query.filter(dsl::policy_id.eq_any(ids));
    }
    if let Some(from) = filter.from {
        query = query.filter(dsl::at.ge(Moment(from)));
    }
    if let Some(to) = filter.to {
        query = query.filter(dsl::at.lt(Moment(to)));
    }
    if let Some(position) = page.after {
        query = query.filter(paging::before((dsl::at, dsl::id), position.values()));
    }
    let rows = query
        .order((dsl::at.desc(), dsl::id.desc()))
        .limit(page.limit.rows())
        .load::<Row>(conn)?;
    Page::of(rows, page.limit, |row| Position::of(row.at, row.id)).try_map(Recorded::try_from)
}

fn written(value: &Detail) -> Value {
    match value {
        Detail::Text(text) => json!(text),
        Detail::Number(number) => json!(number),
        Detail::Flag(flag) => json!(flag),
        Detail::List(texts) => json!(texts),
    }
}

impl TryFrom<Row> for Recorded {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let unreadable = |column| Error::Inconsistent {
            table: "audit_events",
            column,
        };
        let Document(Value::Object(details)) = row.details else {
            return Err(unreadable("details"));
        };
        Ok(Self {
            id: AuditEventId::from_uuid(row.id.0),
            at: row.at.0,
            actor_kind: row
                .actor_kind
                .parse()
                .map_err(|_| unreadable("actor_kind"))?,
            actor_id: row.actor_id.map(|id| id.0),
            actor_name: row.actor_name,
            action: row.action.parse().map_err(|_| unreadable("action"))?,
            policy_id: row.policy_id.map(|id| PolicyId::from_uuid(id.0)),
            object: match (row.object_kind, row.object_id) {
                (Some(kind), Some(id)) => {
                    Some((kind.parse().map_err(|_| unreadable("object_kind"))?, id.0))
                }
                _ => None,
            },
            network: row.network,
            request_id: row.request_id,
            details,
        })
    }
}
