//! Brings the database to this version's schema: the migrations are in the binary, the same names for both databases.

use crate::{Connection, Error, Result, Store};
use diesel::connection::SimpleConnection;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

/// SQLite's.
pub const MIGRATIONS_SQLITE: EmbeddedMigrations = embed_migrations!("../../migrations/sqlite");
/// PostgreSQL's.
pub const MIGRATIONS_POSTGRESQL: EmbeddedMigrations =
    embed_migrations!("../../migrations/postgresql");

/// Names the lock that one node at a time holds while it migrates.
const LOCK: i64 = 0x7665_7374_6962_756c;

impl Store {
    /// Migrates, then does what must be done once, under the same lock.
    ///
    /// # Errors
    /// What the operation fails with, or the [`crate::Error`] of the transaction.
    pub fn migrate<T, E: From<Error>>(
        &self,
        then: impl FnOnce(&mut Connection) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        self.exclusively(|conn| {
            if let Connection::Postgresql(conn) = conn {
                conn.batch_execute(&format!("SELECT pg_advisory_lock({LOCK})"))
                    .map_err(Error::from)?;
            }
            let done = up(conn).map_err(E::from).and_then(|()| then(conn));
            if let Connection::Postgresql(conn) = conn {
                conn.batch_execute(&format!("SELECT pg_advisory_unlock({LOCK})"))
                    .map_err(Error::from)?;
            }
            done
        })
    }

    /// Takes every migration back, newest first: for proving that it can be done.
    ///
    /// # Errors
    /// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
    pub fn revert(&self) -> Result<()> {
        self.exclusively(|conn| {
            let reverted = match conn {
                Connection::Sqlite(conn) => conn.revert_all_migrations(MIGRATIONS_SQLITE).map(drop),
                Connection::Postgresql(conn) => {
                    conn.revert_all_migrations(MIGRATIONS_POSTGRESQL).map(drop)
                }
            };
            reverted.map_err(|error| Error::Migration(error.to_string()))
        })
    }
}

fn up(conn: &mut Connection) -> Result<()> {
    let migrated = match conn {
        Connection::Sqlite(conn) => conn.run_pending_migrations(MIGRATIONS_SQLITE).map(drop),
        Connection::Postgresql(conn) => {
            conn.run_pending_migrations(MIGRATIONS_POSTGRESQL).map(drop)
        }
    };
    migrated.map_err(|error| Error::Migration(error.to_string()))
}
