//! What the operator decides before the start.

use std::path::PathBuf;

/// How an [`crate::App`] is opened.
#[derive(Clone, Debug)]
pub struct Options {
    /// `sqlite://…` or `postgres://…`.
    pub database_url: String,
    /// The file that holds the key; see [`crate::secrets::key_file`].
    pub key_file: PathBuf,
    /// The profile signer's certificate chain and key, both PEM; None: the embedded authority signs.
    pub signer: Option<SignerPem>,
    /// What stands in profiles and URLs.
    pub service_identity: ServiceIdentity,
    /// Whether SCEP takes single DES, for trials with clients that know no other.
    pub scep_allow_des: bool,
    /// How hard hashing is.
    pub hash_cost: HashCost,
}

/// A certificate chain, leaf first, and its key.
#[derive(Clone)]
pub struct SignerPem {
    /// PEM certificates.
    pub chain: String,
    /// PEM private key.
    pub key: String,
}

impl std::fmt::Debug for SignerPem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SignerPem(redacted)")
    }
}

/// What every profile of this installation carries. The URLs can never change for an enrolled device.
#[derive(Clone, Debug)]
pub struct ServiceIdentity {
    /// Scheme, host and port, without a slash at the end.
    pub public_url: String,
    /// The push certificate's topic, `com.apple.mgmt.…`.
    pub push_topic: String,
}

/// The cost of argon2id.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct HashCost {
    /// Memory in KiB for a passcode.
    pub passcode_memory: u32,
    /// Passes for a passcode.
    pub passcode_passes: u32,
    /// Memory in KiB for a user's password.
    pub password_memory: u32,
    /// Passes for a user's password.
    pub password_passes: u32,
}

impl Default for HashCost {
    /// The minimum OWASP recommends for a passcode, which is a second secret beside a random URL; more for a password.
    fn default() -> Self {
        Self {
            passcode_memory: 19_456,
            passcode_passes: 2,
            password_memory: 65_536,
            password_passes: 3,
        }
    }
}
