//! Downloads the profile of a ticket: signed once, then the same bytes for as long as the ticket lives.

use super::document::{self, Contents};
use super::ticket;
use crate::audit::Entry;
use crate::context::Context;
use crate::enrollment_url::activity::Use;
use crate::{App, Failure, Visitor, secure_enrollment};
use vestibule_domain::ProfileId;
use vestibule_domain::audit::{Action, ObjectKind};
use vestibule_domain::enrollment_url::EnrollmentUrl;
use vestibule_domain::profile::{Profile, ticket::admit_download};
use vestibule_store::{enrollment_urls, organizations, profiles};

/// A ticket's profile as found, admitted.
struct Found {
    profile: Profile,
    url: EnrollmentUrl,
    document: Option<Vec<u8>>,
}

/// The signed profile. Its first download is recorded.
///
/// # Errors
/// [`Failure::NotFound`], when there is no such ticket; [`Failure::Ticket`], when it downloads nothing now.
pub fn download(app: &App, visitor: &Visitor, secret: &str) -> Result<Vec<u8>, Failure> {
    let (found, organization) = app.read(visitor, |ctx| {
        let found = admitted(ctx, secret)?;
        let organization = organizations::find(ctx.conn, found.profile.organization_id)?;
        Ok((found, organization.ok_or(Failure::NotFound)?))
    })?;
    let id = found.profile.id;
    if let Some(sealed) = found.document {
        return open(app, id, &sealed);
    }
    let contents = Contents {
        id,
        organization_id: organization.id,
        organization: &organization.name,
        service: &found.profile.service.unwrap_or_else(|| app.service()),
    };
    let signed = document::signed(app, &contents)?;
    let sealed = app.keyring.seal(&place(id), &signed, &*app.entropy);
    let kept = app.write(
        visitor,
        |conn| {
            let url = &found.url;
            enrollment_urls::live_of_for_share(conn, url.organization_id, url.policy_id)?;
            Ok(())
        },
        |ctx, ()| keep(ctx, secret, &sealed),
    )?;
    match kept {
        Some(first) => open(app, id, &first),
        None => Ok(signed),
    }
}

/// Keeps the document, if this download is the first; otherwise gives the one that is kept.
fn keep(
    ctx: &mut Context<'_, Visitor>,
    secret: &str,
    sealed: &[u8],
) -> Result<Option<Vec<u8>>, Failure> {
    let found = admitted(ctx, secret)?;
    if let Some(first) = found.document {
        return Ok(Some(first));
    }
    let profile = found.profile;
    if !profiles::mark_downloaded(ctx.conn, profile.id, sealed, ctx.now)? {
        // Another download was first, and its bytes are the profile.
        return Ok(admitted(ctx, secret)?.document);
    }
    if profile.origin.renews().is_none() {
        let activity = &ctx.app.activity;
        activity.count(found.url.id, Use::Downloaded, ctx.now);
    }
    let entry = Entry::new(Action::ProfileDownloaded)
        .policy(profile.policy_id)
        .object(ObjectKind::Profile, profile.id.uuid())
        .text("platform", ctx.caller.platform.name());
    ctx.record_without_actor(profile.organization_id, entry)?;
    Ok(None)
}

/// Whether the ticket would download now; nothing is signed or recorded (for `HEAD`).
///
/// # Errors
/// Those of [`download`].
pub fn peek(app: &App, secret: &str) -> Result<(), Failure> {
    app.read(&(), |ctx| admitted(ctx, secret).map(drop))
}

fn admitted<R>(ctx: &mut Context<'_, R>, secret: &str) -> Result<Found, Failure> {
    let (profile, document) =
        profiles::find_by_ticket_hash(ctx.conn, &ticket::hash(secret))?.ok_or(Failure::NotFound)?;
    let organization_id = profile.organization_id;
    let url = enrollment_urls::find(ctx.conn, organization_id, profile.enrollment_url_id)?
        .ok_or(Failure::NotFound)?;
    let in_force = secure_enrollment::in_force(ctx.conn, organization_id, profile.policy_id)?;
    let paused = in_force
        .as_ref()
        .and_then(|in_force| in_force.enrollment.paused.as_ref());
    let passcode = in_force
        .as_ref()
        .and_then(|in_force| in_force.effective.passcode.value.as_ref())
        .map(|p| p.id);
    admit_download(&profile, &url, paused, passcode, ctx.now)?;
    Ok(Found {
        profile,
        url,
        document,
    })
}

fn open(app: &App, id: ProfileId, sealed: &[u8]) -> Result<Vec<u8>, Failure> {
    let broken = |_| Failure::Internal(format!("the document of profile {id} does not open"));
    Ok(app
        .keyring
        .open(&place(id), sealed)
        .map_err(broken)?
        .to_vec())
}

fn place(id: ProfileId) -> String {
    format!("profiles.document {id}")
}
