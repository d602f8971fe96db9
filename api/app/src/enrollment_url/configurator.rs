//! Apple Configurator at a secure policy: refused with a message a person understands, and told once an hour.

use super::activity::Use;
use super::open;
use crate::audit::{self, Entry};
use crate::throttle::{self, Lane};
use crate::{App, Failure, Origin, Visitor};
use vestibule_domain::audit::Action;
use vestibule_domain::enrollment_url::EnrollmentUrl;

/// A device-type client came to a secure URL: always refused, as not found if there is no such URL.
pub fn refuse(app: &App, visitor: &Visitor, token: &str) -> Failure {
    let found = app.store.read(|conn| open::find(app, conn, token));
    match found {
        Ok(Some((url, _))) => refuse_at(app, &visitor.origin, &url),
        Ok(None) => throttle::take(app, &[Lane::UnknownTokens], &visitor.origin)
            .err()
            .unwrap_or(Failure::NotFound),
        Err(failure) => failure,
    }
}

/// The same at a URL that is known.
pub(crate) fn refuse_at(app: &App, origin: &Origin, url: &EnrollmentUrl) -> Failure {
    app.activity.count(url.id, Use::Configurator, app.now());
    let told = app.store.write(|conn| {
        let now = app.now();
        if throttle::tell_hourly(conn, &format!("configurator {}", url.id), now)? {
            let entry = Entry::new(Action::ConfiguratorRefused)
                .policy(url.policy_id)
                .object("enrollment_url", url.id.uuid());
            audit::record_nameless(
                app,
                conn,
                url.organization_id,
                "visitor",
                origin,
                now,
                entry,
            )?;
        }
        Ok(())
    });
    told.err().unwrap_or(Failure::ConfiguratorRefused)
}
