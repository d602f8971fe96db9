//! The audit log: every change leaves a line in its own transaction.

pub mod list;

use crate::Failure;
use crate::caller::Requester;
use crate::context::Context;
use uuid::Uuid;
use vestibule_domain::audit::{Action, AuditEvent, Detail, ObjectKind};
use vestibule_domain::{AuditEventId, OrganizationId, PolicyId};
use vestibule_store::audit_events;

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

    /// The policy the line is about, if it is about one.
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

    /// How many.
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
