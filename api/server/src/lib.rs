//! The outside face: HTTP and JSON in and out, the pages, the command line, configuration and timers.

#![expect(
    unreachable_pub,
    reason = "the route macros make their own private types of public functions"
)]

pub mod auth;
pub mod blocking;
pub mod cli;
pub mod config;
pub mod console;
pub mod device;
pub mod docs;
pub mod enroll;
pub mod extract;
pub mod health;
pub mod jobs;
pub mod middleware;
pub mod openapi;
pub mod pages;
pub mod problem;
mod qr;
pub mod routes;
pub mod startup;
pub mod telemetry;
pub mod unanswered;
pub mod wire;
