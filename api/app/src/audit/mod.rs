//! The audit log: every change leaves a line in its own transaction.

pub mod list;

use crate::{App, Caller, Failure, Origin};
use uuid::Uuid;
use vestibule_domain::access::actor::ActorKind;
use vestibule_domain::audit::{Action, AuditActor, AuditEvent, Detail};
use vestibule_domain::{AuditEventId, OrganizationId, PolicyId, Timestamp};
use vestibule_store::{Connection, audit_events};

/// What a line says, besides who, when and from where.
pub(crate) struct Entry {
    action: Action,
    policy_id: Option<PolicyId>,
    object: Option<(&'static str, Uuid)>,
    details: Vec<(&'static str, Detail)>,
}

impl Entry {
    /// A line that says only what happened.
    pub(crate) fn new(action: Action) -> Self {
        Self {
            action,
            policy_id: None,
            object: None,
            details: Vec::new(),
        }
    }

    /// The policy concerned.
    pub(crate) fn policy(mut self, id: PolicyId) -> Self {
        self.policy_id = Some(id);
        self
    }

    /// The thing concerned: a noun of the product, and its id.
    pub(crate) fn object(mut self, kind: &'static str, id: Uuid) -> Self {
        self.object = Some((kind, id));
        self
    }

    /// A plain field; never a secret.
    pub(crate) fn detail(mut self, name: &'static str, value: Detail) -> Self {
        self.details.push((name, value));
        self
    }

    /// A text field; never a secret.
    pub(crate) fn text(self, name: &'static str, value: impl ToString) -> Self {
        self.detail(name, Detail::Text(value.to_string()))
    }

    /// A count.
    pub(crate) fn number(self, name: &'static str, value: usize) -> Self {
        self.detail(
            name,
            Detail::Number(i64::try_from(value).unwrap_or(i64::MAX)),
        )
    }
}

/// Records what an actor did.
pub(crate) fn record(
    app: &App,
    conn: &mut Connection,
    caller: &Caller,
    now: Timestamp,
    entry: Entry,
) -> Result<(), Failure> {
    let kind = match caller.actor.kind {
        ActorKind::User { .. } => "user",
        ActorKind::ApiToken { .. } => "api_token",
        ActorKind::Operator => "operator",
    };
    let actor = AuditActor {
        kind,
        id: caller.actor.id(),
        name: Some(caller.actor.name.clone()),
    };
    append(
        app,
        conn,
        caller.actor.organization_id,
        actor,
        &caller.origin,
        now,
        entry,
    )
}

/// Records what a visitor did (`visitor`), or what happened by itself (`system`).
pub(crate) fn record_nameless(
    app: &App,
    conn: &mut Connection,
    organization_id: OrganizationId,
    kind: &'static str,
    origin: &Origin,
    now: Timestamp,
    entry: Entry,
) -> Result<(), Failure> {
    append(
        app,
        conn,
        organization_id,
        AuditActor {
            kind,
            id: None,
            name: None,
        },
        origin,
        now,
        entry,
    )
}

fn append(
    app: &App,
    conn: &mut Connection,
    organization_id: OrganizationId,
    actor: AuditActor,
    origin: &Origin,
    now: Timestamp,
    entry: Entry,
) -> Result<(), Failure> {
    let event = AuditEvent {
        id: AuditEventId::from_uuid(app.entropy.uuid(now)),
        organization_id,
        at: now,
        actor,
        action: entry.action,
        policy_id: entry.policy_id,
        object: entry.object,
        network: origin.network.map(|network| network.to_string()),
        request_id: origin.request_id.clone(),
        details: entry.details,
    };
    Ok(audit_events::insert(conn, &event)?)
}
