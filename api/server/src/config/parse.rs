//! Reads single values; each fault names its variable and says what to write.

use super::{ConfigError, PLACEHOLDER_TOPIC};
use ipnet::IpNet;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;
use url::Url;
use vestibule_app::options::SignerPem;

pub(super) fn address(variable: &str, text: &str) -> Result<SocketAddr, ConfigError> {
    text.trim().parse().map_err(|_| {
        ConfigError(format!(
            "{variable} is {text}: use an address and port like 127.0.0.1:8080"
        ))
    })
}

pub(super) fn database_url(url: String) -> Result<String, ConfigError> {
    let known = ["sqlite://", "postgres://", "postgresql://"];
    if known.iter().any(|scheme| url.starts_with(scheme)) {
        Ok(url)
    } else {
        Err(ConfigError(
            "VESTIBULE_DATABASE_URL has an unknown scheme: use sqlite://PATH or postgres://…"
                .into(),
        ))
    }
}

pub(super) fn public_url(text: &str) -> Result<String, ConfigError> {
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

/// The upstream may be reached in clear inside a private network, and may live below a path.
pub(super) fn upstream_url(text: String) -> Result<String, ConfigError> {
    let url = Url::parse(&text).ok().filter(|url| {
        matches!(url.scheme(), "http" | "https")
            && url.host_str().is_some()
            && url.query().is_none()
            && url.fragment().is_none()
    });
    url.map(|url| url.as_str().trim_end_matches('/').to_owned())
        .ok_or_else(|| {
            ConfigError(format!(
                "VESTIBULE_UPSTREAM_URL is {text}: use a URL like https://mdm.internal:9000"
            ))
        })
}

pub(super) fn push_topic(given: Option<String>) -> Result<String, ConfigError> {
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

pub(super) fn signer(
    certificate: Option<PathBuf>,
    key: Option<PathBuf>,
) -> Result<Option<SignerPem>, ConfigError> {
    let read = |variable: &str, path: PathBuf| {
        std::fs::read_to_string(&path).map_err(|error| {
            ConfigError(format!(
                "{variable} is {}, which cannot be read: {error}",
                path.display()
            ))
        })
    };
    match (certificate, key) {
        (None, None) => Ok(None),
        (Some(certificate), Some(key)) => Ok(Some(SignerPem {
            chain: read("VESTIBULE_SIGNER_CERTIFICATE", certificate)?,
            key: read("VESTIBULE_SIGNER_KEY", key)?,
        })),
        _ => Err(ConfigError(
            "set both VESTIBULE_SIGNER_CERTIFICATE and VESTIBULE_SIGNER_KEY, or none of them"
                .into(),
        )),
    }
}

pub(super) fn networks(list: &str) -> Result<Vec<IpNet>, ConfigError> {
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

pub(super) fn header(text: String) -> Result<String, ConfigError> {
    actix_web::http::header::HeaderName::from_bytes(text.trim().as_bytes())
        .map(|name| name.as_str().to_owned())
        .map_err(|_| {
            ConfigError(format!(
                "VESTIBULE_CLIENT_CERTIFICATE_HEADER is {text}: use a header name like X-Client-Certificate"
            ))
        })
}

pub(super) fn switch(variable: &str, given: Option<String>) -> Result<bool, ConfigError> {
    match given.as_deref().map(str::trim) {
        None | Some("false") => Ok(false),
        Some("true") => Ok(true),
        Some(text) => Err(ConfigError(format!(
            "{variable} is {text}: use true or false"
        ))),
    }
}

pub(super) fn seconds(variable: &str, given: Option<String>) -> Result<Duration, ConfigError> {
    let text = given.as_deref().unwrap_or("0").trim();
    match text.parse() {
        Ok(seconds @ 0..=300) => Ok(Duration::from_secs(seconds)),
        _ => Err(ConfigError(format!(
            "{variable} is {text}: use 0 to 300 seconds"
        ))),
    }
}
