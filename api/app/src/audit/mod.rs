//! The audit log: every change leaves a line in its own transaction.

pub mod list;

use crate::caller::{DeviceClient, Requester, Stranger, System};
use crate::context::Context;
use crate::{App, Caller, Failure, RequestOrigin};
use uuid::Uuid;
use vestibule_domain::audit::{Action, AuditEvent, Detail, ObjectKind};
use vestibule_domain::{AuditEventId, OrganizationId, PolicyId, Timestamp};
use vestibule_store::{Connection, audit_events};

/// What a line says, besides who, when and from where.
pub(crate) struct Entry {
    action: Action,
    policy_id: Option<PolicyId>,
    object: Option<(ObjectKind, Uuid)>,
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

    /// The thing concerned, and its id.
    pub(crate) fn object(mut self, kind: ObjectKind, id: Uuid) -> Self {
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

/// Appends the line to an organization's log.
pub(crate) fn append<R: Requester>(
    ctx: &mut Context<'_, R>,
    organization_id: OrganizationId,
    entry: Entry,
) -> Result<(), Failure> {
    let origin = ctx.caller.origin();
    let event = AuditEvent {
        id: AuditEventId::from_uuid(ctx.app.entropy.uuid(ctx.now)),
        organization_id,
        at: ctx.now,
        actor: ctx.caller.audit_actor(),
        action: entry.action,
        policy_id: entry.policy_id,
        object: entry.object,
        network: origin.network.map(|network| network.to_string()),
        request_id: origin.request_id.clone(),
        details: entry.details,
    };
    Ok(audit_events::insert(ctx.conn, &event)?)
}

/// Records what an actor did.
pub(crate) fn record(
    app: &App,
    conn: &mut Connection,
    caller: &Caller,
    now: Timestamp,
    entry: Entry,
) -> Result<(), Failure> {
    append(
        &mut Context {
            app,
            conn,
            caller,
            now,
        },
        caller.actor.organization_id,
        entry,
    )
}

/// Records what a visitor did (`visitor`), or what happened by itself (`system`).
pub(crate) fn record_without_actor(
    app: &App,
    conn: &mut Connection,
    organization_id: OrganizationId,
    kind: &'static str,
    origin: &RequestOrigin,
    now: Timestamp,
    entry: Entry,
) -> Result<(), Failure> {
    let origin = origin.clone();
    match kind {
        "visitor" => append(
            &mut Context {
                app,
                conn,
                caller: &Stranger { origin },
                now,
            },
            organization_id,
            entry,
        ),
        "device" => append(
            &mut Context {
                app,
                conn,
                caller: &DeviceClient { origin },
                now,
            },
            organization_id,
            entry,
        ),
        _ => append(
            &mut Context {
                app,
                conn,
                caller: &System::default(),
                now,
            },
            organization_id,
            entry,
        ),
    }
}
