//! Apple Configurator at a secure policy: refused with a message a person understands, and told once an hour.

use super::activity::Use;
use super::open;
use crate::audit::{self, Entry};
use crate::throttle::{self, RateLimitKey};
use crate::{App, Failure, RequestOrigin, Visitor};
use vestibule_domain::audit::{Action, ObjectKind};
use vestibule_domain::enrollment_url::EnrollmentUrl;

/// A device-type client came to a secure URL: always refused, as not found if there is no such URL.
pub fn refuse(app: &App, visitor: &Visitor, token: &str) -> Failure {
    let found = app.store.read(|conn| open::find(app, conn, token));
    match found {
        Ok(Some((url, _))) => refuse_at(app, &visitor.origin, &url),
        Ok(None) => throttle::take(app, &[RateLimitKey::UnknownTokens], &visitor.origin)
            .err()
            .unwrap_or(Failure::NotFound),
        Err(failure) => failure,
    }
}

/// The same at a URL that is known.
pub(crate) fn refuse_at(app: &App, origin: &RequestOrigin, url: &EnrollmentUrl) -> Failure {
    app.activity.count(url.id, Use::Configurator, app.now());
    let told = app.store.write(|conn| {
        let now = app.now();
        if throttle::tell_hourly(conn, &format!("configurator {}", url.id), now)? {
            let entry = Entry::new(Action::ConfiguratorRefused)
                .policy(url.policy_id)
                .object(ObjectKind::EnrollmentUrl, url.id.uuid());
            audit::record_without_actor(
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
