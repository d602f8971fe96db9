//! `PUT /mdm`: check-in and command channel, answered here or, once verified, by the upstream.

use super::upstream::{Forwarded, Upstream};
use super::{answer, proof};
use crate::blocking;
use crate::config::HttpConfig;
use crate::extract::{body, client};
use crate::problem::Problem;
use crate::telemetry::metrics;
use actix_web::http::header::{CONTENT_TYPE, HeaderMap};
use actix_web::{HttpRequest, HttpResponse, web};
use std::sync::Arc;
use vestibule_app::device::forward;
use vestibule_app::device::respond::{DeviceResponse, respond};
use vestibule_app::device::verify::{Channel, Proof, Rejected, VerifiedMessage, is_known, verify};
use vestibule_app::{App, DeviceClient};
use vestibule_mdm::{checkin, command};

/// A message that was verified, or the answer it got instead.
type Taken<T> = Result<T, (&'static str, DeviceResponse)>;

/// Answers one message.
///
/// # Errors
/// The [`Problem`] to answer with.
pub async fn put(
    request: HttpRequest,
    app: web::Data<App>,
    config: web::Data<HttpConfig>,
    upstream: web::Data<Option<Upstream>>,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    let Some(proof) = proof::of(&request, &config) else {
        metrics::device_message("unknown", "stranger");
        return Err(answer::rejected(Rejected::Signature));
    };
    let (channel, largest) = channel(request.headers());
    let proof = Arc::new(proof);
    // Whoever no certificate of ours stands for cannot make the server hold much.
    if largest > checkin::MAX_BODY_BYTES
        && !body::is_declared_within(request.headers(), checkin::MAX_BODY_BYTES)
    {
        let named = proof.clone();
        if !blocking::run(&app, move |app| is_known(app, &named)).await? {
            metrics::device_message("unknown", "stranger");
            return Err(answer::rejected(Rejected::Certificate));
        }
    }
    let body = body::read(payload, largest).await?;
    let client = DeviceClient {
        origin: client::origin(&request),
    };
    match upstream.as_ref() {
        None => alone(app, client, proof, channel, body).await,
        Some(_) => {
            let message = Message {
                headers: request.headers().clone(),
                proof,
                channel,
                body,
            };
            // To the end, also when the device hangs up meanwhile: what the upstream was told must be settled here.
            actix_web::rt::spawn(gateway(app, client, upstream, message))
                .await
                .map_err(|_| Problem::unavailable("the server is stopping"))?
        }
    }
}

/// Without an upstream: everything in one go.
async fn alone(
    app: web::Data<App>,
    client: DeviceClient,
    proof: Arc<Proof>,
    channel: Channel,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let (kind, answered) = blocking::run(&app, move |app| {
        Ok(match verify(app, &proof, channel, &body)? {
            Ok(verified) => (verified.kind(), respond(app, &client, &verified)?),
            Err(why) => ("unknown", DeviceResponse::Rejected(why)),
        })
    })
    .await?;
    metrics::device_message(kind, word(&answered));
    answer::response(answered)
}

/// A message that is to be forwarded.
struct Message {
    headers: HeaderMap,
    proof: Arc<Proof>,
    channel: Channel,
    body: web::Bytes,
}

/// With an upstream: claim, forward, settle. Its answer is passed back only when it is a good one.
async fn gateway(
    app: web::Data<App>,
    client: DeviceClient,
    upstream: web::Data<Option<Upstream>>,
    message: Message,
) -> Result<HttpResponse, Problem> {
    let Some(upstream) = upstream.as_ref() else {
        return Err(Problem::internal("no upstream"));
    };
    let (proof, body, channel) = (message.proof.clone(), message.body.clone(), message.channel);
    let from = client.clone();
    let claimed = blocking::run(&app, move |app| {
        let verified = match verify(app, &proof, channel, &body)? {
            Ok(verified) => verified,
            Err(why) => return Ok(Taken::Err(("unknown", DeviceResponse::Rejected(why)))),
        };
        Ok(match forward::claim(app, &from, &verified)? {
            Ok(context) => Ok((verified, context)),
            Err(answer) => Err((verified.kind(), answer)),
        })
    })
    .await?;
    let (verified, context) = match claimed {
        Ok(passed) => passed,
        Err((kind, answered)) => {
            metrics::device_message(kind, word(&answered));
            return answer::response(answered);
        }
    };
    let kind = verified.kind();
    let forwarded = upstream
        .forward(&message.headers, &message.proof, context, message.body)
        .await;
    let accepted = forwarded.as_ref().is_ok_and(Forwarded::is_success);
    settle(&app, client, verified, accepted).await?;
    metrics::device_message(kind, if accepted { "passed" } else { "not_passed" });
    forwarded?.response(kind)
}

async fn settle(
    app: &web::Data<App>,
    client: DeviceClient,
    verified: VerifiedMessage,
    accepted: bool,
) -> Result<(), Problem> {
    blocking::run(app, move |app| {
        forward::settle(app, &client, &verified, accepted)
    })
    .await
}

fn channel(headers: &HeaderMap) -> (Channel, usize) {
    let kind = headers.get(CONTENT_TYPE);
    let kind = kind.and_then(|value| value.to_str().ok());
    if checkin::is_check_in(kind.unwrap_or_default()) {
        (Channel::CheckIn, checkin::MAX_BODY_BYTES)
    } else {
        (Channel::Command, command::MAX_BODY_BYTES)
    }
}

/// A word for counting: whoever no certificate of ours vouches for is a stranger.
fn word(answered: &DeviceResponse) -> &'static str {
    match answered {
        DeviceResponse::Rejected(Rejected::Signature | Rejected::Certificate) => "stranger",
        other => other.metric_label(),
    }
}
