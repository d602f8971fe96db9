//! Shows one URL, and what its QR code says.

use super::{EnrollmentUrlView, unsealed, view};
use crate::{App, Caller, Failure, policy};
use vestibule_domain::EnrollmentUrlId;
use vestibule_domain::enrollment_url::Kind;
use vestibule_store::{Connection, enrollment_urls};

/// One URL.
pub fn show(app: &App, caller: &Caller, id: EnrollmentUrlId) -> Result<EnrollmentUrlView, Failure> {
    app.store.read(|conn| seen(app, conn, caller, id))
}

/// What the QR code of a URL says. A secure one in capitals without hyphens: that makes the smallest code, and reads the same.
pub fn qr_text(app: &App, caller: &Caller, id: EnrollmentUrlId) -> Result<String, Failure> {
    app.store.read(|conn| {
        let EnrollmentUrlView { url, address } = seen(app, conn, caller, id)?;
        match url.kind {
            Kind::Legacy => address.ok_or(Failure::NotFound),
            Kind::Secure => {
                let token = unsealed(app, conn, &url)?;
                Ok(format!(
                    "{}/E/{}",
                    app.public_url().to_ascii_uppercase(),
                    token.as_str()
                ))
            }
        }
    })
}

fn seen(
    app: &App,
    conn: &mut Connection,
    caller: &Caller,
    id: EnrollmentUrlId,
) -> Result<EnrollmentUrlView, Failure> {
    let url =
        enrollment_urls::find(conn, caller.actor.organization_id, id)?.ok_or(Failure::NotFound)?;
    policy::find(conn, caller, url.policy_id)?;
    view(app, conn, caller, url)
}
