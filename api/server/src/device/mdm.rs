//! `PUT /mdm`: check-in and command channel, answered here or, once verified, by the upstream.

use super::upstream::{Forwarded, Upstream};
use super::{answer, proof};
use crate::blocking;
use crate::config::Settings;
use crate::extract::{body, client};
use crate::problem::Problem;
use crate::telemetry::metrics;
use actix_web::http::header::{CONTENT_TYPE, HeaderMap};
use actix_web::{HttpRequest, HttpResponse, web};
use std::sync::Arc;
use vestibule_app::device::answer::{Answer, answer as answer_alone};
use vestibule_app::device::hear::{Channel, Heard, NotHeard, Proof, hear, is_known};
use vestibule_app::device::pass;
use vestibule_app::{App, Origin};
use vestibule_mdm::{checkin, command};

/// A message that was heard, or the answer it got instead.
type Taken<T> = Result<T, (&'static str, Answer)>;

/// Answers one message.
pub async fn put(
    request: HttpRequest,
    app: web::Data<App>,
    settings: web::Data<Settings>,
    upstream: web::Data<Option<Upstream>>,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    let Some(proof) = proof::of(&request, &settings) else {
        metrics::device_message("unknown", "stranger");
        return Err(answer::not_heard(NotHeard::Signature));
    };
    let (channel, largest) = channel(request.headers());
    let proof = Arc::new(proof);
    // Whoever no certificate of ours stands for cannot make the server hold much.
    if largest > checkin::LARGEST && !body::is_declared_within(request.headers(), checkin::LARGEST)
    {
        let named = proof.clone();
        if !blocking::run(&app, move |app| is_known(app, &named)).await? {
            metrics::device_message("unknown", "stranger");
            return Err(answer::not_heard(NotHeard::Certificate));
        }
    }
    let body = body::read(payload, largest).await?;
    let origin = client::origin(&request);
    match upstream.as_ref() {
        None => alone(app, origin, proof, channel, body).await,
        Some(_) => {
            let message = Message {
                headers: request.headers().clone(),
                proof,
                channel,
                body,
            };
            // To the end, also when the device hangs up meanwhile: what the upstream was told must be settled here.
            actix_web::rt::spawn(gateway(app, origin, upstream, message))
                .await
                .map_err(|_| Problem::unavailable("the server is stopping"))?
        }
    }
}

/// Without an upstream: everything in one go.
async fn alone(
    app: web::Data<App>,
    origin: Origin,
    proof: Arc<Proof>,
    channel: Channel,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let (kind, answered) = blocking::run(&app, move |app| {
        Ok(match hear(app, &proof, channel, &body)? {
            Ok(heard) => (heard.kind(), answer_alone(app, &origin, &heard)?),
            Err(why) => ("unknown", Answer::NotHeard(why)),
        })
    })
    .await?;
    metrics::device_message(kind, word(&answered));
    answer::response(answered)
}

/// A message on its way through.
struct Message {
    headers: HeaderMap,
    proof: Arc<Proof>,
    channel: Channel,
    body: web::Bytes,
}

/// With an upstream: claim, forward, settle. Its answer is passed back only when it is a good one.
async fn gateway(
    app: web::Data<App>,
    origin: Origin,
    upstream: web::Data<Option<Upstream>>,
    message: Message,
) -> Result<HttpResponse, Problem> {
    let Some(upstream) = upstream.as_ref() else {
        return Err(Problem::internal("no upstream"));
    };
    let (proof, body, channel) = (message.proof.clone(), message.body.clone(), message.channel);
    let from = origin.clone();
    let claimed = blocking::run(&app, move |app| {
        let heard = match hear(app, &proof, channel, &body)? {
            Ok(heard) => heard,
            Err(why) => return Ok(Taken::Err(("unknown", Answer::NotHeard(why)))),
        };
        Ok(match pass::claim(app, &from, &heard)? {
            Ok(passage) => Ok((heard, passage)),
            Err(answer) => Err((heard.kind(), answer)),
        })
    })
    .await?;
    let (heard, passage) = match claimed {
        Ok(passed) => passed,
        Err((kind, answered)) => {
            metrics::device_message(kind, word(&answered));
            return answer::response(answered);
        }
    };
    let kind = heard.kind();
    let forwarded = upstream
        .forward(&message.headers, &message.proof, passage, message.body)
        .await;
    let accepted = forwarded.as_ref().is_ok_and(Forwarded::is_success);
    settle(&app, origin, heard, accepted).await?;
    metrics::device_message(kind, if accepted { "passed" } else { "not_passed" });
    forwarded?.response(kind)
}

async fn settle(
    app: &web::Data<App>,
    origin: Origin,
    heard: Heard,
    accepted: bool,
) -> Result<(), Problem> {
    blocking::run(app, move |app| pass::settle(app, &origin, &heard, accepted)).await
}

fn channel(headers: &HeaderMap) -> (Channel, usize) {
    let kind = headers.get(CONTENT_TYPE);
    let kind = kind.and_then(|value| value.to_str().ok());
    if checkin::is_check_in(kind.unwrap_or_default()) {
        (Channel::CheckIn, checkin::LARGEST)
    } else {
        (Channel::Command, command::LARGEST)
    }
}

/// A word for counting: whoever no certificate of ours vouches for is a stranger.
const fn word(answered: &Answer) -> &'static str {
    match answered {
        Answer::NotHeard(NotHeard::Signature | NotHeard::Certificate) => "stranger",
        other => other.word(),
    }
}
