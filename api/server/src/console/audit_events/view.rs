//! The audit log on the wire.

use crate::wire;
use serde::Serialize;
use utoipa::ToSchema;
use vestibule_app::audit::list::Recorded;

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
    pub action: wire::Action,
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
    /// What kind of somebody.
    pub kind: wire::AuditActorKind,
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
    pub kind: wire::ObjectKind,
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
