//! Serves the sample organization on a throw-away database, and prints what to open; Ctrl-C removes it.

use jiff::SignedDuration;
use std::net::TcpListener;
use std::process::ExitCode;
use std::sync::Arc;
use tempfile::TempDir;
use vestibule_app::entropy::SystemEntropy;
use vestibule_app::setup::{NewOrganization, create_organization};
use vestibule_server::config::{Config, Given};
use vestibule_server::{pages, startup, telemetry};
use vestibule_tests::Caller;
use vestibule_tests::database::CHEAP;
use vestibule_tests::demo::{DemoClock, ORGANIZATION, PASSCODE, PASSWORD, PEOPLE, Told, tell};

fn main() -> ExitCode {
    match serve() {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("demo: {fault}");
            ExitCode::from(2)
        }
    }
}

/// Passwords are hashed cheaply (they are printed anyway), so that the month is told in a moment.
fn serve() -> Result<(), Box<dyn std::error::Error>> {
    telemetry::start(Some("warn,vestibule_server::startup=error"), None)?;
    if !pages::are_built() {
        return Err("the pages are not built: use `make demo`".into());
    }
    let folder = TempDir::new()?;
    let given = Given {
        listen: Some(address()),
        data_dir: Some(folder.path().to_owned()),
        trusted_proxies: Some("127.0.0.1/32".into()),
        ..Given::default()
    };
    let clock = Arc::new(DemoClock::behind(SignedDuration::from_hours(30 * 24)));
    println!(
        "Making {ORGANIZATION}: three customers, twelve policies, seven devices, a month of history …"
    );
    actix_web::rt::System::new().block_on(async {
        let config = Config {
            hash_cost: CHEAP,
            ..given.check()?
        };
        let server = startup::build(config, clock.clone(), Arc::new(SystemEntropy))?;
        let address = server.address();
        let owner = NewOrganization {
            organization: ORGANIZATION.into(),
            name: PEOPLE[0].0.into(),
            email: PEOPLE[0].1.into(),
            password: PASSWORD.into(),
        };
        create_organization(&server.app(), &owner)?;
        server.stop_on_signals()?;
        let seeding = std::thread::spawn(move || {
            let base = format!("http://{address}");
            let told = tell(&clock, &|| Caller::new(&base), &|email| {
                let caller = Caller::new(&base);
                let credentials = serde_json::json!({ "email": email, "password": PASSWORD });
                caller.post("/session", credentials).ok();
                caller
            });
            print(address.port(), &told);
        });
        let handle = server.handle();
        actix_web::rt::spawn(async move {
            let told = actix_web::web::block(|| seeding.join()).await;
            if !matches!(told, Ok(Ok(()))) {
                eprintln!("demo: stopped while the sample was made");
                handle.stop(false).await;
            }
        });
        server.start_jobs();
        Ok::<_, Box<dyn std::error::Error>>(server.run().await?)
    })?;
    println!("\nThe demo is gone.");
    Ok(())
}

/// Where to listen: as told, else the first free port from 8080 on.
fn address() -> String {
    let told = std::env::var("VESTIBULE_LISTEN").ok();
    let free = || {
        let mut ports = (8080..8180).map(|port| format!("127.0.0.1:{port}"));
        ports.find(|address| TcpListener::bind(address).is_ok())
    };
    told.filter(|text| !text.is_empty())
        .or_else(free)
        .unwrap_or_else(|| "127.0.0.1:0".into())
}

fn print(port: u16, told: &Told) {
    println!("\n  Console       http://localhost:{port}/");
    for (name, email, role) in PEOPLE {
        println!("    {role:<10}  {email:<26}  {name}");
    }
    println!("    password    {PASSWORD}");
    println!("\n  Landing page  {}", told.page);
    println!("    passcode    {PASSCODE}");
    println!("  Retired URL   {}", told.retired);
    println!("  Legacy URL    {}", told.legacy);
    println!("\n  API           http://localhost:{port}/api/docs/");
    println!("    token       {}", told.api_token);
    println!("\nready http://127.0.0.1:{port}   (Ctrl-C removes everything)");
}
