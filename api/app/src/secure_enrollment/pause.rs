//! Pauses the door without changing the URL, and resumes it.

use super::show::{SecureEnrollmentView, view_of};
use super::{lock_policy, require_secure};
use crate::audit::Entry;
use crate::{App, Caller, Failure};
use vestibule_domain::PolicyId;
use vestibule_domain::audit::Action;
use vestibule_domain::field::FieldCode;
use vestibule_domain::secure_enrollment::pause::{PauseMessage, PauseMessageRefusal, Paused};
use vestibule_store::secure_enrollments;

/// Closes the door; visitors read the message. Pausing again changes the message.
///
/// # Errors
/// What its rules refuse, or [`Failure::Store`] when the database does not answer.
pub fn pause(
    app: &App,
    caller: &Caller,
    id: PolicyId,
    message: Option<&str>,
) -> Result<SecureEnrollmentView, Failure> {
    let parsed = message.map(PauseMessage::parse).transpose();
    let message = parsed
        .map_err(refused)?
        .flatten()
        .map(PauseMessage::into_text);
    app.write(caller, lock_policy(caller, id), |ctx, ()| {
        let mut known = require_secure(ctx, id)?;
        let before = known.enrollment.paused.take();
        let said = before.as_ref().map(|paused| &paused.message);
        if said == Some(&message) {
            known.enrollment.paused = before;
            return view_of(ctx, id, Some(known));
        }
        let paused = Paused {
            at: before.as_ref().map_or(ctx.now, |paused| paused.at),
            message: message.clone(),
            by: Some(ctx.caller.actor.actor_ref()),
        };
        let organization_id = ctx.organization_id();
        secure_enrollments::set_paused(ctx.conn, organization_id, id, Some(&paused))?;
        let entry = Entry::new(Action::EnrollmentUrlPaused).policy(id);
        ctx.record(entry.text("message", message.clone().unwrap_or_default()))?;
        known.enrollment.paused = Some(paused);
        view_of(ctx, id, Some(known))
    })
}

/// Opens it again.
///
/// # Errors
/// What its rules refuse, or [`Failure::Store`] when the database does not answer.
pub fn resume(app: &App, caller: &Caller, id: PolicyId) -> Result<SecureEnrollmentView, Failure> {
    app.write(caller, lock_policy(caller, id), |ctx, ()| {
        let mut known = require_secure(ctx, id)?;
        if known.enrollment.paused.take().is_some() {
            let organization_id = ctx.organization_id();
            secure_enrollments::set_paused(ctx.conn, organization_id, id, None)?;
            ctx.record(Entry::new(Action::EnrollmentUrlResumed).policy(id))?;
        }
        view_of(ctx, id, Some(known))
    })
}

fn refused(refusal: PauseMessageRefusal) -> Failure {
    let code = match refusal {
        PauseMessageRefusal::TooLong => FieldCode::TooLong,
        PauseMessageRefusal::ControlCharacter => FieldCode::ControlCharacter,
    };
    Failure::field("/message", code, refusal)
}
