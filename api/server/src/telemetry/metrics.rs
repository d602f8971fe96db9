//! Metrics in Prometheus' format, on a listener of their own so that the public one never shows them.

use actix_web::dev::Server;
use actix_web::{App, HttpResponse, HttpServer, web};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use std::net::TcpListener;
use std::sync::OnceLock;
use std::time::Duration;

const REQUESTS: &str = "vestibule_http_requests_total";
const SECONDS: &str = "vestibule_http_request_duration_seconds";
const PROBLEMS: &str = "vestibule_problems_total";
const CERTIFICATE_REQUESTS: &str = "vestibule_certificate_requests_total";
const DEVICE_MESSAGES: &str = "vestibule_device_messages_total";
const FAILED_JOBS: &str = "vestibule_failed_jobs_total";

/// Answered requests take less than a tenth of a second; hashing and signing may take longer.
const BUCKETS: &[f64] = &[
    0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0,
];

/// Counts an answered request by its route (never by its path, which may hold secrets).
pub fn request(method: &str, route: &str, status: u16, took: Duration) {
    let (method, route) = (known(method), route.to_owned());
    metrics::histogram!(SECONDS, "method" => method, "route" => route.clone())
        .record(took.as_secs_f64());
    metrics::counter!(REQUESTS, "method" => method, "route" => route, "status" => status.to_string())
        .increment(1);
}

/// A method by its name; the ones clients make up are one, since every name is kept for as long as the process lives.
fn known(method: &str) -> &'static str {
    ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
        .into_iter()
        .find(|known| *known == method)
        .unwrap_or("other")
}

/// Counts a problem document by its code.
pub fn problem(code: &'static str) {
    metrics::counter!(PROBLEMS, "code" => code).increment(1);
}

/// Counts a certificate request by how it went; `stranger` is what named nothing we know.
pub fn certificate_request(outcome: &'static str) {
    metrics::counter!(CERTIFICATE_REQUESTS, "outcome" => outcome).increment(1);
}

/// Counts a message of a device by how it went; `stranger` is what no certificate of ours signed.
pub fn device_message(kind: &'static str, outcome: &'static str) {
    metrics::counter!(DEVICE_MESSAGES, "kind" => kind, "outcome" => outcome).increment(1);
}

/// Counts a timer's operation that failed.
pub fn failed_job(name: &'static str) {
    metrics::counter!(FAILED_JOBS, "job" => name).increment(1);
}

/// Serves `/metrics` on a listener of its own, until its handle stops it.
///
/// # Errors
/// A recorder is there already, or the listener cannot be served.
pub fn serve(listener: TcpListener) -> std::io::Result<Server> {
    let handle = recorder()?;
    let server = HttpServer::new(move || {
        App::new()
            .app_data(web::Data::new(handle.clone()))
            .route("/metrics", web::get().to(answer))
    });
    Ok(server.workers(1).disable_signals().listen(listener)?.run())
}

async fn answer(handle: web::Data<PrometheusHandle>) -> HttpResponse {
    handle.run_upkeep();
    HttpResponse::Ok()
        .content_type("text/plain; version=0.0.4; charset=utf-8")
        .body(handle.render())
}

/// The one recorder of the process.
fn recorder() -> std::io::Result<PrometheusHandle> {
    static RECORDER: OnceLock<PrometheusHandle> = OnceLock::new();
    if let Some(handle) = RECORDER.get() {
        return Ok(handle.clone());
    }
    let handle = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Full(SECONDS.into()), BUCKETS)
        .and_then(PrometheusBuilder::install_recorder)
        .map_err(std::io::Error::other)?;
    metrics::describe_counter!(REQUESTS, "Answered requests.");
    metrics::describe_histogram!(SECONDS, "How long an answer took, in seconds.");
    metrics::describe_counter!(PROBLEMS, "Problem documents sent, by code.");
    metrics::describe_counter!(
        CERTIFICATE_REQUESTS,
        "Certificate requests, by how they went."
    );
    metrics::describe_counter!(DEVICE_MESSAGES, "Messages of devices, by how they went.");
    metrics::describe_counter!(FAILED_JOBS, "Timers' operations that failed.");
    Ok(RECORDER.get_or_init(|| handle).clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn methods_that_clients_make_up_are_counted_as_one() {
        assert_eq!(known("PATCH"), "PATCH");
        for made_up in ["PROPFIND", "get", "A1", "A2"] {
            assert_eq!(known(made_up), "other");
        }
    }
}
