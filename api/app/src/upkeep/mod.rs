//! What timers call. They tidy, they never decide: nothing here changes what anybody is allowed to do.

use crate::{App, Failure};
use jiff::SignedDuration;
use vestibule_store::{idempotency_keys, logos, profiles, sessions, throttles};

/// Adds the uses counted in memory to the database, and when devices were seen.
pub fn flush_activity(app: &App) -> Result<(), Failure> {
    app.activity.flush(app)?;
    app.last_seen.flush(app)
}

/// Forgets the signed documents of ended tickets.
pub fn drop_documents(app: &App) -> Result<(), Failure> {
    app.store
        .write(|conn| Ok(profiles::drop_documents(conn, app.now())?))
}

/// Drops logos that no page has used for a day.
pub fn drop_unused_logos(app: &App) -> Result<(), Failure> {
    app.store.write(|conn| {
        Ok(logos::drop_unused(
            conn,
            app.now() - SignedDuration::from_hours(24),
        )?)
    })
}

/// Forgets idempotency keys after a day.
pub fn drop_idempotency_keys(app: &App) -> Result<(), Failure> {
    app.store.write(|conn| {
        Ok(idempotency_keys::drop_older(
            conn,
            app.now() - SignedDuration::from_hours(24),
        )?)
    })
}

/// Forgets sessions a week after their end.
pub fn drop_sessions(app: &App) -> Result<(), Failure> {
    app.store.write(|conn| {
        Ok(sessions::drop_ended(
            conn,
            app.now() - SignedDuration::from_hours(7 * 24),
        )?)
    })
}

/// Forgets counters that have been empty for two days.
pub fn drop_throttles(app: &App) -> Result<(), Failure> {
    app.store.write(|conn| {
        Ok(throttles::drop_older(
            conn,
            app.now() - SignedDuration::from_hours(48),
        )?)
    })
}
