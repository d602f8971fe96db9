//! The person at the device: opens the page in a browser, unlocks it and downloads the profile.

use super::{Stop, wire};
use crate::caller::Answer;
use reqwest::blocking::Client;
use serde_json::json;

/// Somebody with an enrollment URL and a browser.
pub struct Visitor {
    http: Client,
    origin: String,
    token: String,
}

/// What the page shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Page {
    /// Whose page it is.
    pub organization: String,
    /// Does it ask for a passcode?
    pub passcode_required: bool,
    /// Is it paused, and with what message?
    pub paused: Option<String>,
}

const AGENT: &str = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.2 Safari/605.1.15";

impl Visitor {
    /// Takes a URL as it stands in an invitation: `https://HOST/e/TOKEN`.
    pub fn at(url: &str) -> Result<Self, Stop> {
        let fault = || {
            Stop::Unreachable(format!(
                "{url} is no enrollment URL: it looks like https://HOST/e/TOKEN"
            ))
        };
        let parsed = url::Url::parse(url.trim()).map_err(|_| fault())?;
        let token = parsed
            .path_segments()
            .and_then(|mut parts| match (parts.next(), parts.next()) {
                (Some("e" | "E"), Some(token)) if !token.is_empty() => Some(token.to_owned()),
                _ => None,
            })
            .ok_or_else(fault)?;
        let http = Client::builder()
            .cookie_store(true)
            .no_proxy()
            .user_agent(AGENT)
            .build()
            .map_err(|error| Stop::Unreachable(error.to_string()))?;
        Ok(Self {
            http,
            origin: parsed.origin().ascii_serialization(),
            token,
        })
    }

    /// Opens the page.
    pub fn open(&self) -> Result<Page, Stop> {
        let page = wire::send(self.http.get(format!("{}/e/{}", self.origin, self.token)))?;
        ok("Opening the page", page)?;
        let data = wire::send(self.http.get(self.api(&format!("/enroll/{}", self.token))))?;
        let data = ok("Opening the page", data)?.json;
        Ok(Page {
            organization: data["organization_name"]
                .as_str()
                .unwrap_or_default()
                .into(),
            passcode_required: data["passcode_required"] == true,
            paused: data["paused"]["message"].as_str().map(str::to_owned),
        })
    }

    /// Chooses Download Now, with a passcode where one is asked for; answers where the profile is.
    pub fn unlock(&self, passcode: Option<&str>) -> Result<String, Stop> {
        let body = match passcode {
            Some(passcode) => json!({ "passcode": passcode }),
            None => json!({}),
        };
        let request = self
            .http
            .post(self.api(&format!("/enroll/{}/unlock", self.token)))
            .header("sec-fetch-site", "same-origin")
            .json(&body);
        let answer = ok("Download Now", refusable(request)?)?;
        Ok(answer.json["profile_url"]
            .as_str()
            .unwrap_or_default()
            .to_owned())
    }

    /// Downloads the profile.
    pub fn download(&self, profile_url: &str) -> Result<Vec<u8>, Stop> {
        let url = url::Url::parse(&self.origin)
            .and_then(|origin| origin.join(profile_url))
            .map_err(|error| Stop::Unreachable(error.to_string()))?;
        let answer = ok("Downloading the profile", wire::send(self.http.get(url))?)?;
        match answer.header("content-type") {
            "application/x-apple-aspen-config" => Ok(answer.body),
            other => Err(Stop::Profile(format!("it came as {other}"))),
        }
    }

    /// What the page shows after the download.
    pub fn status(&self, profile_url: &str) -> Result<String, Stop> {
        let path = format!("{}/status", profile_url.trim_end_matches('/'));
        let url = match path.starts_with('/') {
            true => format!("{}{path}", self.origin),
            false => path,
        };
        let answer = ok("Asking how it went", wire::send(self.http.get(url))?)?;
        Ok(answer.json["state"].as_str().unwrap_or_default().to_owned())
    }

    fn api(&self, path: &str) -> String {
        format!("{}/api/v1{path}", self.origin)
    }
}

/// Downloads from a legacy URL, which has no page.
pub fn legacy_profile(url: &str) -> Result<Vec<u8>, Stop> {
    let request = wire::client().get(url).header("user-agent", AGENT);
    Ok(ok("Downloading the profile", wire::send(request)?)?.body)
}

/// Is it a legacy URL?
pub fn is_legacy(url: &str) -> bool {
    url.contains("/mdm/enroll/")
}

/// A wrong passcode is a 401: for a browser that is an answer like any other.
fn refusable(request: reqwest::blocking::RequestBuilder) -> Result<Answer, Stop> {
    let response = request
        .send()
        .map_err(|error| Stop::Unreachable(error.to_string()))?;
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let body = response
        .bytes()
        .map_err(|error| Stop::Unreachable(error.to_string()))?
        .to_vec();
    let json = serde_json::from_slice(&body).unwrap_or(serde_json::Value::Null);
    Ok(Answer {
        status,
        headers,
        body,
        json,
    })
}

fn ok(step: &'static str, answer: Answer) -> Result<Answer, Stop> {
    if answer.status == 200 {
        return Ok(answer);
    }
    let text = |key: &str| answer.json[key].as_str().unwrap_or_default().to_owned();
    let detail = match (text("detail"), answer.status) {
        (detail, _) if !detail.is_empty() => detail,
        (_, 404) => "there is no such enrollment URL".to_owned(),
        (_, 410) => "this enrollment URL is no longer valid".to_owned(),
        _ => "the server gave no reason".to_owned(),
    };
    Err(Stop::Visit {
        step,
        status: answer.status,
        code: text("code"),
        detail,
    })
}
