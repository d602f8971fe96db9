//! SCEP (RFC 8894): opening a device's request and building the answer.
//!
//! This module tells, the caller decides: [`Request::open`] says what is asked and by whom; the
//! caller looks at the challenge and the signer, and answers with [`success`] or [`failure`].
//! A message that cannot even be answered is an HTTP 400; every other answer is an HTTP 200.

mod capabilities;
pub mod client;
mod fail_info;
mod message;
mod reply;
mod request;

#[cfg(test)]
mod tests;

pub use capabilities::{Algorithms, capabilities};
pub use fail_info::FailInfo;
pub use message::{Transaction, message_from_query};
pub use reply::{Entropy, failure, success};
pub use request::{Kind, OpenError, RefusedRequest, Request};

/// Content type of a single authority certificate, the answer to `GetCACert` (RFC 8894
/// section 4.2.1.1).
pub const CONTENT_TYPE_CA_CERT: &str = "application/x-x509-ca-cert";

/// Content type of requests and answers (RFC 8894 section 4.3). Clients also send others or none.
pub const CONTENT_TYPE_MESSAGE: &str = "application/x-pki-message";

/// The longest message that is read: a request has about 4 kB.
pub const MAX_MESSAGE_BYTES: usize = 64 << 10;
