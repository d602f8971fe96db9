//! A database for every test: a copy of one that was migrated once.

use crate::clock::TestClock;
use crate::postgresql::cluster;
use diesel::connection::SimpleConnection;
use diesel::{Connection, RunQueryDsl, SqliteConnection};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};
use tempfile::TempDir;
use vestibule_app::entropy::{Entropy, SystemEntropy};
use vestibule_app::options::{HashCost, Options, ServiceIdentity};
use vestibule_app::secrets::key_file;
use vestibule_domain::Timestamp;

/// Hashing that costs nothing: what is tested is not argon2.
pub const CHEAP: HashCost = HashCost {
    passcode_memory: 64,
    passcode_passes: 1,
    password_memory: 64,
    password_passes: 1,
};

/// When tests begin.
pub const BEGINNING: &str = "2027-01-31T09:00:00Z";

/// A database of one test.
pub struct Database {
    /// Its address.
    pub url: String,
    /// The key file that goes with it.
    pub key_file: PathBuf,
    _folder: Option<TempDir>,
}

/// One migrated database of each kind, with its authority.
struct Templates {
    folder: TempDir,
}

fn templates() -> &'static Templates {
    static TEMPLATES: OnceLock<Templates> = OnceLock::new();
    TEMPLATES.get_or_init(|| {
        let folder = TempDir::new().expect("the temporary folder can be written");
        let entropy: &dyn Entropy = &SystemEntropy;
        std::fs::write(
            folder.path().join("key"),
            key_file::generate(entropy).as_bytes(),
        )
        .expect("the key can be written");
        Templates { folder }
    })
}

impl Templates {
    fn key_file(&self) -> PathBuf {
        self.folder.path().join("key")
    }

    fn migrate(&self, url: &str) {
        let options = Options {
            database_url: url.to_owned(),
            key_file: self.key_file(),
            signer: None,
            service_identity: ServiceIdentity {
                public_url: "http://localhost".into(),
                push_topic: "com.apple.mgmt.test".into(),
            },
            scep_allow_des: false,
            hash_cost: CHEAP,
        };
        let beginning: Timestamp = BEGINNING.parse().expect("the beginning is a moment");
        vestibule_app::App::open(
            options,
            Arc::new(TestClock::at(beginning)),
            Arc::new(SystemEntropy),
        )
        .expect("the template opens");
    }
}

impl Database {
    /// A new SQLite database.
    pub fn sqlite() -> Self {
        static TEMPLATE: OnceLock<PathBuf> = OnceLock::new();
        let template = TEMPLATE.get_or_init(|| {
            let (first, copy) = (
                templates().folder.path().join("first.sqlite"),
                templates().folder.path().join("template.sqlite"),
            );
            templates().migrate(&format!("sqlite://{}", first.display()));
            vacuum_into(&first, &copy);
            copy
        });
        let folder = TempDir::new().expect("the temporary folder can be written");
        let file = folder.path().join("vestibule.sqlite");
        std::fs::copy(template, &file).expect("the template can be copied");
        Self {
            url: format!("sqlite://{}", file.display()),
            key_file: templates().key_file(),
            _folder: Some(folder),
        }
    }

    /// A SQLite database that does not exist yet.
    pub fn unborn() -> Self {
        let folder = TempDir::new().expect("the temporary folder can be written");
        let file = folder.path().join("vestibule.sqlite");
        Self {
            url: format!("sqlite://{}", file.display()),
            key_file: templates().key_file(),
            _folder: Some(folder),
        }
    }

    /// A new PostgreSQL database.
    pub fn postgresql() -> Self {
        static TEMPLATE: OnceLock<()> = OnceLock::new();
        static NEXT: AtomicU32 = AtomicU32::new(1);
        TEMPLATE.get_or_init(|| {
            cluster().execute("CREATE DATABASE template_vestibule");
            templates().migrate(&cluster().url("template_vestibule"));
            cluster().execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'template_vestibule'");
        });
        let name = format!("test_{}", NEXT.fetch_add(1, Ordering::Relaxed));
        cluster().execute(&format!(
            "CREATE DATABASE {name} TEMPLATE template_vestibule"
        ));
        Self {
            url: cluster().url(&name),
            key_file: templates().key_file(),
            _folder: None,
        }
    }

    /// Runs statements beside the server, as an operator with a shell would.
    pub fn execute(&self, sql: &str) -> Result<(), String> {
        let done = match self.url.strip_prefix("sqlite://") {
            Some(path) => SqliteConnection::establish(path)
                .map_err(|error| error.to_string())?
                .batch_execute(&format!(
                    "PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000; {sql}"
                )),
            None => diesel::PgConnection::establish(&self.url)
                .map_err(|error| error.to_string())?
                .batch_execute(sql),
        };
        done.map_err(|error| error.to_string())
    }
}

/// The rows of every table, as text.
pub type Contents = BTreeMap<String, Vec<String>>;

/// A column of text.
#[derive(diesel::QueryableByName)]
struct Text {
    #[diesel(sql_type = diesel::sql_types::Text)]
    value: String,
}

impl Database {
    /// The column `value` of a query.
    pub fn values(&self, sql: &str) -> Vec<String> {
        let query = diesel::sql_query(sql);
        let rows: Vec<Text> = match self.url.strip_prefix("sqlite://") {
            Some(path) => {
                let mut conn = SqliteConnection::establish(path).expect("the database opens");
                conn.batch_execute("PRAGMA busy_timeout = 5000")
                    .expect("a pragma");
                query.load(&mut conn)
            }
            None => query
                .load(&mut diesel::PgConnection::establish(&self.url).expect("the database opens")),
        }
        .expect("the query is good");
        rows.into_iter().map(|row| row.value).collect()
    }

    /// Every column of every table but the migrations' own, as `table.column`, sorted.
    pub fn columns(&self) -> Vec<String> {
        let mut columns = self.values(if self.is_sqlite() {
            "SELECT t.name || '.' || c.name AS value FROM sqlite_master t, pragma_table_info(t.name) c
             WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name NOT LIKE '\\_\\_%' ESCAPE '\\'"
        } else {
            "SELECT table_name || '.' || column_name AS value FROM information_schema.columns
             WHERE table_schema = 'public' AND table_name NOT LIKE '\\_\\_%'"
        });
        columns.sort_unstable();
        columns
    }

    fn is_sqlite(&self) -> bool {
        self.url.starts_with("sqlite://")
    }

    /// Everything the database holds, table by table, as text: two of them are equal if nothing changed.
    pub fn contents(&self) -> Contents {
        let sqlite = self.is_sqlite();
        let tables = self.values(if sqlite {
            "SELECT name AS value FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        } else {
            "SELECT tablename::text AS value FROM pg_tables WHERE schemaname = 'public'"
        });
        let rows = |table: &String| {
            let row = if sqlite {
                let columns = self.values(&format!(
                    "SELECT name AS value FROM pragma_table_info('{table}')"
                ));
                let quoted: Vec<_> = columns
                    .iter()
                    .map(|name| format!("quote({name})"))
                    .collect();
                quoted.join(" || ' ' || ")
            } else {
                "whole::text".to_owned()
            };
            self.values(&format!(
                "SELECT {row} AS value FROM {table} AS whole ORDER BY 1"
            ))
        };
        tables
            .into_iter()
            .map(|table| (table.clone(), rows(&table)))
            .collect()
    }
}

fn vacuum_into(from: &Path, to: &Path) {
    let mut conn =
        SqliteConnection::establish(&from.display().to_string()).expect("the template opens");
    conn.batch_execute(&format!("VACUUM INTO '{}'", to.display()))
        .expect("the template can be written");
}
