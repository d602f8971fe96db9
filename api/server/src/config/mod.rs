//! The configuration, checked: what the server is told at its start, and never asks again.

mod given;
mod parse;
#[cfg(test)]
mod tests;

pub use given::Given;

use ipnet::IpNet;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;
use vestibule_app::options::{HashCost, ServiceIdentity, SignerPem};

/// The topic that stands in profiles until a push certificate exists.
pub const PLACEHOLDER_TOPIC: &str = "com.apple.mgmt.External.vestibule-placeholder";

/// The configuration, checked.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where to listen.
    pub listen: SocketAddr,
    /// Where `/metrics` is served, if anywhere.
    pub metrics_listen: Option<SocketAddr>,
    /// The public URL, if one was given; else it follows the bound port.
    pub public_url: Option<String>,
    /// `sqlite://…` or `postgres://…`; it may hold a password.
    pub database_url: Secret,
    /// The key file.
    pub key_file: PathBuf,
    /// The push topic.
    pub push_topic: String,
    /// The profile signer.
    pub signer: Option<SignerPem>,
    /// Networks of trusted proxies.
    pub trusted_proxies: Vec<IpNet>,
    /// The header in which a trusted proxy hands on a device's certificate, in lower case; None: never read.
    pub client_certificate_header: Option<String>,
    /// The upstream MDM's base URL without a slash at the end; Some: gateway mode.
    pub upstream_url: Option<String>,
    /// How long the upstream may take to answer, less than a claim on a UDID lasts; only tests lower it.
    pub upstream_patience: Duration,
    /// Whether SCEP takes DES from old test clients.
    pub scep_allow_des: bool,
    /// How long `/readyz` says no before the server stops listening.
    pub drain: Duration,
    /// The cost of hashing; only tests lower it.
    pub hash_cost: HashCost,
}

/// A text that is never printed.
#[derive(Clone)]
pub struct Secret(pub String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(redacted)")
    }
}

/// What handlers know of the configuration.
#[derive(Clone, Debug)]
pub struct HttpConfig {
    /// Scheme, host and port.
    pub public_url: String,
    /// Whether the public URL is https: then cookies are `Secure` and HSTS is sent.
    pub https: bool,
    /// Networks of trusted proxies.
    pub trusted_proxies: Vec<IpNet>,
    /// The header in which a trusted proxy hands on a device's certificate; None: never read.
    pub client_certificate_header: Option<String>,
}

/// A fault of the configuration: one line that says what to change.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ConfigError(pub String);

impl Config {
    /// What stands in profiles, for a server bound to a port.
    pub fn service_identity(&self, port: u16) -> ServiceIdentity {
        let public_url = self
            .public_url
            .clone()
            .unwrap_or_else(|| format!("http://localhost:{port}"));
        ServiceIdentity {
            public_url,
            push_topic: self.push_topic.clone(),
        }
    }

    /// What handlers know of it, for a server bound to a port.
    pub fn http(&self, port: u16) -> HttpConfig {
        let public_url = self.service_identity(port).public_url;
        HttpConfig {
            https: public_url.starts_with("https://"),
            public_url,
            trusted_proxies: self.trusted_proxies.clone(),
            client_certificate_header: self.client_certificate_header.clone(),
        }
    }
}
