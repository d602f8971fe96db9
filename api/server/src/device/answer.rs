//! What a device is answered: the one table of statuses on these routes. None of them unenrolls a device that is enrolled.

use crate::problem::Problem;
use actix_web::HttpResponse;
use vestibule_app::device::answer::Answer;
use vestibule_app::device::hear::NotHeard;
use vestibule_domain::device::refusal::Refusal;
use vestibule_mdm::Refusal as Body;
use vestibule_mdm::checkin::BootstrapToken;

/// The answer as a response.
pub fn response(answer: Answer) -> Result<HttpResponse, Problem> {
    match answer {
        Answer::Done => Ok(HttpResponse::Ok().finish()),
        Answer::Document(plist) => Ok(HttpResponse::Ok()
            .content_type(BootstrapToken::CONTENT_TYPE)
            .body(plist)),
        Answer::NotAdmitted(why) => Ok(not_admitted(why)),
        Answer::NotHeard(why) => Err(not_heard(why)),
        Answer::UserDeclined => Err(Problem::new(
            "user_declined",
            "Network users get no channel of their own.",
        )),
        Answer::NotOffered => Err(Problem::new(
            "not_offered",
            "This service does not offer that.",
        )),
    }
}

/// To a device that wants to enroll: 403 with the code Apple gives for it, and words for the person.
fn not_admitted(why: Refusal) -> HttpResponse {
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
pub fn not_heard(why: NotHeard) -> Problem {
    let code = match why {
        NotHeard::Refused(Refusal::CertificateMismatch) => "certificate_mismatch",
        NotHeard::Refused(Refusal::CertificateEnded) => "certificate_ended",
        NotHeard::Refused(_) => "not_enrolled",
        NotHeard::Signature | NotHeard::Certificate | NotHeard::Message => why.code(),
    };
    Problem::new(code, why.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::ResponseError;

    fn status(answer: Answer) -> u16 {
        match response(answer) {
            Ok(response) => response.status().as_u16(),
            Err(problem) => problem.status_code().as_u16(),
        }
    }

    #[test]
    fn every_answer_has_the_status_of_the_documentation() {
        for why in Refusal::ALL {
            assert_eq!(status(Answer::NotAdmitted(*why)), 403);
            assert_eq!(status(Answer::NotHeard(NotHeard::Refused(*why))), 400);
        }
        for why in [
            NotHeard::Signature,
            NotHeard::Certificate,
            NotHeard::Message,
        ] {
            assert_eq!(status(Answer::NotHeard(why)), 400);
        }
        assert_eq!(status(Answer::Done), 200);
        assert_eq!(status(Answer::Document(Vec::new())), 200);
        assert_eq!(status(Answer::UserDeclined), 410);
        assert_eq!(status(Answer::NotOffered), 400);
    }
}
