//! The MDM behind the gateway: verified messages go there byte for byte, and only good answers come back.

use super::proof;
use crate::problem::{Problem, ProblemCode};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_TYPE, HeaderMap, USER_AGENT};
use actix_web::web::Bytes;
use std::time::Duration;
use url::Url;
use vestibule_app::device::forward::ForwardContext;
use vestibule_app::device::verify::Proof;

/// How long a connection may take.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// How long an answer may take; a claim on a UDID lasts longer.
pub const RESPONSE_TIMEOUT: Duration = Duration::from_secs(20);
/// The longest answer: a command may carry a profile.
const MAX_RESPONSE_BYTES: usize = 16 << 20;
/// When a device should try again, in seconds.
const RETRY_AFTER_SECONDS: i64 = 30;
const SIGNATURE: &str = "mdm-signature";

/// The upstream.
pub struct Upstream {
    client: reqwest::Client,
    url: Url,
    certificate_header: Option<String>,
}

/// What it answered.
pub struct Forwarded {
    status: StatusCode,
    content_type: Option<String>,
    body: Bytes,
}

/// Why no upstream can be used: one line.
#[derive(Debug, thiserror::Error)]
#[error("the upstream cannot be used: {0}")]
pub struct UpstreamError(String);

impl Upstream {
    /// Prepares to use one. Nothing is sent before a device speaks, so that both may start in any order.
    ///
    /// # Errors
    /// The [`UpstreamError`] that applies.
    pub fn new(
        base: &str,
        certificate_header: Option<String>,
        patience: Duration,
    ) -> Result<Self, UpstreamError> {
        let url = Url::parse(&format!("{base}/mdm")).map_err(|e| UpstreamError(e.to_string()))?;
        let mut builder = reqwest::Client::builder()
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(patience)
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy();
        if url.scheme() == "http" {
            // The machine's certificates take long to read, and plain HTTP needs none.
            builder = builder.tls_certs_only([]);
        }
        Ok(Self {
            client: builder.build().map_err(|e| UpstreamError(e.to_string()))?,
            url,
            certificate_header,
        })
    }

    /// Sends a message on. Only its own headers go along: nothing that a stranger could have added counts there.
    ///
    /// # Errors
    /// The [`Problem`] to answer with.
    pub async fn forward(
        &self,
        headers: &HeaderMap,
        proof: &Proof,
        passage: ForwardContext,
        body: Bytes,
    ) -> Result<Forwarded, Problem> {
        let mut url = self.url.clone();
        if let Some(id) = passage.policy_id {
            url.query_pairs_mut()
                .append_pair("policy_id", &id.to_string());
        }
        url.query_pairs_mut()
            .append_pair("profile_id", &passage.profile_id.to_string());
        let mut request = self.client.put(url).body(body);
        for name in [CONTENT_TYPE.as_str(), USER_AGENT.as_str(), SIGNATURE] {
            if let Some(value) = headers.get(name) {
                request = request.header(name, value.as_bytes());
            }
        }
        if let (Proof::Certificate(der), Some(name)) = (proof, &self.certificate_header) {
            request = request.header(name, proof::written(der));
        }
        let answer = request.send().await.map_err(|error| unreachable(&error))?;
        let status = StatusCode::from_u16(answer.status().as_u16())
            .map_err(|_| failed("an unknown status"))?;
        let content_type = answer
            .headers()
            .get(CONTENT_TYPE.as_str())
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned);
        Ok(Forwarded {
            status,
            content_type,
            body: read(answer).await?,
        })
    }
}

impl Forwarded {
    /// Whether the upstream took the message.
    pub fn is_success(&self) -> bool {
        self.status.is_success()
    }

    /// Passed back to the device: a success as it is, and the declining of a user, which is one of a user only. Whatever
    /// else an upstream says could unenroll a device, so the device hears that it may try again.
    ///
    /// # Errors
    /// The [`Problem`] to answer with.
    pub fn response(self, kind: &str) -> Result<HttpResponse, Problem> {
        let declined = kind == "UserAuthenticate" && self.status == StatusCode::GONE;
        if !self.is_success() && !declined {
            return Err(failed(self.status.as_str()));
        }
        let mut response = HttpResponse::build(self.status);
        if let Some(kind) = self.content_type {
            response.content_type(kind);
        }
        Ok(response.body(self.body))
    }
}

async fn read(mut answer: reqwest::Response) -> Result<Bytes, Problem> {
    let mut body = Vec::new();
    while let Some(piece) = answer.chunk().await.map_err(|error| unreachable(&error))? {
        if body.len() + piece.len() > MAX_RESPONSE_BYTES {
            return Err(failed("an answer of more than 16 MiB"));
        }
        body.extend_from_slice(&piece);
    }
    Ok(body.into())
}

fn failed(what: &str) -> Problem {
    tracing::warn!(answered = what, "the upstream did not take a message");
    Problem::new(
        ProblemCode::UpstreamFailed,
        "The device management service did not take the message. Try again later.",
    )
    .retry_after(RETRY_AFTER_SECONDS)
}

fn unreachable(error: &reqwest::Error) -> Problem {
    tracing::error!(
        connect = error.is_connect(),
        timeout = error.is_timeout(),
        "the upstream does not answer"
    );
    Problem::new(
        ProblemCode::UpstreamUnavailable,
        "The device management service does not answer. Try again later.",
    )
    .retry_after(RETRY_AFTER_SECONDS)
}
