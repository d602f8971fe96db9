//! The legacy URL: hands out a profile at once, to browsers and devices alike, until its policy becomes secure.

use super::document::{self, Contents};
use super::ticket;
use crate::audit::Entry;
use crate::context::Context;
use crate::enrollment_url::{activity::Use, configurator};
use crate::throttle::{self, RateLimitKey};
use crate::{App, Failure, Visitor};
use vestibule_domain::audit::{Action, ObjectKind};
use vestibule_domain::enrollment_url::standing::UrlRefusal;
use vestibule_domain::enrollment_url::{EnrollmentUrl, Kind};
use vestibule_domain::profile::{Profile, ProfileOrigin};
use vestibule_domain::{OrganizationId, PolicyId, ProfileId};
use vestibule_store::{Connection, enrollment_urls, organizations, profiles};

/// Where a policy's legacy URL leads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LegacyAddress {
    /// The first id in its path.
    pub organization_id: OrganizationId,
    /// The second id in its path.
    pub policy_id: PolicyId,
}

/// A signed profile; each download is one more record. `device_type`: the request has the shape of Apple Configurator's.
///
/// # Errors
/// [`Failure::NotFound`], when there is no such policy; [`Failure::Url`] or [`Failure::ConfiguratorRefused`], once it is
/// secure; [`Failure::SlowDown`].
pub fn legacy(
    app: &App,
    visitor: &Visitor,
    at: LegacyAddress,
    device_type: bool,
) -> Result<Vec<u8>, Failure> {
    let found = app.read(visitor, |ctx| Ok((of(ctx.conn, at)?, ctx.now)))?;
    let (Some(url), now) = found else {
        throttle::take(app, &[RateLimitKey::UnknownTokens], &visitor.origin)?;
        return Err(Failure::NotFound);
    };
    if !live_legacy(&url) {
        app.activity.count(url.id, Use::Refused, now);
        return Err(if device_type {
            configurator::refuse_at(app, visitor, &url)
        } else {
            UrlRefusal::Retired.into()
        });
    }
    throttle::take(app, &[RateLimitKey::Tickets(url.id)], &visitor.origin)?;
    let organization = app
        .read(visitor, |ctx| {
            Ok(organizations::find(ctx.conn, at.organization_id)?)
        })?
        .ok_or(Failure::NotFound)?;
    let contents = Contents {
        id: ProfileId::from_uuid(app.entropy.uuid(now)),
        organization_id: at.organization_id,
        organization: &organization.name,
        service: &app.service(),
    };
    let signed = document::signed(app, &contents)?;
    app.write(
        visitor,
        |conn| {
            enrollment_urls::live_of_for_share(conn, at.organization_id, at.policy_id)?;
            Ok(())
        },
        |ctx, ()| keep(ctx, at, contents.id, device_type),
    )?;
    Ok(signed)
}

/// Keeps a download on record.
fn keep(
    ctx: &mut Context<'_, Visitor>,
    at: LegacyAddress,
    id: ProfileId,
    device_type: bool,
) -> Result<(), Failure> {
    let url = of(ctx.conn, at)?
        .filter(live_legacy)
        .ok_or(UrlRefusal::Retired)?;
    let profile = Profile {
        id,
        downloaded_at: Some(ctx.now),
        client_platform: Some(ctx.caller.platform),
        ..ticket::blank(ctx, &url, ProfileOrigin::Legacy)
    };
    profiles::insert(ctx.conn, &profile, None)?;
    let entry = Entry::new(Action::ProfileDownloaded)
        .policy(at.policy_id)
        .object(ObjectKind::Profile, id.uuid())
        .text("platform", ctx.caller.platform.name())
        .text("url", "legacy");
    ctx.record_without_actor(at.organization_id, entry)?;
    let activity = &ctx.app.activity;
    activity.count(url.id, Use::Downloaded, ctx.now);
    if device_type {
        activity.count(url.id, Use::Configurator, ctx.now);
    }
    Ok(())
}

/// Whether the legacy URL would hand out a profile; nothing is made (for `HEAD`).
///
/// # Errors
/// [`Failure::NotFound`], when there is no such policy; [`Failure::Url`], once it is secure.
pub fn peek(app: &App, at: LegacyAddress) -> Result<(), Failure> {
    let url = app
        .read(&(), |ctx| of(ctx.conn, at))?
        .ok_or(Failure::NotFound)?;
    if live_legacy(&url) {
        Ok(())
    } else {
        Err(UrlRefusal::Retired.into())
    }
}

/// The policy's legacy URL; of a policy that never had one, its live URL.
fn of(conn: &mut Connection, at: LegacyAddress) -> Result<Option<EnrollmentUrl>, Failure> {
    let legacy = enrollment_urls::legacy_of(conn, at.organization_id, at.policy_id)?;
    match legacy {
        Some(url) => Ok(Some(url)),
        None => Ok(enrollment_urls::live_of(
            conn,
            at.organization_id,
            at.policy_id,
        )?),
    }
}

fn live_legacy(url: &EnrollmentUrl) -> bool {
    url.kind == Kind::Legacy && url.is_live()
}
