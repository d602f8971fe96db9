//! Builds the server from its configuration, clock and randomness; port 0 picks a port.

use crate::config::{Config, PLACEHOLDER_TOPIC};
use crate::device::upstream::{Upstream, UpstreamError};
use crate::health::Draining;
use crate::telemetry::metrics;
use crate::{jobs, middleware, routes, unanswered};
use actix_web::dev::{Server as Running, ServerHandle};
use actix_web::middleware::{Compress, from_fn};
use actix_web::{HttpServer, web};
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
    /// The address cannot be listened on.
    #[error("cannot listen on {0}: {1}")]
    Listen(SocketAddr, std::io::Error),
    /// Anything else of the system.
    #[error("cannot serve: {0}")]
    System(#[from] std::io::Error),
    /// The MDM behind.
    #[error(transparent)]
    Upstream(#[from] UpstreamError),
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
    metrics: Option<(SocketAddr, Running)>,
    draining: Draining,
    drain: Duration,
}

/// Opens the application without serving.
///
/// # Errors
/// The [`OpenError`] that applies.
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
        service_identity: config.service_identity(port),
        scep_allow_des: config.scep_allow_des,
        hash_cost: config.hash_cost,
    };
    App::open(options, clock, entropy)
}

/// Binds, opens the application and prepares to serve.
///
/// # Errors
/// The [`StartError`] that applies.
pub fn build(
    config: Config,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
) -> Result<Server, StartError> {
    let (address, listener) = bind(config.listen)?;
    let metrics = config.metrics_listen.map(bind).transpose()?;
    if config.push_topic == PLACEHOLDER_TOPIC {
        tracing::warn!(
            "VESTIBULE_PUSH_TOPIC is not set: profiles carry a placeholder, and devices cannot be pushed to"
        );
    }
    if config.scep_allow_des {
        tracing::warn!(
            "VESTIBULE_SCEP_ALLOW_DES is on: certificate requests may be encrypted with DES, which anybody can break; for trials only"
        );
    }
    let app = web::Data::new(open(&config, address.port(), clock, entropy)?);
    let http = web::Data::new(config.http(address.port()));
    let upstream = config
        .upstream_url
        .as_deref()
        .map(|base| {
            let header = config.client_certificate_header.clone();
            Upstream::new(base, header, config.upstream_patience)
        })
        .transpose()?;
    let upstream = web::Data::new(upstream);
    let (public_url, drain) = (http.public_url.clone(), config.drain);
    let (draining, served) = (Draining::default(), app.clone());
    let draining_data = web::Data::new(draining.clone());
    // Made here, or the first request would wait for it.
    routes::table();
    let running = HttpServer::new(move || {
        let (app, _) = actix_web::App::new()
            .into_utoipa_app()
            .app_data(served.clone())
            .app_data(http.clone())
            .app_data(upstream.clone())
            .app_data(draining_data.clone())
            .service(scope::scope(routes::API).configure(routes::api))
            .split_for_parts();
        app.configure(routes::configure)
            .default_service(web::to(unanswered::answer))
            .wrap(Compress::default())
            .wrap(from_fn(middleware::guard))
    })
    .client_request_timeout(Duration::from_secs(10))
    .keep_alive(Duration::from_secs(30))
    .shutdown_timeout(20)
    .disable_signals()
    .workers(std::thread::available_parallelism().map_or(2, |cores| cores.get().clamp(2, 8)))
    .listen(listener)?
    .run();
    Ok(Server {
        address,
        public_url,
        app,
        running,
        metrics: metrics
            .map(|(at, listener)| metrics::serve(listener).map(|server| (at, server)))
            .transpose()?,
        draining,
        drain,
    })
}

fn bind(address: SocketAddr) -> Result<(SocketAddr, TcpListener), StartError> {
    let listener =
        TcpListener::bind(address).map_err(|error| StartError::Listen(address, error))?;
    Ok((listener.local_addr()?, listener))
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
    ///
    /// # Errors
    /// [`Failure::Store`] when the database does not answer.
    pub fn setup_line(&self) -> Result<Option<String>, Failure> {
        Ok(setup::pending(&self.app)?
            .map(|token| format!("setup {}/setup#{token}", self.public_url)))
    }

    /// Stops the server from elsewhere.
    pub fn handle(&self) -> ServerHandle {
        self.running.handle()
    }

    /// Where `/metrics` is served, if anywhere.
    pub fn metrics_address(&self) -> Option<SocketAddr> {
        self.metrics.as_ref().map(|(address, _)| *address)
    }

    /// Stops the server once the system asks for it: unready, then (after the drain) no new connections, then the end.
    ///
    /// # Errors
    /// The system gives no handler for its signals.
    pub fn stop_on_signals(&self) -> std::io::Result<()> {
        use tokio::signal::unix::{SignalKind, signal};
        let (mut terminate, mut interrupt) = (
            signal(SignalKind::terminate())?,
            signal(SignalKind::interrupt())?,
        );
        let (handle, draining, drain) = (self.handle(), self.draining.clone(), self.drain);
        actix_web::rt::spawn(async move {
            let mut asked = async || {
                tokio::select! { _ = terminate.recv() => {}, _ = interrupt.recv() => {} }
            };
            asked().await;
            tracing::info!("stopping");
            draining.begin();
            tokio::select! { () = tokio::time::sleep(drain) => {}, () = asked() => {} }
            let ends = handle.stop(true);
            tokio::select! { () = ends => {}, () = asked() => handle.stop(false).await }
        });
        Ok(())
    }

    /// Starts the timers. Apart from serving, so that tests, which move the time, call what they call themselves.
    pub fn start_jobs(&self) {
        jobs::start(&self.app);
    }

    /// Serves until stopped; what was counted is kept.
    ///
    /// # Errors
    /// The [`StartError`] that applies.
    pub async fn run(self) -> Result<(), StartError> {
        let metrics = self.metrics.map(|(_, server)| {
            let handle = server.handle();
            actix_web::rt::spawn(server);
            handle
        });
        self.running.await?;
        if let Some(metrics) = metrics {
            metrics.stop(false).await;
        }
        vestibule_app::upkeep::flush_activity(&self.app)?;
        Ok(())
    }
}
