//! All suites that drive the real server, linked once.

mod api;
mod contract;
mod device;
mod interop;
mod journeys;
mod tidy;
