//! SCEP over HTTP (RFC 8894 section 4): the operation is in the query, the message in the body or in the query.

use crate::blocking;
use crate::extract::{body, client};
use crate::problem::{Problem, ProblemCode};
use crate::telemetry::metrics;
use actix_web::{HttpRequest, HttpResponse, web};
use url::form_urlencoded;
use vestibule_app::device::certificate;
use vestibule_app::{App, DeviceClient};
use vestibule_pki::scep::{
    CONTENT_TYPE_CA_CERT, CONTENT_TYPE_MESSAGE, MAX_MESSAGE_BYTES, message_from_query,
};

/// The operations there are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Operation {
    Capabilities,
    Certificate,
    Message,
}

impl Operation {
    /// In any case, among whatever other parameters, once.
    fn of(query: &str) -> Result<Self, Problem> {
        let named = parameters(query, "operation");
        let [name] = &named[..] else {
            return Err(unknown());
        };
        match name.to_ascii_lowercase().as_str() {
            "getcacaps" => Ok(Self::Capabilities),
            "getcacert" => Ok(Self::Certificate),
            "pkioperation" => Ok(Self::Message),
            _ => Err(unknown()),
        }
    }
}

/// Answers GET: capabilities, the authority's certificate, or a message in the query.
///
/// # Errors
/// The [`Problem`] to answer with.
pub async fn get(request: HttpRequest, app: web::Data<App>) -> Result<HttpResponse, Problem> {
    match Operation::of(request.query_string())? {
        Operation::Capabilities => Ok(HttpResponse::Ok()
            .content_type("text/plain")
            .body(certificate::capabilities(&app))),
        Operation::Certificate => Ok(HttpResponse::Ok()
            .content_type(CONTENT_TYPE_CA_CERT)
            .body(app.authority_certificate().to_vec())),
        Operation::Message => {
            let named = parameters(request.query_string(), "message");
            let [text] = &named[..] else {
                return Err(unreadable());
            };
            let message = message_from_query(text).map_err(|_| unreadable())?;
            reply(&request, app, message).await
        }
    }
}

/// Answers POST: a message in the body; one in the query is ignored, since some clients send it twice.
///
/// # Errors
/// The [`Problem`] to answer with.
pub async fn post(
    request: HttpRequest,
    app: web::Data<App>,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    if Operation::of(request.query_string())? != Operation::Message {
        return Err(unknown());
    }
    let message = body::read(payload, MAX_MESSAGE_BYTES).await?;
    reply(&request, app, message.to_vec()).await
}

async fn reply(
    request: &HttpRequest,
    app: web::Data<App>,
    message: Vec<u8>,
) -> Result<HttpResponse, Problem> {
    let client = DeviceClient {
        origin: client::origin(request),
    };
    let answer = blocking::run(&app, move |app| {
        certificate::respond(app, &client, &message)
    })
    .await?;
    metrics::certificate_request(answer.outcome.metric_label());
    let body = answer.body.ok_or_else(unreadable)?;
    Ok(HttpResponse::Ok()
        .content_type(CONTENT_TYPE_MESSAGE)
        .body(body))
}

/// Every value of a parameter, by its name in any case.
fn parameters(query: &str, name: &str) -> Vec<String> {
    form_urlencoded::parse(query.as_bytes())
        .filter(|(given, _)| given.eq_ignore_ascii_case(name))
        .map(|(_, value)| value.into_owned())
        .collect()
}

fn unknown() -> Problem {
    Problem::new(
        ProblemCode::MalformedRequest,
        "Name one operation: GetCACaps, GetCACert or PKIOperation.",
    )
}

fn unreadable() -> Problem {
    Problem::new(ProblemCode::MalformedRequest, "This is no SCEP message.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_operation_is_found_in_any_case_and_order() {
        for (query, operation) in [
            ("operation=GetCACaps", Operation::Capabilities),
            ("message=x&OPERATION=getcacert", Operation::Certificate),
            ("operation=PKIOperation&message=a%2Bb", Operation::Message),
        ] {
            assert_eq!(Operation::of(query).unwrap(), operation);
        }
        for query in [
            "",
            "operation=",
            "operation=GetCRL",
            "operation=GetCACaps&operation=PKIOperation",
        ] {
            assert_eq!(Operation::of(query).unwrap_err().status, 400, "{query}");
        }
    }
}
