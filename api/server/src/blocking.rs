//! Runs an operation off the async threads.

use crate::problem::Problem;
use actix_web::web;
use vestibule_app::{App, Failure};

/// Runs an operation; its failure becomes a problem.
///
/// # Errors
/// The problem that the operation's failure is, or `internal` if it panicked.
pub async fn run<T: Send + 'static>(
    app: &web::Data<App>,
    operation: impl FnOnce(&App) -> Result<T, Failure> + Send + 'static,
) -> Result<T, Problem> {
    let app = app.clone();
    web::block(move || operation(&app))
        .await
        .map_err(|_| Problem::internal("the server is stopping"))?
        .map_err(Problem::from)
}
