//! Builds the server from its configuration, clock and randomness; port 0 picks a port.

use crate::config::{Config, PLACEHOLDER_TOPIC, Settings};
use crate::problem::Problem;
use crate::{blocking, jobs, middleware, openapi, routes};
use actix_web::dev::Server as Running;
use actix_web::middleware::{Compress, from_fn};
use actix_web::{HttpResponse, HttpServer, ResponseError, web};
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;
use utoipa_actix_web::{AppExt, scope};
use vestibule_app::clock::Clock;
use vestibule_app::entropy::Entropy;
use vestibule_app::{App, Failure, OpenError, Options, setup};

/// Why the server cannot start: one line that says what to change.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The application.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The address.
    #[error("cannot listen on {0}: {1}")]
    Listen(SocketAddr, std::io::Error),
    /// Anything else of the system.
    #[error("cannot serve: {0}")]
    System(#[from] std::io::Error),
    /// The first read.
    #[error("cannot read the database: {0}")]
    Read(#[from] Failure),
}

/// A server that is bound and ready to run.
pub struct Server {
    address: SocketAddr,
    public_url: String,
    app: web::Data<App>,
    running: Running,
}

/// Opens the application without serving.
pub fn open(
    config: &Config,
    port: u16,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
) -> Result<App, OpenError> {
    let options = Options {
        database_url: config.database_url.0.clone(),
        key_file: config.key_file.clone(),
        signer: config.signer.clone(),
        terms: config.terms(port),
        hash_cost: config.hash_cost,
    };
    App::open(options, clock, entropy)
}

/// Binds, opens the application and prepares to serve.
pub fn build(
    config: Config,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
) -> Result<Server, StartError> {
    let listener = TcpListener::bind(config.listen)
        .map_err(|error| StartError::Listen(config.listen, error))?;
    let address = listener.local_addr()?;
    if config.push_topic == PLACEHOLDER_TOPIC {
        tracing::warn!(
            "VESTIBULE_PUSH_TOPIC is not set: profiles carry a placeholder, and devices cannot be pushed to"
        );
    }
    let public_url = config.terms(address.port()).public_url;
    let app = web::Data::new(open(&config, address.port(), clock, entropy)?);
    let https = public_url.starts_with("https://");
    let settings = web::Data::new(Settings {
        public_url: public_url.clone(),
        https,
        trusted_proxies: config.trusted_proxies,
    });
    let (served, known) = (app.clone(), web::Data::new(Methods::of_document()));
    let running = HttpServer::new(move || {
        let (app, _) = actix_web::App::new()
            .into_utoipa_app()
            .app_data(served.clone())
            .app_data(settings.clone())
            .app_data(known.clone())
            .service(
                scope::scope("/api/v1")
                    .app_data(web::PayloadConfig::new(64 * 1024))
                    .configure(routes::api),
            )
            .split_for_parts();
        app.configure(routes::doors)
            .default_service(web::to(unknown))
            .wrap(Compress::default())
            .wrap(from_fn(middleware::guard))
    })
    .client_request_timeout(Duration::from_secs(10))
    .keep_alive(Duration::from_secs(30))
    .shutdown_timeout(20)
    .workers(std::thread::available_parallelism().map_or(2, |cores| cores.get().clamp(2, 8)))
    .listen(listener)?
    .run();
    Ok(Server {
        address,
        public_url,
        app,
        running,
    })
}

impl Server {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The application behind it.
    pub fn app(&self) -> web::Data<App> {
        self.app.clone()
    }

    /// The line that says how to set up, until that is done.
    pub fn setup_line(&self) -> Result<Option<String>, Failure> {
        Ok(setup::pending(&self.app)?
            .map(|token| format!("setup {}/setup#{token}", self.public_url)))
    }

    /// Stops the server from elsewhere.
    pub fn handle(&self) -> actix_web::dev::ServerHandle {
        self.running.handle()
    }

    /// Serves until stopped; what was counted is kept.
    pub async fn run(self) -> Result<(), StartError> {
        jobs::start(&self.app);
        self.running.await?;
        vestibule_app::upkeep::flush_activity(&self.app)?;
        Ok(())
    }
}

/// Answers `/readyz`: the database answers.
pub async fn ready(app: web::Data<App>) -> Result<HttpResponse, Problem> {
    blocking::run(&app, App::is_ready).await?;
    Ok(HttpResponse::Ok().finish())
}

/// The methods of every documented path.
struct Methods(Vec<(Vec<String>, String)>);

impl Methods {
    fn of_document() -> Self {
        let paths = openapi::document().paths.paths;
        let methods = |item: &utoipa::openapi::path::PathItem| {
            let all = [
                ("GET", item.get.is_some()),
                ("POST", item.post.is_some()),
                ("PATCH", item.patch.is_some()),
                ("DELETE", item.delete.is_some()),
                ("HEAD", item.head.is_some()),
            ];
            all.iter()
                .filter(|method| method.1)
                .map(|method| method.0)
                .collect::<Vec<_>>()
                .join(", ")
        };
        Self(
            paths
                .iter()
                .map(|(path, item)| (path.split('/').map(str::to_owned).collect(), methods(item)))
                .collect(),
        )
    }

    fn allowed(&self, path: &str) -> Option<&str> {
        let parts: Vec<&str> = path.split('/').collect();
        let fits = |pattern: &[String]| {
            pattern.len() == parts.len()
                && pattern
                    .iter()
                    .zip(&parts)
                    .all(|(wanted, part)| wanted.starts_with('{') || wanted == part)
        };
        self.0
            .iter()
            .find(|(pattern, _)| fits(pattern))
            .map(|(_, methods)| methods.as_str())
    }
}

async fn unknown(request: actix_web::HttpRequest, known: web::Data<Methods>) -> HttpResponse {
    match known.allowed(request.path()) {
        Some(methods) => {
            let mut refused =
                Problem::new("method_not_allowed", format!("Allowed here: {methods}."))
                    .error_response();
            if let Ok(allow) = methods.parse() {
                refused
                    .headers_mut()
                    .insert(actix_web::http::header::ALLOW, allow);
            }
            refused
        }
        None => Problem::not_found().error_response(),
    }
}
