//! Downloads the profile of a ticket: signed once, then the same bytes for as long as the ticket lives.

use super::{document, ticket};
use crate::audit::{self, Entry};
use crate::{App, Failure, Visitor, secure_enrollment};
use vestibule_domain::ProfileId;
use vestibule_domain::audit::{Action, ObjectKind};
use vestibule_domain::enrollment_url::EnrollmentUrl;
use vestibule_domain::name::Name;
use vestibule_domain::profile::{Profile, ProfileOrigin, ticket::admit_download};
use vestibule_store::{Connection, enrollment_urls, organizations, profiles};

/// A ticket's profile as found, admitted.
struct Found {
    profile: Profile,
    url: EnrollmentUrl,
    organization: Name,
    document: Option<Vec<u8>>,
}

/// The signed profile. Its first download is recorded.
pub fn download(app: &App, visitor: &Visitor, secret: &str) -> Result<Vec<u8>, Failure> {
    let found = app.store.read(|conn| admitted(app, conn, secret))?;
    if let Some(sealed) = found.document {
        return open(app, found.profile.id, &sealed);
    }
    let id = found.profile.id;
    let service = found.profile.service.unwrap_or_else(|| app.service());
    let signed = document::signed(
        app,
        id,
        found.profile.organization_id,
        &found.organization,
        &service,
        app.now(),
    )?;
    let sealed = app.keyring.seal(&place(id), &signed, &*app.entropy);
    let kept = app.store.write(|conn| {
        enrollment_urls::live_of_for_share(conn, found.url.organization_id, found.url.policy_id)?;
        let again = admitted(app, conn, secret)?;
        if let Some(first) = again.document {
            return Ok(Some(first));
        }
        let now = app.now();
        if !profiles::mark_downloaded(conn, id, &sealed, now)? {
            // Another download was first, and its bytes are the profile.
            return Ok(admitted(app, conn, secret)?.document);
        }
        if again.profile.origin != ProfileOrigin::Renewal {
            ticket::count_download(app, &again.url, now);
        }
        let entry = Entry::new(Action::ProfileDownloaded)
            .policy(again.profile.policy_id)
            .object(ObjectKind::Profile, id.uuid());
        let entry = entry.text("platform", visitor.platform.name());
        audit::record_without_actor(
            app,
            conn,
            again.profile.organization_id,
            "visitor",
            &visitor.origin,
            now,
            entry,
        )?;
        Ok::<_, Failure>(None)
    })?;
    match kept {
        Some(first) => open(app, id, &first),
        None => Ok(signed),
    }
}

/// Whether the ticket would download now; nothing is signed or recorded (for `HEAD`).
pub fn peek(app: &App, secret: &str) -> Result<(), Failure> {
    app.store.read(|conn| admitted(app, conn, secret).map(drop))
}

fn admitted(app: &App, conn: &mut Connection, secret: &str) -> Result<Found, Failure> {
    let (profile, document) =
        profiles::find_by_ticket_hash(conn, &ticket::hash(secret))?.ok_or(Failure::NotFound)?;
    let organization_id = profile.organization_id;
    let url = enrollment_urls::find(conn, organization_id, profile.enrollment_url_id)?
        .ok_or(Failure::NotFound)?;
    let in_force = secure_enrollment::in_force(conn, organization_id, profile.policy_id)?;
    let paused = in_force
        .as_ref()
        .and_then(|in_force| in_force.enrollment.paused.as_ref());
    let passcode = in_force
        .as_ref()
        .and_then(|in_force| in_force.effective.passcode.value.as_ref())
        .map(|p| p.id);
    admit_download(&profile, &url, paused, passcode, app.now())?;
    let organization = organizations::find(conn, organization_id)?
        .ok_or(Failure::NotFound)?
        .name;
    Ok(Found {
        profile,
        url,
        organization,
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
