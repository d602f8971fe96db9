//! Logs to standard error: for people, or as JSON for machines.

use tracing_subscriber::EnvFilter;

/// Starts logging; a second start (in tests) changes nothing.
pub fn start(filter: Option<&str>, json: bool) {
    let filter =
        EnvFilter::try_new(filter.unwrap_or("info")).unwrap_or_else(|_| EnvFilter::new("info"));
    let logs = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    let _started_before = if json {
        logs.json().try_init()
    } else {
        logs.try_init()
    };
}
