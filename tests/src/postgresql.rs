//! A private PostgreSQL cluster of the machine's own binaries, for the life of the test process.

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

/// The cluster.
pub struct Cluster {
    port: u16,
}

/// The one cluster of this process.
pub fn cluster() -> &'static Cluster {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    CLUSTER.get_or_init(Cluster::start)
}

impl Cluster {
    /// The address of a database.
    pub fn url(&self, database: &str) -> String {
        format!("postgres://vestibule@127.0.0.1:{}/{database}", self.port)
    }

    /// Runs statements in the maintenance database.
    pub fn execute(&self, sql: &str) {
        let mut conn = PgConnection::establish(&self.url("postgres")).expect("the cluster answers");
        conn.batch_execute(sql).expect("the statements are good");
    }

    fn start() -> Self {
        let bin = binaries();
        let home =
            std::env::temp_dir().join(format!("vestibule-postgresql-{}", std::process::id()));
        let data = home.join("data");
        std::fs::create_dir_all(&home).expect("the temporary folder can be written");
        let port = TcpListener::bind("127.0.0.1:0")
            .and_then(|l| l.local_addr())
            .expect("a port is free")
            .port();
        if is_root() {
            run(Command::new("chown").arg("-R").arg("postgres").arg(&home));
        }
        run(as_unprivileged(&bin.join("initdb"))
            .args([
                "-U",
                "vestibule",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C",
                "-D",
            ])
            .arg(&data));
        let options = format!(
            "-p {port} -h 127.0.0.1 -k {} -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=800 -c shared_buffers=64MB",
            home.display()
        );
        run(as_unprivileged(&bin.join("pg_ctl"))
            .arg("-D")
            .arg(&data)
            .args(["-w", "-t", "60", "-o", &options])
            .arg("-l")
            .arg(home.join("log"))
            .arg("start"));
        watch(&bin, &home);
        Self { port }
    }
}

/// Where `initdb` is: on the PATH, or where Debian keeps it.
fn binaries() -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let debian = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .map(|version| version.path().join("bin"));
    std::env::split_paths(&path)
        .chain(debian)
        .find(|folder| folder.join("initdb").exists() && folder.join("pg_ctl").exists())
        .expect("PostgreSQL's initdb is not installed: on Debian, apt-get install postgresql")
}

fn is_root() -> bool {
    Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|output| output.stdout.starts_with(b"0\n"))
}

/// PostgreSQL refuses to run as root.
fn as_unprivileged(program: &Path) -> Command {
    let mut command = if is_root() {
        Command::new("runuser")
    } else {
        Command::new(program)
    };
    if is_root() {
        command.args(["-u", "postgres", "--"]).arg(program);
    }
    command.current_dir("/").stdin(Stdio::null());
    command
}

fn run(command: &mut Command) {
    let output = command
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .output()
        .expect("the program starts");
    assert!(
        output.status.success(),
        "{command:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// Ends the cluster when this process ends, however it ends.
#[expect(
    clippy::zombie_processes,
    reason = "the watcher outlives this process on purpose"
)]
fn watch(bin: &Path, home: &Path) {
    let (home, bin) = (home.display(), bin.display());
    let user = if is_root() {
        "runuser -u postgres --"
    } else {
        ""
    };
    let stop = format!("{user} '{bin}/pg_ctl' -D '{home}/data' -m immediate stop; rm -rf '{home}'");
    let script = format!(
        "while kill -0 {} 2>/dev/null; do sleep 1; done; {stop}",
        std::process::id()
    );
    let mut watcher = Command::new("sh");
    watcher
        .args(["-c", &script])
        .current_dir("/")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    watcher.spawn().expect("sh starts");
}
