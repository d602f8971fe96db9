//! The tests of this crate from outside.

#![expect(
    clippy::unwrap_used,
    reason = "the helpers of tests may panic as tests may"
)]

mod checkin;
mod command;
mod profile;
mod strictness;
