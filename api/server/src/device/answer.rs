//! What a device is answered: the one table of statuses on these routes. None of them unenrolls a device that is enrolled.

use crate::problem::{Problem, ProblemCode};
use actix_web::HttpResponse;
use vestibule_app::device::respond::DeviceResponse;
use vestibule_app::device::verify::Rejected;
use vestibule_domain::device::refusal::DeviceRefusal;
use vestibule_mdm::Refusal as Body;
use vestibule_mdm::checkin::BootstrapToken;

/// The answer as a response.
///
/// # Errors
/// The [`Problem`] to answer with.
pub fn response(answer: DeviceResponse) -> Result<HttpResponse, Problem> {
    match answer {
        DeviceResponse::Done => Ok(HttpResponse::Ok().finish()),
        DeviceResponse::Document(plist) => Ok(HttpResponse::Ok()
            .content_type(BootstrapToken::CONTENT_TYPE)
            .body(plist)),
        DeviceResponse::NotAdmitted(why) => Ok(not_admitted(why)),
        DeviceResponse::Rejected(why) => Err(rejected(why)),
        DeviceResponse::UserDeclined => Err(Problem::new(
            ProblemCode::UserDeclined,
            "Network users get no channel of their own.",
        )),
        DeviceResponse::NotOffered => Err(Problem::new(
            ProblemCode::NotOffered,
            "This service does not offer that.",
        )),
    }
}

/// To a device that wants to enroll: 403 with the code Apple gives for it, and words for the person.
fn not_admitted(why: DeviceRefusal) -> HttpResponse {
    let message = why.to_string();
    let body = Body {
        description: why.code(),
        message: &message,
    };
    HttpResponse::Forbidden()
        .content_type(Body::CONTENT_TYPE)
        .body(body.to_xml())
}

/// To whoever else: 400, after which an enrolled device stays as it is and tries again.
pub fn rejected(why: Rejected) -> Problem {
    let code = match why {
        Rejected::Refused(DeviceRefusal::CertificateMismatch) => ProblemCode::CertificateMismatch,
        Rejected::Refused(DeviceRefusal::CertificateEnded) => ProblemCode::CertificateEnded,
        Rejected::Refused(_) => ProblemCode::NotEnrolled,
        Rejected::Signature => ProblemCode::SignatureInvalid,
        Rejected::Certificate => ProblemCode::CertificateUnknown,
        Rejected::Message => ProblemCode::MalformedRequest,
    };
    Problem::new(code, why.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::ResponseError;
    use strum::VariantArray;

    fn status(answer: DeviceResponse) -> u16 {
        match response(answer) {
            Ok(response) => response.status().as_u16(),
            Err(problem) => problem.status_code().as_u16(),
        }
    }

    #[test]
    fn every_answer_has_the_status_of_the_documentation() {
        for why in DeviceRefusal::VARIANTS {
            assert_eq!(status(DeviceResponse::NotAdmitted(*why)), 403);
            assert_eq!(
                status(DeviceResponse::Rejected(Rejected::Refused(*why))),
                400
            );
        }
        for why in [
            Rejected::Signature,
            Rejected::Certificate,
            Rejected::Message,
        ] {
            assert_eq!(status(DeviceResponse::Rejected(why)), 400);
        }
        assert_eq!(status(DeviceResponse::Done), 200);
        assert_eq!(status(DeviceResponse::Document(Vec::new())), 200);
        assert_eq!(status(DeviceResponse::UserDeclined), 410);
        assert_eq!(status(DeviceResponse::NotOffered), 400);
    }
}
