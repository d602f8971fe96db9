//! `/scep` (RFC 8894 section 4): capabilities, the authority's certificate, and certificate requests by POST and GET.

use super::trouble;
use crate::extract::client;
use crate::telemetry::metrics;
use actix_web::http::Method;
use actix_web::{HttpRequest, HttpResponse, web};
use url::form_urlencoded;
use vestibule_app::device::certificate;
use vestibule_app::{App, Failure};
use vestibule_pki::scep::{
    CONTENT_TYPE_CA_CERT, CONTENT_TYPE_MESSAGE, LARGEST_MESSAGE, message_from_query,
};

const DOOR: &str = "scep";

/// Answers any operation. What follows the path is ignored, as section 4.1 asks.
pub async fn answer(request: HttpRequest, app: web::Data<App>, body: web::Payload) -> HttpResponse {
    let parameter = |name: &str| {
        form_urlencoded::parse(request.query_string().as_bytes())
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.into_owned())
    };
    match parameter("operation").as_deref() {
        Some("GetCACaps") => HttpResponse::Ok()
            .content_type("text/plain; charset=utf-8")
            .body(certificate::capabilities(&app)),
        Some("GetCACert") => HttpResponse::Ok()
            .content_type(CONTENT_TYPE_CA_CERT)
            .body(app.authority_certificate().to_vec()),
        Some("PKIOperation") if request.method() == Method::POST => {
            match body.to_bytes_limited(LARGEST_MESSAGE).await {
                Ok(Ok(message)) => operate(&request, app, message.to_vec()).await,
                Ok(Err(_)) => trouble::unreadable(DOOR),
                Err(_) => HttpResponse::PayloadTooLarge().finish(),
            }
        }
        Some("PKIOperation") => match message_from_query(&parameter("message").unwrap_or_default())
        {
            Ok(message) => operate(&request, app, message).await,
            Err(_) => trouble::unreadable(DOOR),
        },
        _ => trouble::unreadable(DOOR),
    }
}

async fn operate(request: &HttpRequest, app: web::Data<App>, message: Vec<u8>) -> HttpResponse {
    let origin = client::origin(request);
    let answered = web::block(move || certificate::answer(&app, &origin, &message)).await;
    let answered = answered.unwrap_or_else(|_| Err(Failure::Busy));
    match answered {
        Ok(certificate::Answer { body, outcome }) => match body {
            Some(body) => {
                metrics::device(DOOR, outcome.word());
                HttpResponse::Ok()
                    .content_type(CONTENT_TYPE_MESSAGE)
                    .body(body)
            }
            None => trouble::unreadable(DOOR),
        },
        Err(failure) => trouble::later(&failure),
    }
}
