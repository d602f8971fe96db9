//! The device's side of HTTP.

use super::Stop;
use crate::caller::Answer;
use reqwest::blocking::{Client, RequestBuilder};
use std::sync::OnceLock;
use std::time::Duration;

/// One client for all devices: they keep no cookies.
pub(super) fn client() -> &'static Client {
    static CLIENT: OnceLock<Client> = OnceLock::new();
    CLIENT.get_or_init(|| {
        Client::builder()
            .no_proxy()
            .timeout(Duration::from_secs(60))
            .build()
            .expect("a client can be made")
    })
}

/// Sends, and reads the answer.
///
/// # Panics
/// On 401: a real device would remove its enrollment, so no device route may ever say it.
pub(super) fn send(request: RequestBuilder) -> Result<Answer, Stop> {
    let unreachable = |error: reqwest::Error| {
        let mut text = error.to_string();
        let mut cause: Option<&dyn std::error::Error> = std::error::Error::source(&error);
        while let Some(error) = cause {
            text = format!("{text}: {error}");
            cause = error.source();
        }
        Stop::Unreachable(text)
    };
    let response = request.send().map_err(unreachable)?;
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let url = response.url().path().to_owned();
    let body = response.bytes().map_err(unreachable)?.to_vec();
    assert_ne!(
        status, 401,
        "{url} answered 401: a real device would remove its enrollment"
    );
    let json = serde_json::from_slice(&body).unwrap_or(serde_json::Value::Null);
    Ok(Answer {
        status,
        headers,
        body,
        json,
    })
}
