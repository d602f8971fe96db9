//! Connections, and the only place that opens transactions.
//!
//! SQLite: one writer, whose transactions begin `IMMEDIATE`, and readers that cannot write. PostgreSQL: one pool.

use crate::connection::on_each;
use crate::{Connection, Error, Result};
use diesel::connection::{
    AnsiTransactionManager, Connection as _, SimpleConnection, TransactionManager,
};
use diesel::pg::PgConnection;
use diesel::r2d2::{self, ManageConnection, Pool, PooledConnection};
use diesel::sqlite::SqliteConnection;
use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a request waits for a connection.
const CONNECTION_TIMEOUT: Duration = Duration::from_secs(5);
/// SQLite's readers.
const SQLITE_READERS: u32 = 8;
/// PostgreSQL's connections of one node.
const POSTGRESQL_CONNECTIONS: u32 = 16;
/// How often a transaction that met another one is tried.
const MAX_ATTEMPTS: u32 = 4;

/// The database.
#[derive(Clone)]
pub struct Store {
    readers: Pool<Manager>,
    writer: Pool<Manager>,
}

#[derive(Clone)]
enum Address {
    Sqlite { path: PathBuf, read_only: bool },
    Postgresql(String),
}

struct Manager(Address);

impl ManageConnection for Manager {
    type Connection = Connection;
    type Error = r2d2::Error;

    fn connect(&self) -> std::result::Result<Connection, r2d2::Error> {
        let opened = match &self.0 {
            Address::Sqlite { path, read_only } => sqlite(path, *read_only).map(Connection::Sqlite),
            Address::Postgresql(url) => postgresql(url).map(Connection::Postgresql),
        };
        opened.map_err(r2d2::Error::ConnectionError)
    }

    fn is_valid(&self, conn: &mut Connection) -> std::result::Result<(), r2d2::Error> {
        on_each!(conn, |c| c.batch_execute("SELECT 1")).map_err(r2d2::Error::QueryError)
    }

    fn has_broken(&self, conn: &mut Connection) -> bool {
        std::thread::panicking()
            || on_each!(conn, |c| matches!(
                AnsiTransactionManager::transaction_manager_status_mut(c).transaction_depth(),
                Err(_) | Ok(Some(_))
            ))
    }
}

impl Store {
    /// Opens the database an address names; it must answer within seconds.
    ///
    /// # Errors
    /// [`crate::Error::UnknownScheme`] for an address of another kind, [`crate::Error::Unavailable`] if nothing answers
    /// there.
    pub fn open(url: &str) -> Result<Self> {
        let pool = |address: Address, size: u32| {
            Pool::builder()
                .max_size(size)
                .min_idle(Some(1))
                .test_on_check_out(matches!(address, Address::Postgresql(_)))
                .connection_timeout(CONNECTION_TIMEOUT)
                // Who waits for a connection tells its error; once is enough.
                .error_handler(Box::new(r2d2::NopErrorHandler))
                .build(Manager(address))
                .map_err(|error| Error::Unavailable(error.to_string()))
        };
        match address(url)? {
            Address::Sqlite { path, .. } => {
                let writer = pool(
                    Address::Sqlite {
                        path: path.clone(),
                        read_only: false,
                    },
                    1,
                )?;
                Ok(Self {
                    writer,
                    readers: pool(
                        Address::Sqlite {
                            path,
                            read_only: true,
                        },
                        SQLITE_READERS,
                    )?,
                })
            }
            postgresql => {
                let both = pool(postgresql, POSTGRESQL_CONNECTIONS)?;
                Ok(Self {
                    readers: both.clone(),
                    writer: both,
                })
            }
        }
    }

    /// Whether an address names an SQLite file that does not exist yet.
    ///
    /// # Errors
    /// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
    pub fn is_new_sqlite(url: &str) -> Result<bool> {
        match address(url)? {
            Address::Sqlite { path, .. } => Ok(!path.exists()),
            Address::Postgresql(_) => Ok(false),
        }
    }

    /// Reads; everything seen belongs to one moment.
    ///
    /// # Errors
    /// What the operation fails with, or the [`crate::Error`] of the transaction.
    pub fn read<T, E: From<Error>>(
        &self,
        operation: impl FnOnce(&mut Connection) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let mut conn = checked_out(&self.readers)?;
        transaction(&mut conn, Begin::Read, operation)
    }

