//! What the operator sees of the running server: logs to standard error, and metrics on a listener of their own.

pub mod metrics;

use crate::config::ConfigError;
use tracing_subscriber::EnvFilter;

/// Starts logging, for people or as JSON for machines; a second start (in tests) changes nothing.
///
/// # Errors
/// The [`ConfigError`] that applies.
pub fn start(filter: Option<&str>, format: Option<&str>) -> Result<(), ConfigError> {
    let filter = filter.unwrap_or("info");
    let filter = EnvFilter::try_new(filter).map_err(|_| {
        ConfigError(format!(
            "VESTIBULE_LOG is {filter}: use a level like info, or a filter like warn,vestibule_server=debug"
        ))
    })?;
    let logs = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr()))
        .with_writer(std::io::stderr);
    let _started_before = match format.unwrap_or("text") {
        "text" => logs.try_init(),
        "json" => logs.json().try_init(),
        other => {
            return Err(ConfigError(format!(
                "VESTIBULE_LOG_FORMAT is {other}: use json or text"
            )));
        }
    };
    Ok(())
}
