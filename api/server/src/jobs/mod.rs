//! The timers, in one table. They tidy; nothing depends on one having run.

use crate::blocking;
use crate::telemetry::metrics;
use actix_web::web::Data;
use std::time::Duration;
use vestibule_app::{App, Failure, upkeep};

type Job = (&'static str, Duration, fn(&App) -> Result<(), Failure>);

/// Name, interval and operation of every job.
const JOBS: &[Job] = &[
    (
        "flush activity",
        Duration::from_secs(5),
        upkeep::flush_activity,
    ),
    (
        "drop documents",
        Duration::from_secs(60),
        upkeep::drop_documents,
    ),
    (
        "drop unused logos",
        Duration::from_secs(3_600),
        upkeep::drop_unused_logos,
    ),
    (
        "drop idempotency keys",
        Duration::from_secs(3_600),
        upkeep::drop_idempotency_keys,
    ),
    (
        "drop sessions",
        Duration::from_secs(3_600),
        upkeep::drop_sessions,
    ),
    (
        "drop throttles",
        Duration::from_secs(3_600),
        upkeep::drop_throttles,
    ),
];

/// Starts them; they end with the runtime.
pub fn start(app: &Data<App>) {
    for (name, interval, operation) in JOBS {
        let app = app.clone();
        actix_web::rt::spawn(async move {
            let mut timer = tokio::time::interval(*interval);
            loop {
                timer.tick().await;
                if let Err(problem) = blocking::run(&app, operation).await {
                    metrics::failed_job(name);
                    tracing::warn!(job = name, code = problem.code.0.name(), "a job failed");
                }
            }
        });
    }
}
