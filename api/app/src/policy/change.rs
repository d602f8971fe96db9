//! Renames a policy or changes how the console shows it.

use super::create::{color, icon};
use super::{PolicyView, find, lock_tree, name, show};
use crate::audit::Entry;
use crate::{App, Caller, Failure};
use vestibule_domain::PolicyId;
use vestibule_domain::audit::Action;
use vestibule_store::policies;

/// A requested change; None leaves a thing as it is, Some(None) takes it away.
#[derive(Clone, Debug, Default)]
pub struct PolicyChange {
    /// 1 to 100 characters; siblings may share one.
    pub name: Option<String>,
    /// The colour.
    pub color: Option<Option<String>>,
    /// The icon.
    pub icon: Option<Option<String>>,
}

/// Changes it.
///
/// # Errors
/// What its rules refuse, or [`Failure::Store`] when the database does not answer.
pub fn change(
    app: &App,
    caller: &Caller,
    id: PolicyId,
    requested: &PolicyChange,
) -> Result<PolicyView, Failure> {
    let name = requested.name.as_deref().map(name).transpose()?;
    let color = requested
        .color
        .as_ref()
        .map(|text| color(text.as_deref()))
        .transpose()?;
    let icon = requested
        .icon
        .as_ref()
        .map(|text| icon(text.as_deref()))
        .transpose()?;
    app.write(caller, lock_tree(caller), |ctx, ()| {
        let before = find(ctx.conn, ctx.caller, id)?;
        let mut policy = before.clone();
        policy.name = name.clone().unwrap_or(policy.name);
        policy.color = color.clone().unwrap_or(policy.color);
        policy.icon = icon.clone().unwrap_or(policy.icon);
        if policy != before {
            policy.updated_at = ctx.now;
            policies::update(ctx.conn, &policy)?;
            let entry = Entry::new(Action::PolicyUpdated)
                .policy(id)
                .text("name", &policy.name);
            ctx.record(entry.text("name_before", &before.name))?;
        }
        show::load_view(ctx, id)
    })
}
