//! What devices use: certificate requests, check-in and the command channel. No answer here is ever 401: it would unenroll.

pub mod answer;
pub mod mdm;
pub mod proof;
pub mod scep;
pub mod upstream;

use crate::problem::Problem;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::middleware::Next;
use actix_web::{Error, ResponseError};

/// Around every route for devices, as the last resort: a device that hears 401 removes its enrollment, so whatever went wrong it hears that it may try again.
///
/// # Errors
/// What the handler behind it fails with.
pub async fn never_401(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let response = match next.call(request).await {
        Ok(response) => response.map_into_boxed_body(),
        Err(error) if error.as_response_error().status_code() == StatusCode::UNAUTHORIZED => {
            return Err(instead().into());
        }
        Err(error) => return Err(error),
    };
    if response.status() != StatusCode::UNAUTHORIZED {
        return Ok(response);
    }
    Ok(response.into_response(instead().error_response()))
}

fn instead() -> Problem {
    Problem::unavailable("a device route wanted to answer 401")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::ProblemCode;
    use actix_web::middleware::from_fn;
    use actix_web::test::{TestRequest, call_service, init_service};
    use actix_web::{App, HttpResponse, web};
    use strum::VariantArray;

    #[actix_web::test]
    async fn a_401_of_any_origin_becomes_a_503() {
        let service = init_service(
            App::new()
                .service(
                    web::resource("/answered")
                        .route(web::put().to(HttpResponse::Unauthorized))
                        .wrap(from_fn(never_401)),
                )
                .service(
                    web::resource("/failed")
                        .route(web::put().to(async || {
                            Err::<HttpResponse, _>(Problem::new(ProblemCode::Unauthenticated, ""))
                        }))
                        .wrap(from_fn(never_401)),
                ),
        )
        .await;
        for path in ["/answered", "/failed"] {
            let response = TestRequest::put().uri(path).to_request();
            let response = call_service(&service, response).await;
            assert_eq!(response.status(), 503, "{path}");
            assert!(response.headers().contains_key("retry-after"), "{path}");
        }
    }

    #[actix_web::test]
    async fn every_problem_passes_a_device_route_as_anything_but_401() {
        async fn fail(code: web::Path<String>) -> Result<HttpResponse, Problem> {
            Err(Problem::new(code.parse().expect("a code"), ""))
        }
        let service = init_service(
            App::new().service(
                web::resource("/{code}")
                    .route(web::put().to(fail))
                    .wrap(from_fn(never_401)),
            ),
        )
        .await;
        for problem in ProblemCode::VARIANTS {
            let (code, status) = (problem.name(), problem.status());
            let request = TestRequest::put().uri(&format!("/{code}")).to_request();
            let answered = call_service(&service, request).await.status().as_u16();
            assert_ne!(answered, 401, "{code}");
            assert_eq!(answered, if status == 401 { 503 } else { status }, "{code}");
        }
    }
}
