//! Apple Configurator at a secure policy: refused with a message a person understands, and told once an hour.

use super::activity::Use;
use super::open;
use crate::audit::Entry;
use crate::context::no_lock;
use crate::throttle::{self, RateLimitKey};
use crate::{App, Failure, Visitor};
use vestibule_domain::audit::{Action, ObjectKind};
use vestibule_domain::enrollment_url::EnrollmentUrl;

/// A device-type client came to a secure URL: always refused, as not found if there is no such URL.
pub fn refuse(app: &App, visitor: &Visitor, token: &str) -> Failure {
    let found = app.read(visitor, |ctx| open::find(ctx, token));
    match found {
        Ok(Some((url, _))) => refuse_at(app, visitor, &url),
        Ok(None) => throttle::take(app, &[RateLimitKey::UnknownTokens], &visitor.origin)
            .err()
            .unwrap_or(Failure::NotFound),
        Err(failure) => failure,
    }
}

/// The same at a URL that is known.
pub(crate) fn refuse_at(app: &App, visitor: &Visitor, url: &EnrollmentUrl) -> Failure {
    let told = app.write(visitor, no_lock, |ctx, ()| {
        if throttle::tell_hourly(ctx, &format!("configurator {}", url.id))? {
            let entry = Entry::new(Action::ConfiguratorRefused)
                .policy(url.policy_id)
                .object(ObjectKind::EnrollmentUrl, url.id.uuid());
            ctx.record_without_actor(url.organization_id, entry)?;
        }
        Ok(())
    });
    app.activity.count(url.id, Use::Configurator, app.now());
    told.err().unwrap_or(Failure::ConfiguratorRefused)
}
