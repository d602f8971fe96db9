//! Cryptographic Message Syntax (RFC 5652): signed profiles, signed requests and sealed answers.

pub(crate) mod attributes;
mod certs_only;
pub(crate) mod cipher;
pub(crate) mod enveloped;
pub(crate) mod signed;
pub(crate) mod verify;

pub use certs_only::{certs_only, read_certs_only};
pub use verify::{claimed_signer, open_signed, verify_detached};
