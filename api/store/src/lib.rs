//! What Vestibule remembers: one file per table, on SQLite and PostgreSQL alike.
//!
//! Free functions, the connection first; `find` gives an `Option`, `list` a `Vec`. A private row turns into the domain's type;
//! a row that cannot is [`Error::Inconsistent`]. No rule is decided here and no query reads the time.

mod connection;
mod error;
mod like;
mod migrate;
mod pool;
#[expect(missing_docs, reason = "the macro makes modules without documentation")]
pub mod schema;
mod stamp;
mod types;

pub mod api_tokens;
pub mod audit_events;
pub mod authorities;
pub mod device_certificates;
pub mod devices;
pub mod enrollment_url_activity;
pub mod enrollment_urls;
pub mod idempotency_keys;
pub mod installation;
pub mod logos;
pub mod organizations;
pub mod paging;
pub mod policies;
pub mod profiles;
pub mod secure_enrollments;
pub mod sessions;
pub mod throttles;
pub mod users;

pub use connection::AnyConnection as Connection;
pub use error::{Error, Result};
pub use migrate::MIGRATIONS_POSTGRESQL;
pub use migrate::MIGRATIONS_SQLITE;
pub use pool::{AsContention, Store, assert_no_transaction};
