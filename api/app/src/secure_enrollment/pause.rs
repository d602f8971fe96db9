//! Pauses the door without changing the URL, and resumes it.

use super::show::{SecureEnrollmentView, load_view};
use crate::audit::{self, Entry};
use crate::{App, Caller, Failure};
use vestibule_domain::PolicyId;
use vestibule_domain::audit::Action;
use vestibule_domain::enrollment_url::standing::{MAX_PAUSE_MESSAGE_CHARS, Paused};
use vestibule_domain::name::is_unprintable;
use vestibule_store::secure_enrollments;

/// Closes the door; visitors read the message. Pausing again changes the message.
pub fn pause(
    app: &App,
    caller: &Caller,
    id: PolicyId,
    message: Option<&str>,
) -> Result<SecureEnrollmentView, Failure> {
    let message = message
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .map(check)
        .transpose()?;
    app.store.write(|conn| {
        let now = super::lock(app, conn, caller, id)?;
        let before = super::require_secure(conn, caller, id)?.enrollment.paused;
        let said = before.as_ref().map(|paused| &paused.message);
        if said != Some(&message) {
            let since = before.as_ref().map_or(now, |paused| paused.at);
            let paused = Paused {
                at: since,
                message: message.clone(),
                by: Some(caller.actor.actor_ref()),
            };
            secure_enrollments::set_paused(conn, caller.actor.organization_id, id, Some(&paused))?;
            let entry = Entry::new(Action::EnrollmentUrlPaused).policy(id);
            audit::record(
                app,
                conn,
                caller,
                now,
                entry.text("message", message.clone().unwrap_or_default()),
            )?;
        }
        load_view(app, conn, caller, id)
    })
}

/// Opens it again.
pub fn resume(app: &App, caller: &Caller, id: PolicyId) -> Result<SecureEnrollmentView, Failure> {
    app.store.write(|conn| {
        let now = super::lock(app, conn, caller, id)?;
        if super::require_secure(conn, caller, id)?
            .enrollment
            .paused
            .is_some()
        {
            secure_enrollments::set_paused(conn, caller.actor.organization_id, id, None)?;
            audit::record(
                app,
                conn,
                caller,
                now,
                Entry::new(Action::EnrollmentUrlResumed).policy(id),
            )?;
        }
        load_view(app, conn, caller, id)
    })
}

fn check(message: &str) -> Result<String, Failure> {
    if message.chars().count() > MAX_PAUSE_MESSAGE_CHARS {
        return Err(Failure::field(
            "/message",
            "too_long",
            "Use at most 500 characters.",
        ));
    }
    if message.chars().any(|c| is_unprintable(c) && c != '\n') {
        return Err(Failure::field(
            "/message",
            "control_character",
            "Remove the control characters.",
        ));
    }
    Ok(message.to_owned())
}
