//! The real server in this process, on a port and a database of its own.

use crate::caller::{Answer, Caller};
use crate::clock::TestClock;
use crate::database::{BEGINNING, CHEAP, Contents, Database};
use jiff::SignedDuration;
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, mpsc};
use std::thread::JoinHandle;
use vestibule_app::clock::Clock;
use vestibule_app::entropy::SystemEntropy;
use vestibule_app::setup::{NewOrganization, create_organization};
use vestibule_domain::Timestamp;
use vestibule_server::config::{Config, Given};
use vestibule_server::startup;

/// The password of every user that tests make.
pub const PASSWORD: &str = "a password for tests";

/// A running server.
pub struct TestServer {
    /// `http://127.0.0.1:PORT`, also after a restart.
    pub base: String,
    /// Its database.
    pub database: Database,
    clock: Arc<TestClock>,
    config: Config,
    running: Mutex<Running>,
}

/// The server of the moment: a restart replaces it.
struct Running {
    app: actix_web::web::Data<vestibule_app::App>,
    handle: actix_web::dev::ServerHandle,
    thread: Option<JoinHandle<()>>,
}

impl TestServer {
    /// On SQLite.
    pub fn on_sqlite() -> Self {
        Self::on(Database::sqlite())
    }

    /// On PostgreSQL.
    pub fn on_postgresql() -> Self {
        Self::on(Database::postgresql())
    }

    fn on(database: Database) -> Self {
        Self::with(database, |_| ())
    }

    /// On a SQLite database of now, with a clock that runs, for browsers.
    pub fn in_real_time() -> Self {
        Self::timed(Database::unborn(), TestClock::running(), |_| ())
    }

    /// On a database, configured otherwise than tests are by default.
    pub fn with(database: Database, change: impl FnOnce(&mut Config)) -> Self {
        let beginning: Timestamp = BEGINNING.parse().expect("the beginning is a moment");
        Self::timed(database, TestClock::at(beginning), change)
    }

    fn timed(database: Database, clock: TestClock, change: impl FnOnce(&mut Config)) -> Self {
        crate::statements::watch();
        let given = Given {
            listen: Some("127.0.0.1:0".into()),
            database_url: Some(database.url.clone()),
            key_file: Some(database.key_file.clone()),
            trusted_proxies: Some("127.0.0.1/32".into()),
            ..Given::default()
        };
        let mut config = Config {
            hash_cost: CHEAP,
            ..given.check().expect("the configuration is good")
        };
        change(&mut config);
        let clock = Arc::new(clock);
        let (address, running) = start(config.clone(), clock.clone());
        config.listen = address;
        Self {
            base: format!("http://127.0.0.1:{}", address.port()),
            database,
            clock,
            config,
            running: Mutex::new(running),
        }
    }

    /// Stops the server, and starts another one on the same address, database and key.
    pub fn restart(&self) {
        let mut running = self.running();
        drop(running.handle.stop(false));
        if let Some(thread) = running.thread.take() {
            thread.join().expect("the server ends well");
        }
        *running = start(self.config.clone(), self.clock.clone()).1;
    }

