//! Configuration: `vestibule.toml` if there, then environment, then flags; checked at the start, each fault one line.

use ipnet::IpNet;
use serde::Deserialize;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use url::Url;
use vestibule_app::options::{HashCost, SignerPem, Terms};

/// The topic that stands in profiles until a push certificate exists.
pub const PLACEHOLDER_TOPIC: &str = "com.apple.mgmt.External.vestibule-placeholder";

/// Everything that can be configured, as text; None: the default.
#[derive(Clone, Debug, Default, Deserialize, clap::Args)]
#[serde(deny_unknown_fields)]
pub struct Given {
    /// Address to listen on; port 0 picks one.
    #[arg(long, env = "VESTIBULE_LISTEN")]
    pub listen: Option<String>,
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
    /// Log filter.
    #[arg(long, env = "VESTIBULE_LOG")]
    pub log: Option<String>,
    /// `json` for machines.
    #[arg(long, env = "VESTIBULE_LOG_FORMAT")]
    pub log_format: Option<String>,
}

/// The configuration, checked.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where to listen.
    pub listen: SocketAddr,
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
pub struct Settings {
    /// Scheme, host and port.
    pub public_url: String,
    /// Whether the public URL is https: then cookies are `Secure` and HSTS is sent.
    pub https: bool,
    /// Networks of trusted proxies.
    pub trusted_proxies: Vec<IpNet>,
}

/// A fault of the configuration: one line that says what to change.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ConfigError(pub String);

impl Given {
    /// What is not given here is taken from `vestibule.toml`, if there is one.
    pub fn or_file(self, path: &Path) -> Result<Self, ConfigError> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(self),
            Err(error) => {
                return Err(ConfigError(format!(
                    "{} cannot be read: {error}",
                    path.display()
                )));
            }
        };
        let fault = |error: toml::de::Error| {
            ConfigError(format!("{}: {}", path.display(), error.message()))
        };
        let file: Given = toml::from_str(&text).map_err(fault)?;
        Ok(Self {
            listen: self.listen.or(file.listen),
            public_url: self.public_url.or(file.public_url),
            data_dir: self.data_dir.or(file.data_dir),
            database_url: self.database_url.or(file.database_url),
            key_file: self.key_file.or(file.key_file),
            push_topic: self.push_topic.or(file.push_topic),
            signer_certificate: self.signer_certificate.or(file.signer_certificate),
            signer_key: self.signer_key.or(file.signer_key),
            trusted_proxies: self.trusted_proxies.or(file.trusted_proxies),
            log: self.log.or(file.log),
            log_format: self.log_format.or(file.log_format),
        })
    }

    /// Checks everything.
    pub fn check(self) -> Result<Config, ConfigError> {
        let listen = self.listen.as_deref().unwrap_or("127.0.0.1:8080");
        let listen = listen.parse().map_err(|_| {
            ConfigError(format!(
                "VESTIBULE_LISTEN is {listen}: use an address and port like 127.0.0.1:8080"
            ))
        })?;
        let data_dir = self.data_dir.unwrap_or_else(|| PathBuf::from("data"));
        let database_url = self
            .database_url
            .unwrap_or_else(|| format!("sqlite://{}", data_dir.join("vestibule.sqlite").display()));
        if !["sqlite://", "postgres://", "postgresql://"]
            .iter()
            .any(|scheme| database_url.starts_with(scheme))
        {
            return Err(ConfigError(
                "VESTIBULE_DATABASE_URL has an unknown scheme: use sqlite://PATH or postgres://…"
                    .into(),
            ));
        }
        Ok(Config {
            listen,
            public_url: self.public_url.as_deref().map(public_url).transpose()?,
            key_file: self.key_file.unwrap_or_else(|| data_dir.join("key")),
            database_url: Secret(database_url),
            push_topic: push_topic(self.push_topic)?,
            signer: signer(self.signer_certificate, self.signer_key)?,
            trusted_proxies: networks(self.trusted_proxies.as_deref().unwrap_or_default())?,
            hash_cost: HashCost::default(),
        })
    }
}

impl Config {
    /// What stands in profiles, for a server bound to a port.
    pub fn terms(&self, port: u16) -> Terms {
        let public_url = self
            .public_url
            .clone()
            .unwrap_or_else(|| format!("http://localhost:{port}"));
        Terms {
            public_url,
            push_topic: self.push_topic.clone(),
        }
    }
}

