//! The audit log on the wire.

use crate::wire;
use serde::Serialize;
use utoipa::ToSchema;
use vestibule_app::audit::list::Recorded;

/// A line of the audit log.
#[derive(Serialize, ToSchema)]
pub struct AuditEvent {
    /// UUIDv7: names the line in paths and in the audit log.
    #[schema(format = Uuid)]
    pub id: String,
    /// The moment it happened, RFC 3339 in UTC.
    #[schema(format = DateTime)]
    pub at: String,
    /// Proven by a session or an API token; or nobody.
    pub actor: AuditActor,
    /// The action, by its stable name.
    pub action: wire::Action,
    /// The policy the line is about, if it is about one.
    #[schema(format = Uuid)]
    pub policy_id: Option<String>,
    /// What the line is about beside its policy.
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
    /// What kind of somebody.
    pub kind: wire::AuditActorKind,
    /// User or API token.
    #[schema(format = Uuid)]
    pub id: Option<String>,
    /// The name at that time.
    pub name: Option<String>,
}

/// What the line is about beside its policy.
#[derive(Serialize, ToSchema)]
pub struct AuditObject {
    /// A noun of the product.
    pub kind: wire::ObjectKind,
    /// UUIDv7: names the thing in paths and in the audit log.
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
                kind: event.actor_kind.into(),
                id: event.actor_id.map(|id| id.to_string()),
                name: event.actor_name,
            },
            action: event.action.into(),
            policy_id: event.policy_id.map(|id| id.to_string()),
            object: event.object.map(|(kind, id)| AuditObject {
                kind: kind.into(),
                id: id.to_string(),
            }),
            network: event.network,
            request_id: event.request_id,
            details: event.details,
        }
    }
}
