//! Whether the process lives, and whether it should be given work.

use crate::blocking;
use crate::problem::Problem;
use actix_web::{HttpResponse, web};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use vestibule_app::App;

/// Set once the server is about to stop: from then on `/readyz` says no.
#[derive(Clone, Default)]
pub struct Draining(Arc<AtomicBool>);

impl Draining {
    /// The server is about to stop.
    pub fn begin(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Answers `/healthz`: the process lives.
pub async fn live() -> HttpResponse {
    HttpResponse::Ok().finish()
}

/// Answers `/readyz`: the database answers, and the server is not about to stop.
///
/// # Errors
/// The [`Problem`] to answer with.
pub async fn ready(
    app: web::Data<App>,
    draining: web::Data<Draining>,
) -> Result<HttpResponse, Problem> {
    if draining.0.load(Ordering::Relaxed) {
        return Err(Problem::unavailable("stopping"));
    }
    blocking::run(&app, App::is_ready).await?;
    Ok(HttpResponse::Ok().finish())
}
