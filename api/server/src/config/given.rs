//! What is given: `vestibule.toml` if there, then environment, then flags; as text, not yet checked.

use super::{Config, ConfigError, Secret, parse};
use serde::{Deserialize, Deserializer};
use std::path::{Path, PathBuf};
use vestibule_app::options::HashCost;

/// Everything that can be configured, as text; None: the default.
#[derive(Clone, Debug, Default, Deserialize, clap::Args)]
#[serde(deny_unknown_fields)]
pub struct Given {
    /// Address to listen on; port 0 picks one.
    #[arg(long, env = "VESTIBULE_LISTEN")]
    pub listen: Option<String>,
    /// Address of its own for /metrics; not served if not given.
    #[arg(long, env = "VESTIBULE_METRICS_LISTEN")]
    pub metrics_listen: Option<String>,
    /// What stands in profiles, URLs and QR codes.
    #[arg(long, env = "VESTIBULE_PUBLIC_URL")]
    pub public_url: Option<String>,
    /// Folder of the SQLite database and the key file.
    #[arg(long, env = "VESTIBULE_DATA_DIR")]
    pub data_dir: Option<PathBuf>,
    /// sqlite://… or postgres://…
    #[arg(long, env = "VESTIBULE_DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,
    /// The key file.
    #[arg(long, env = "VESTIBULE_KEY_FILE")]
    pub key_file: Option<PathBuf>,
    /// Topic of the push certificate.
    #[arg(long, env = "VESTIBULE_PUSH_TOPIC")]
    pub push_topic: Option<String>,
    /// Certificate chain of the profile signer (PEM file).
    #[arg(long, env = "VESTIBULE_SIGNER_CERTIFICATE")]
    pub signer_certificate: Option<PathBuf>,
    /// Key of the profile signer (PEM file).
    #[arg(long, env = "VESTIBULE_SIGNER_KEY")]
    pub signer_key: Option<PathBuf>,
    /// Networks whose X-Forwarded-For counts, with commas.
    #[arg(long, env = "VESTIBULE_TRUSTED_PROXIES")]
    pub trusted_proxies: Option<String>,
    /// Header in which a trusted proxy hands on a device's certificate.
    #[arg(long, env = "VESTIBULE_CLIENT_CERTIFICATE_HEADER")]
    pub client_certificate_header: Option<String>,
    /// Base URL of the MDM behind (gateway mode).
    #[arg(long, env = "VESTIBULE_UPSTREAM_URL")]
    pub upstream_url: Option<String>,
    /// `true` for old test clients only.
    #[arg(long, env = "VESTIBULE_SCEP_ALLOW_DES")]
    #[serde(default, deserialize_with = "written")]
    pub scep_allow_des: Option<String>,
    /// Seconds for which /readyz says no before the server stops listening; 0 if not given.
    #[arg(long, env = "VESTIBULE_DRAIN_SECONDS")]
    #[serde(default, deserialize_with = "written")]
    pub drain_seconds: Option<String>,
    /// Log filter.
    #[arg(long, env = "VESTIBULE_LOG")]
    pub log: Option<String>,
    /// `json` for machines, `text` for people.
    #[arg(long, env = "VESTIBULE_LOG_FORMAT")]
    pub log_format: Option<String>,
}

/// Numbers and booleans of a TOML file, as they would be written in the environment.
fn written<'de, D: Deserializer<'de>>(value: D) -> Result<Option<String>, D::Error> {
    Ok(match toml::Value::deserialize(value)? {
        toml::Value::String(text) => Some(text),
        other => Some(other.to_string()),
    })
}

/// Takes the fields that are missing or empty here from there.
macro_rules! fill {
    ($here:ident, $there:ident: $($text:ident),+; $($path:ident),+) => {
        Self {
            $($text: $here.$text.filter(|text| !text.trim().is_empty()).or($there.$text),)+
            $($path: $here.$path.filter(|path| !path.as_os_str().is_empty()).or($there.$path),)+
        }
    };
}

impl Given {
    /// What is not given here, or empty, is taken from `vestibule.toml`, if there is one.
    ///
    /// # Errors
    /// The [`ConfigError`] that applies.
    pub fn or_file(self, path: &Path) -> Result<Self, ConfigError> {
        let fault = |why: &str| ConfigError(format!("{}: {why}", path.display()));
        let file: Given = match std::fs::read_to_string(path) {
            Ok(text) => toml::from_str(&text).map_err(|error| fault(error.message()))?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Given::default(),
            Err(error) => return Err(fault(&format!("cannot be read: {error}"))),
        };
        Ok(
            fill!(self, file: listen, metrics_listen, public_url, database_url, push_topic, trusted_proxies,
            client_certificate_header, upstream_url, scep_allow_des, drain_seconds, log, log_format;
            data_dir, key_file, signer_certificate, signer_key),
        )
    }

    /// Checks everything.
    ///
    /// # Errors
    /// The [`ConfigError`] that applies.
    pub fn check(self) -> Result<Config, ConfigError> {
        let data_dir = self.data_dir.unwrap_or_else(|| PathBuf::from("data"));
        let database_url = self
            .database_url
            .unwrap_or_else(|| format!("sqlite://{}", data_dir.join("vestibule.sqlite").display()));
        let listen = self.listen.as_deref().unwrap_or("127.0.0.1:8080");
        let trusted_proxies = parse::networks(self.trusted_proxies.as_deref().unwrap_or_default())?;
        if self.client_certificate_header.is_some() && trusted_proxies.is_empty() {
            return Err(ConfigError(
                "VESTIBULE_CLIENT_CERTIFICATE_HEADER is set, but VESTIBULE_TRUSTED_PROXIES names nobody who may send it".into(),
            ));
        }
        Ok(Config {
            listen: parse::address("VESTIBULE_LISTEN", listen)?,
            metrics_listen: self
                .metrics_listen
                .map(|text| parse::address("VESTIBULE_METRICS_LISTEN", &text))
                .transpose()?,
            public_url: self
                .public_url
                .as_deref()
                .map(parse::public_url)
                .transpose()?,
            key_file: self.key_file.unwrap_or_else(|| data_dir.join("key")),
            database_url: Secret(parse::database_url(database_url)?),
            push_topic: parse::push_topic(self.push_topic)?,
            signer: parse::signer(self.signer_certificate, self.signer_key)?,
            trusted_proxies,
            client_certificate_header: self
                .client_certificate_header
                .map(parse::header)
                .transpose()?,
            upstream_url: self.upstream_url.map(parse::upstream_url).transpose()?,
            upstream_patience: crate::device::upstream::RESPONSE_TIMEOUT,
            scep_allow_des: parse::switch("VESTIBULE_SCEP_ALLOW_DES", self.scep_allow_des)?,
            drain: parse::seconds("VESTIBULE_DRAIN_SECONDS", self.drain_seconds)?,
            hash_cost: HashCost::default(),
        })
    }
}
