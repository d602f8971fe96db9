//! What can go wrong below.

use diesel::result::{DatabaseErrorKind, Error as Diesel};

/// The result of everything here.
pub type Result<T> = std::result::Result<T, Error>;

/// Why the database did not do it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It cannot be reached, or gave no connection in time.
    #[error("the database is unavailable: {0}")]
    Unavailable(String),
    /// The address names no database that is known.
    #[error("unknown database {0}: use sqlite://… or postgres://…")]
    UnknownScheme(String),
    /// A constraint stood in the way: two did the same thing at once, or code forgot a rule.
    #[error("a constraint was broken: {0}")]
    Conflict(String),
    /// Two transactions stood in each other's way; doing it again may help.
    #[error("a transaction has to be repeated: {0}")]
    Contention(String),
    /// A stored value is not what the column promises.
    #[error("unreadable value in {table}.{column}")]
    Inconsistent {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
    },
    /// Migrating failed.
    #[error("migration failed: {0}")]
    Migration(String),
    /// Any other fault.
    #[error("query failed: {0}")]
    Query(Diesel),
}

impl From<Diesel> for Error {
    fn from(error: Diesel) -> Self {
        match error {
            Diesel::DatabaseError(kind, ref info) => {
                let text = info.message().to_owned();
                match kind {
                    DatabaseErrorKind::UniqueViolation
                    | DatabaseErrorKind::ForeignKeyViolation
                    | DatabaseErrorKind::CheckViolation
                    | DatabaseErrorKind::NotNullViolation => Self::Conflict(text),
                    DatabaseErrorKind::SerializationFailure => Self::Contention(text),
                    DatabaseErrorKind::ClosedConnection
                    | DatabaseErrorKind::UnableToSendCommand => Self::Unavailable(text),
                    _ if text.contains("deadlock detected")
                        || text.contains("database is locked") =>
                    {
                        Self::Contention(text)
                    }
                    _ => Self::Query(error),
                }
            }
            other => Self::Query(other),
        }
    }
}