    /// Writes, all or nothing. A transaction that met another one is done again from its beginning.
    ///
    /// # Errors
    /// What the operation fails with, or the [`crate::Error`] of the transaction.
    pub fn write<T, E: From<Error> + AsContention>(
        &self,
        mut operation: impl FnMut(&mut Connection) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let mut tries = 1;
        loop {
            let mut conn = checked_out(&self.writer)?;
            match transaction(&mut conn, Begin::Write, &mut operation) {
                Err(error) if error.is_contention() && tries < MAX_ATTEMPTS => tries += 1,
                done => return done,
            }
        }
    }

    /// A connection without a transaction, for migrating.
    pub(crate) fn exclusively<T, E: From<Error>>(
        &self,
        operation: impl FnOnce(&mut Connection) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        operation(&mut *checked_out(&self.writer)?)
    }
}

thread_local! {
    /// Whether this thread has a transaction open.
    static OPEN: Cell<bool> = const { Cell::new(false) };
}

/// Marks the thread for as long as its transaction is open, also when the operation panics.
struct Mark;

impl Mark {
    fn set() -> Self {
        OPEN.set(true);
        Self
    }
}

impl Drop for Mark {
    fn drop(&mut self) {
        OPEN.set(false);
    }
}

/// For the start of slow work (hashing, signing): in a debug build it panics if this thread has a transaction open, whose locks
/// everybody else would wait for.
pub fn assert_no_transaction() {
    debug_assert!(!OPEN.get(), "slow work inside a transaction");
}

/// Tells failures that may go away when the transaction is done again.
pub trait AsContention {
    /// Whether it is one.
    fn is_contention(&self) -> bool;
}

impl AsContention for Error {
    fn is_contention(&self) -> bool {
        matches!(self, Error::Contention(_))
    }
}

enum Begin {
    Read,
    Write,
}

fn checked_out(pool: &Pool<Manager>) -> Result<PooledConnection<Manager>> {
    pool.get()
        .map_err(|error| Error::Unavailable(error.to_string()))
}

fn transaction<T, E: From<Error>>(
    conn: &mut Connection,
    begin: Begin,
    operation: impl FnOnce(&mut Connection) -> std::result::Result<T, E>,
) -> std::result::Result<T, E> {
    let words = match (&*conn, begin) {
        (Connection::Sqlite(_), Begin::Write) => "BEGIN IMMEDIATE",
        (Connection::Sqlite(_), Begin::Read) => "BEGIN DEFERRED",
        (Connection::Postgresql(_), Begin::Write) => "BEGIN",
        (Connection::Postgresql(_), Begin::Read) => {
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        }
    };
    on_each!(conn, |c| AnsiTransactionManager::begin_transaction_sql(
        c, words
    ))
    .map_err(Error::from)?;
    let mark = Mark::set();
    let done = operation(conn);
    drop(mark);
    match done {
        Ok(done) => {
            on_each!(conn, |c| AnsiTransactionManager::commit_transaction(c))
                .map_err(Error::from)?;
            Ok(done)
        }
        Err(error) => {
            // A connection that cannot roll back is broken, and the pool drops it.
            let _ = on_each!(conn, |c| AnsiTransactionManager::rollback_transaction(c));
            Err(error)
        }
    }
}

fn address(url: &str) -> Result<Address> {
    match url.split_once("://") {
        Some(("sqlite", path)) if !path.is_empty() => Ok(Address::Sqlite {
            path: Path::new(path).to_owned(),
            read_only: false,
        }),
        Some(("postgres" | "postgresql", _)) => Ok(Address::Postgresql(url.to_owned())),
        Some((scheme, _)) => Err(Error::UnknownScheme(format!("{scheme}://"))),
        None => Err(Error::UnknownScheme(String::from("without a scheme"))),
    }
}

fn sqlite(path: &Path, read_only: bool) -> diesel::ConnectionResult<SqliteConnection> {
    let bad = |_| diesel::ConnectionError::BadConnection("the path is not Unicode".into());
    let path = path
        .to_path_buf()
        .into_os_string()
        .into_string()
        .map_err(bad)?;
    let mut conn = SqliteConnection::establish(&path)?;
    let readers = if read_only {
        "PRAGMA query_only = ON;"
    } else {
        ""
    };
    conn.batch_execute(&format!(
        "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
         PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; {readers}"
    ))
    .map_err(diesel::ConnectionError::CouldntSetupConfiguration)?;
    Ok(conn)
}

fn postgresql(url: &str) -> diesel::ConnectionResult<PgConnection> {
    let mut conn = PgConnection::establish(url)?;
    conn.batch_execute(
        "SET TIME ZONE 'UTC'; SET lock_timeout = '5s'; SET statement_timeout = '30s';
         SET idle_in_transaction_session_timeout = '15s'",
    )
    .map_err(diesel::ConnectionError::CouldntSetupConfiguration)?;
    Ok(conn)
}
