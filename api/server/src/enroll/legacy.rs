//! The legacy URL: a profile at once, for browsers and devices, until its policy becomes secure.

use super::profile::attachment;
use super::{device_type, visitor};
use crate::blocking;
use crate::config::HttpConfig;
use crate::pages::landing::{self, End};
use crate::problem::{Problem, ProblemCode};
use actix_web::http::Method;
use actix_web::{HttpRequest, HttpResponse, web};
use vestibule_app::App;
use vestibule_app::profile::legacy::{self, LegacyAddress};
use vestibule_domain::{OrganizationId, PolicyId};

/// Answers `/mdm/enroll/{organization_id}/{policy_id}`, GET, HEAD and the device's POST.
///
/// # Errors
/// The [`Problem`] to answer with.
pub async fn answer(
    request: HttpRequest,
    app: web::Data<App>,
    config: web::Data<HttpConfig>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let ids = path
        .0
        .parse::<OrganizationId>()
        .ok()
        .zip(path.1.parse::<PolicyId>().ok());
    let Some((organization_id, policy_id)) = ids else {
        return Ok(landing::end(&request, &config, End::NotFound));
    };
    let at = LegacyAddress {
        organization_id,
        policy_id,
    };
    let (visitor, device) = (visitor(&request, None), device_type::is(&request));
    let made = if request.method() == Method::HEAD {
        blocking::run(&app, move |app| legacy::peek(app, at).map(|()| Vec::new())).await
    } else {
        blocking::run(&app, move |app| legacy::legacy(app, &visitor, at, device)).await
    };
    match made {
        Ok(document) => Ok(attachment(document)),
        Err(problem) if problem.is(ProblemCode::ConfiguratorRefused) => Ok(device_type::refuse()),
        Err(problem) if problem.is(ProblemCode::EnrollmentUrlRetired) => {
            Ok(landing::end(&request, &config, End::Retired))
        }
        Err(problem) if problem.is(ProblemCode::NotFound) => {
            Ok(landing::end(&request, &config, End::NotFound))
        }
        Err(problem) => Err(problem),
    }
}
