//! Saves what a policy says of its settings: one request, all or nothing, only onto the version that was read.

use super::passcode::{self, Ready};
use super::requested::RequestedSettings;
use super::show::{SecureEnrollmentView, view_of};
use super::{lock_policy, require_secure};
use crate::audit::Entry;
use crate::context::Context;
use crate::{App, Caller, Failure, Precondition};
use vestibule_domain::PolicyId;
use vestibule_domain::audit::Action;
use vestibule_domain::passcode::format::PlainPasscode;
use vestibule_domain::secure_enrollment::setting::Override;
use vestibule_domain::secure_enrollment::settings::Overrides;
use vestibule_store::secure_enrollments;

/// Saves it. Answers what holds now, and a generated passcode this once. That the policy is secure is asked before the version.
///
/// # Errors
/// [`Failure::VersionRequired`] or [`Failure::Stale`]; [`Failure::Store`] when the database does not answer.
pub fn change(
    app: &App,
    caller: &Caller,
    id: PolicyId,
    precondition: Option<&Precondition>,
    requested: &RequestedSettings,
) -> Result<(SecureEnrollmentView, Option<PlainPasscode>), Failure> {
    let new_passcode = match &requested.passcode {
        Some(Override::Set(new)) => Some(new),
        _ => None,
    };
    if precondition.is_none() || new_passcode.is_some() {
        // No version is asked for, and nothing slow is done, for a policy that is not secure.
        app.read(caller, |ctx| require_secure(ctx, id).map(drop))?;
    }
    let precondition = precondition.ok_or(Failure::VersionRequired)?;
    let ready = new_passcode
        .map(|new| passcode::prepare(app, new))
        .transpose()?;
    let view = app.write(caller, lock_policy(caller, id), |ctx, ()| {
        let before = require_secure(ctx, id)?;
        precondition.check(before.enrollment.version)?;
        let said = before.enrollment.own.clone();
        let own = requested.onto(ctx, &said)?;
        if own == said {
            return view_of(ctx, id, Some(before));
        }
        let hash = match (&own.passcode, &ready) {
            (Override::Set(_), Some(ready)) => Some(ready.hash.clone()),
            (Override::Set(_), None) => before.enrollment.passcode_hash.clone(),
            _ => None,
        };
        let after = before.with(own, hash);
        let organization_id = ctx.organization_id();
        if !secure_enrollments::save_settings(ctx.conn, organization_id, &after.enrollment)? {
            return Err(Failure::Stale);
        }
        record(ctx, id, &said, &after.enrollment.own)?;
        view_of(ctx, id, Some(after))
    })?;
    Ok((view, ready.and_then(|Ready { shown, .. }| shown)))
}

/// One line for what visitors see, one for what they are asked.
fn record(
    ctx: &mut Context<'_, Caller>,
    id: PolicyId,
    before: &Overrides,
    after: &Overrides,
) -> Result<(), Failure> {
    let (asked, seen): (Vec<_>, Vec<_>) = before
        .diff(after)
        .into_iter()
        .partition(|difference| difference.setting == "passcode");
    for (action, differences) in [
        (Action::PageUpdated, seen),
        (Action::PasscodeChanged, asked),
    ] {
        if differences.iter().any(|difference| difference.changed) {
            let entry = Entry::new(action).policy(id);
            let entry = differences.iter().fold(entry, |entry, difference| {
                entry.text(difference.setting, difference.state)
            });
            ctx.record(entry)?;
        }
    }
    Ok(())
}
