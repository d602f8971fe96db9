//! Runs a deed off the async threads.

use crate::problem::Problem;
use actix_web::web;
use vestibule_app::{App, Failure};

/// Runs a deed; its failure becomes a problem.
pub async fn run<T: Send + 'static>(
    app: &web::Data<App>,
    deed: impl FnOnce(&App) -> Result<T, Failure> + Send + 'static,
) -> Result<T, Problem> {
    let app = app.clone();
    web::block(move || deed(&app))
        .await
        .map_err(|_| Problem::internal("the server is stopping"))?
        .map_err(Problem::from)
}