fn public_url(text: &str) -> Result<String, ConfigError> {
    let fault = |why: &str| ConfigError(format!("VESTIBULE_PUBLIC_URL is {text}: {why}"));
    let url = Url::parse(text).map_err(|_| fault("use a URL like https://enroll.example.com"))?;
    let loopback = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    match url.scheme() {
        "https" => {}
        "http" if loopback => {}
        _ => return Err(fault("devices need https (http is for localhost only)")),
    }
    if url.path() != "/"
        || url.query().is_some()
        || url.fragment().is_some()
        || !url.username().is_empty()
    {
        return Err(fault("give scheme, host and port only, without a path"));
    }
    Ok(url.origin().ascii_serialization())
}

fn push_topic(given: Option<String>) -> Result<String, ConfigError> {
    match given {
        None => Ok(PLACEHOLDER_TOPIC.to_owned()),
        Some(topic)
            if topic.starts_with("com.apple.mgmt.") && topic.len() > "com.apple.mgmt.".len() =>
        {
            Ok(topic)
        }
        Some(topic) => Err(ConfigError(format!(
            "VESTIBULE_PUSH_TOPIC is {topic}: it begins with com.apple.mgmt. (see your push certificate's UID)"
        ))),
    }
}

fn signer(
    certificate: Option<PathBuf>,
    key: Option<PathBuf>,
) -> Result<Option<SignerPem>, ConfigError> {
    let read = |path: PathBuf| {
        std::fs::read_to_string(&path)
            .map_err(|e| ConfigError(format!("{} cannot be read: {e}", path.display())))
    };
    match (certificate, key) {
        (None, None) => Ok(None),
        (Some(certificate), Some(key)) => Ok(Some(SignerPem {
            chain: read(certificate)?,
            key: read(key)?,
        })),
        _ => Err(ConfigError(
            "set both VESTIBULE_SIGNER_CERTIFICATE and VESTIBULE_SIGNER_KEY, or none of them"
                .into(),
        )),
    }
}

fn networks(list: &str) -> Result<Vec<IpNet>, ConfigError> {
    let parse = |text: &str| {
        let address = text.parse::<std::net::IpAddr>().map(IpNet::from);
        text.parse::<IpNet>().or(address).map_err(|_| {
            ConfigError(format!(
                "VESTIBULE_TRUSTED_PROXIES has {text}: use networks like 10.0.0.0/8"
            ))
        })
    };
    list.split(',')
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .map(parse)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(given: Given) -> String {
        given.check().unwrap_err().to_string()
    }

    #[test]
    fn the_defaults_are_those_of_the_documentation() {
        let config = Given::default().check().unwrap();
        assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
        assert_eq!(config.database_url.0, "sqlite://data/vestibule.sqlite");
        assert_eq!(config.key_file, PathBuf::from("data/key"));
        assert_eq!(config.terms(8081).public_url, "http://localhost:8081");
    }

    #[test]
    fn every_fault_names_its_variable() {
        let text = |text: &str| Some(text.to_owned());
        assert!(
            fault(Given {
                listen: text("here"),
                ..Given::default()
            })
            .contains("VESTIBULE_LISTEN")
        );
        for url in [
            "http://example.com",
            "https://example.com/path",
            "ftp://localhost",
            "nonsense",
            "https://a@example.com",
        ] {
            assert!(
                fault(Given {
                    public_url: text(url),
                    ..Given::default()
                })
                .contains("VESTIBULE_PUBLIC_URL"),
                "{url}"
            );
        }
        assert!(
            fault(Given {
                database_url: text("mysql://x"),
                ..Given::default()
            })
            .contains("VESTIBULE_DATABASE_URL")
        );
        assert!(
            fault(Given {
                push_topic: text("com.example"),
                ..Given::default()
            })
            .contains("VESTIBULE_PUSH_TOPIC")
        );
        assert!(
            fault(Given {
                trusted_proxies: text("10.0.0.0/99"),
                ..Given::default()
            })
            .contains("VESTIBULE_TRUSTED_PROXIES")
        );
        assert!(
            fault(Given {
                signer_key: Some("key.pem".into()),
                ..Given::default()
            })
            .contains("VESTIBULE_SIGNER_CERTIFICATE")
        );
    }

    #[test]
    fn a_public_url_keeps_its_port_and_loses_its_last_slash() {
        assert_eq!(
            public_url("https://enroll.example.com:8443/").unwrap(),
            "https://enroll.example.com:8443"
        );
        assert_eq!(
            public_url("https://Enroll.example.com:443").unwrap(),
            "https://enroll.example.com"
        );
        assert_eq!(
            public_url("http://localhost:9000").unwrap(),
            "http://localhost:9000"
        );
    }
}
