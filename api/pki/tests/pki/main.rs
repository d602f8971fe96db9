//! The tests of this crate from outside, against openssl and recorded messages of real clients.

#![expect(
    clippy::unwrap_used,
    reason = "the helpers of tests may panic as tests may"
)]

mod ber;
mod certificates;
mod common;
mod device;
mod mdm_signature;
mod scep_answer;
mod scep_refusals;
mod scep_vectors;
mod signed_profile;
