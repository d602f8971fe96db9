//! All suites that drive the real server, linked once.

mod api;
mod contract;
mod journeys;
mod tidy;
