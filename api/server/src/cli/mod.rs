//! The command line.

use crate::config::{Config, ConfigError, Given};
use crate::startup::{self, Server, StartError};
use crate::{openapi, pages, telemetry};
use clap::{Parser, Subcommand};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use vestibule_app::clock::SystemClock;
use vestibule_app::entropy::SystemEntropy;
use vestibule_app::{Failure, secrets::key_file, setup};

/// The secure front door of an Apple MDM.
#[derive(Parser)]
#[command(name = "vestibule", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves the console, the landing page and the API.
    Serve(Given),
    /// Makes an organization with its owner, without a browser.
    Setup {
        /// The organization's name.
        #[arg(long)]
        organization: String,
        /// The owner's name.
        #[arg(long)]
        name: String,
        /// The owner's email address.
        #[arg(long)]
        email: String,
        /// A file whose first line is the owner's password.
        #[arg(long)]
        password_file: PathBuf,
        #[command(flatten)]
        given: Given,
    },
    /// Brings the database to this version's schema.
    Migrate(Given),
    /// Prints the API's description as YAML.
    Openapi,
    /// Prints a new key file's line.
    Key,
}

/// A fault that ends the program: one line.
#[derive(Debug, thiserror::Error)]
enum Fault {
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error(transparent)]
    Start(#[from] StartError),
    #[error("{0}")]
    Text(String),
}

/// Runs the program. Faults are one line on standard error, and exit code 2.
pub fn run() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Serve(given) => serve(given),
        Command::Setup {
            organization,
            name,
            email,
            password_file,
            given,
        } => set_up(organization, name, email, &password_file, given),
        Command::Migrate(given) => configured(given).and_then(|config| {
            startup::open(
                &config,
                config.listen.port(),
                Arc::new(SystemClock),
                Arc::new(SystemEntropy),
            )
            .map(drop)
            .map_err(|e| Fault::Text(e.to_string()))
        }),
        Command::Openapi => {
            print!("{}", openapi::yaml());
            Ok(())
        }
        Command::Key => {
            println!("{}", *key_file::generate(&SystemEntropy));
            Ok(())
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            let words = fault.to_string();
            let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
            eprintln!("vestibule: {line}");
            ExitCode::from(2)
        }
    }
}

fn configured(given: Given) -> Result<Config, Fault> {
    let given = given.or_file(Path::new("vestibule.toml"))?;
    telemetry::start(given.log.as_deref(), given.log_format.as_deref())?;
    let config = given.check()?;
    let folder = config
        .database_url
        .0
        .strip_prefix("sqlite://")
        .and_then(|path| Path::new(path).parent());
    if let Some(folder) = folder.filter(|folder| !folder.as_os_str().is_empty()) {
        private_folder(folder).map_err(|error| {
            Fault::Text(format!("{} cannot be made: {error}", folder.display()))
        })?;
    }
    Ok(config)
}

/// Makes a folder that only its owner may enter: the database and the key are in it.
fn private_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn serve(given: Given) -> Result<(), Fault> {
    let config = configured(given)?;
    if !pages::are_built() {
        return Err(Fault::Text(
            "the pages are not built into this binary: build it with `make build`".into(),
        ));
    }
    actix_web::rt::System::new().block_on(async {
        let server: Server =
            startup::build(config, Arc::new(SystemClock), Arc::new(SystemEntropy))?;
        if let Some(line) = server.setup_line().map_err(StartError::Read)? {
            println!("{line}");
        }
        server.stop_on_signals().map_err(StartError::System)?;
        if let Some(address) = server.metrics_address() {
            tracing::info!("metrics at http://{address}/metrics");
        }
        server.start_jobs();
        println!("ready http://{}", server.address());
        server.run().await
    })?;
    Ok(())
}

fn set_up(
    organization: String,
    name: String,
    email: String,
    password_file: &Path,
    given: Given,
) -> Result<(), Fault> {
    let config = configured(given)?;
    let text = std::fs::read_to_string(password_file).map_err(|error| {
        Fault::Text(format!(
            "{} cannot be read: {error}",
            password_file.display()
        ))
    })?;
    let password = text.lines().next().unwrap_or_default().to_owned();
    let app = startup::open(
        &config,
        config.listen.port(),
        Arc::new(SystemClock),
        Arc::new(SystemEntropy),
    )
    .map_err(|e| Fault::Text(e.to_string()))?;
    let new = setup::NewOrganization {
        organization,
        name,
        email,
        password,
    };
    let owner =
        setup::create_organization(&app, &new).map_err(|failure| Fault::Text(worded(&failure)))?;
    println!("{}", owner.organization_id);
    Ok(())
}

fn worded(failure: &Failure) -> String {
    match failure {
        Failure::Invalid(fields) => fields
            .iter()
            .map(|field| {
                format!(
                    "{}: {}",
                    field.pointer.trim_start_matches('/'),
                    field.detail
                )
            })
            .collect::<Vec<_>>()
            .join(" "),
        other => other.to_string(),
    }
}