    fn running(&self) -> MutexGuard<'_, Running> {
        self.running
            .lock()
            .expect("no test panics while it holds the server")
    }

    /// The application behind it, for what is measured without HTTP.
    pub fn app(&self) -> actix_web::web::Data<vestibule_app::App> {
        self.running().app.clone()
    }

    /// The clock, for devices that live in the same time.
    pub fn clock(&self) -> Arc<dyn Clock> {
        self.clock.clone()
    }

    /// Moves the clock.
    pub fn advance(&self, by: SignedDuration) {
        self.clock.advance(by);
    }

    /// What the clock shows.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The token of the setup link this start printed.
    pub fn setup_token(&self) -> String {
        vestibule_app::setup::pending(&self.running().app)
            .expect("the database answers")
            .expect("nobody has set it up")
    }

    /// What the database holds, but for what is only counted: guesses, and uses of URLs.
    pub fn kept(&self) -> Contents {
        let mut contents = self.database.contents();
        contents.remove("throttles");
        contents.remove("enrollment_url_activity");
        contents
    }

    /// The same as before, or the test fails with the names of the tables that changed.
    #[track_caller]
    pub fn assert_unchanged(&self, before: &Contents, by: impl AsRef<str>) {
        let now = self.kept();
        let changed: Vec<_> = now
            .iter()
            .filter(|(table, rows)| before.get(*table) != Some(*rows))
            .map(|(table, _)| table)
            .collect();
        assert!(changed.is_empty(), "{} changed {changed:?}", by.as_ref());
    }

    /// Somebody who is nobody.
    pub fn stranger(&self) -> Caller {
        Caller::new(&self.base)
    }

    /// A new organization's owner, signed in.
    pub fn owner(&self) -> Caller {
        self.owner_of("Acme", "ada@acme.example")
    }

    /// The owner of another new organization, signed in.
    pub fn owner_of(&self, organization: &str, email: &str) -> Caller {
        self.organization(organization, email);
        self.signed_in(email)
    }

    /// Another new organization with its owner.
    pub fn organization(&self, organization: &str, email: &str) {
        let new = NewOrganization {
            organization: organization.into(),
            name: "Ada".into(),
            email: email.into(),
            password: PASSWORD.into(),
        };
        create_organization(&self.running().app, &new).expect("the organization is made");
    }

    /// A user, signed in.
    pub fn signed_in(&self, email: &str) -> Caller {
        let caller = self.stranger();
        caller
            .post("/session", json!({ "email": email, "password": PASSWORD }))
            .ok();
        caller
    }

    /// An owner whose organization has the beta switch on.
    pub fn owner_with_beta(&self) -> Caller {
        let owner = self.owner();
        turn_on_beta(&owner);
        owner
    }
}

impl Drop for TestServer {
    fn drop(&mut self) {
        if let Ok(running) = self.running.get_mut() {
            drop(running.handle.stop(false));
        }
    }
}

/// Starts a server in a thread of its own.
fn start(config: Config, clock: Arc<TestClock>) -> (SocketAddr, Running) {
    let (tell, told) = mpsc::channel();
    let thread = std::thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move {
            let server =
                startup::build(config, clock, Arc::new(SystemEntropy)).expect("the server starts");
            tell.send((server.address(), server.app(), server.handle()))
                .expect("the test waits");
            server.run().await.expect("the server ends well");
        });
    });
    let (address, app, handle) = told.recv().expect("the server starts");
    let thread = Some(thread);
    (
        address,
        Running {
            app,
            handle,
            thread,
        },
    )
}

/// Turns the beta switch on.
pub fn turn_on_beta(owner: &Caller) {
    let tag = owner.get("/settings").ok().etag();
    let on = json!({ "beta_features": { "secure_enrollment": true } });
    owner.patch("/settings", &tag, on).ok();
}

/// Creates a policy; answers its id.
pub fn policy(owner: &Caller, name: &str, parent: Option<&str>) -> String {
    owner
        .post("/policies", json!({ "name": name, "parent_id": parent }))
        .created()
        .text("/id")
}

/// Enables secure enrollment.
pub fn enable(owner: &Caller, policy: &str) -> Value {
    owner
        .post(
            &format!("/policies/{policy}/secure-enrollment"),
            json!({ "acknowledged": true }),
        )
        .created()
        .json
}

/// Downloads a profile from an enrollment URL without a passcode; answers where it was.
pub fn download(visitor: &Caller, token: &str) -> String {
    let unlocked = visitor
        .post(&format!("/enroll/{token}/unlock"), json!({}))
        .ok();
    let place = unlocked.text("/profile_url");
    visitor.open(&place).ok();
    place
}

/// The token of a policy's live URL.
pub fn token(owner: &Caller, policy: &str) -> String {
    let url = owner
        .get(&format!("/policies/{policy}/secure-enrollment"))
        .ok()
        .text("/enrollment_url/url");
    url.rsplit('/')
        .next()
        .expect("a URL has a last part")
        .to_owned()
}

/// Changes page and passcode of a policy.
pub fn customise(owner: &Caller, policy: &str, change: Value) -> Answer {
    let path = format!("/policies/{policy}/secure-enrollment");
    let tag = owner.get(&path).ok().etag();
    owner.patch(&path, &tag, change)
}
