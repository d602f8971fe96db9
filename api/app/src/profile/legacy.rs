//! The legacy URL: hands out a profile at once, to browsers and devices alike, until its policy becomes secure.

use super::{document, ticket};
use crate::audit::{self, Entry};
use crate::enrollment_url::{activity::Use, configurator};
use crate::throttle::{self, RateLimitKey};
use crate::{App, Failure, Visitor};
use vestibule_domain::audit::{Action, ObjectKind};
use vestibule_domain::enrollment_url::standing::UrlRefusal;
use vestibule_domain::enrollment_url::{EnrollmentUrl, Kind};
use vestibule_domain::profile::{Profile, ProfileOrigin};
use vestibule_domain::{OrganizationId, PolicyId, ProfileId};
use vestibule_store::{Connection, enrollment_urls, organizations, profiles};

/// A signed profile; each download is one more record. `device_type`: the request has the shape of Apple Configurator's.
pub fn legacy(
    app: &App,
    visitor: &Visitor,
    organization_id: OrganizationId,
    policy_id: PolicyId,
    device_type: bool,
) -> Result<Vec<u8>, Failure> {
    let url = app
        .store
        .read(|conn| of(conn, organization_id, policy_id))?;
    let Some(url) = url else {
        throttle::take(app, &[RateLimitKey::UnknownTokens], &visitor.origin)?;
        return Err(Failure::NotFound);
    };
    if !live_legacy(&url) {
        app.activity.count(url.id, Use::Refused, app.now());
        return Err(if device_type {
            configurator::refuse_at(app, &visitor.origin, &url)
        } else {
            UrlRefusal::Retired.into()
        });
    }
    throttle::take(app, &[RateLimitKey::Tickets(url.id)], &visitor.origin)?;
    let organization = app
        .store
        .read(|conn| Ok::<_, Failure>(organizations::find(conn, organization_id)?))?;
    let organization = organization.ok_or(Failure::NotFound)?.name;
    let id = ProfileId::from_uuid(app.entropy.uuid(app.now()));
    let service = app.service();
    let signed = document::signed(app, id, organization_id, &organization, &service, app.now())?;
    app.store.write(|conn| {
        enrollment_urls::live_of_for_share(conn, organization_id, policy_id)?;
        let now = app.now();
        let url = of(conn, organization_id, policy_id)?
            .filter(live_legacy)
            .ok_or(UrlRefusal::Retired)?;
        let profile = Profile {
            downloaded_at: Some(now),
            ..ticket::blank(app, id, &url, ProfileOrigin::Legacy, visitor, now)
        };
        profiles::insert(conn, &profile, None)?;
        let entry = Entry::new(Action::ProfileDownloaded)
            .policy(policy_id)
            .object(ObjectKind::Profile, id.uuid());
        let entry = entry
            .text("platform", visitor.platform.name())
            .text("url", "legacy");
        audit::record_without_actor(
            app,
            conn,
            organization_id,
            "visitor",
            &visitor.origin,
            now,
            entry,
        )?;
        ticket::count_download(app, &url, now);
        Ok::<_, Failure>(())
    })?;
    if device_type {
        app.activity.count(url.id, Use::Configurator, app.now());
    }
    Ok(signed)
}

/// Whether the legacy URL would hand out a profile; nothing is made (for `HEAD`).
pub fn peek(
    app: &App,
    organization_id: OrganizationId,
    policy_id: PolicyId,
) -> Result<(), Failure> {
    let url = app
        .store
        .read(|conn| of(conn, organization_id, policy_id))?
        .ok_or(Failure::NotFound)?;
    if live_legacy(&url) {
        Ok(())
    } else {
        Err(UrlRefusal::Retired.into())
    }
}

/// The policy's legacy URL; of a policy that never had one, its live URL.
fn of(
    conn: &mut Connection,
    organization_id: OrganizationId,
    policy_id: PolicyId,
) -> Result<Option<EnrollmentUrl>, Failure> {
    let legacy = enrollment_urls::legacy_of(conn, organization_id, policy_id)?;
    match legacy {
        Some(url) => Ok(Some(url)),
        None => Ok(enrollment_urls::live_of(conn, organization_id, policy_id)?),
    }
}

fn live_legacy(url: &EnrollmentUrl) -> bool {
    url.kind == Kind::Legacy && url.is_live()
}
