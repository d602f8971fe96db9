//! What timers call. They tidy, they never decide: nothing here changes what anybody is allowed to do.

use crate::caller::System;
use crate::context::no_lock;
use crate::{App, Failure};
use vestibule_domain::{Timestamp, retention};
use vestibule_store::{Connection, idempotency_keys, logos, profiles, sessions, throttles};

/// Adds the uses counted in memory to the database, and when devices were seen.
///
/// # Errors
/// What its rules refuse, or [`Failure::Store`] when the database does not answer.
pub fn flush_activity(app: &App) -> Result<(), Failure> {
    app.activity.flush(app)?;
    app.last_seen.flush(app)
}

/// Forgets the signed documents of ended tickets.
///
/// # Errors
/// What its rules refuse, or [`Failure::Store`] when the database does not answer.
pub fn drop_documents(app: &App) -> Result<(), Failure> {
    tidy(app, profiles::drop_documents)
}

/// Drops logos that no page has used for a day.
///
/// # Errors
/// What its rules refuse, or [`Failure::Store`] when the database does not answer.
pub fn drop_unused_logos(app: &App) -> Result<(), Failure> {
    tidy(app, |conn, now| {
        logos::drop_unused(conn, now - retention::UNUSED_LOGO_LIFETIME)
    })
}

/// Forgets idempotency keys that have ended.
///
/// # Errors
/// What its rules refuse, or [`Failure::Store`] when the database does not answer.
pub fn drop_idempotency_keys(app: &App) -> Result<(), Failure> {
    tidy(app, |conn, now| {
        idempotency_keys::drop_older(conn, now - retention::IDEMPOTENCY_KEY_LIFETIME)
    })
}

/// Forgets sessions a week after their end.
///
/// # Errors
/// What its rules refuse, or [`Failure::Store`] when the database does not answer.
pub fn drop_sessions(app: &App) -> Result<(), Failure> {
    tidy(app, |conn, now| {
        sessions::drop_ended(conn, now - retention::ENDED_SESSION_LIFETIME)
    })
}

/// Forgets counters that have been empty for two days.
///
/// # Errors
/// What its rules refuse, or [`Failure::Store`] when the database does not answer.
pub fn drop_throttles(app: &App) -> Result<(), Failure> {
    tidy(app, |conn, now| {
        throttles::drop_older(conn, now - retention::IDLE_COUNTER_LIFETIME)
    })
}

fn tidy(
    app: &App,
    remove: impl Fn(&mut Connection, Timestamp) -> vestibule_store::Result<()>,
) -> Result<(), Failure> {
    app.write(&System::default(), no_lock, |ctx, ()| {
        Ok(remove(ctx.conn, ctx.now)?)
    })
}
