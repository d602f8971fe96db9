//! Tickets: 256 random bits that download one profile for 10 minutes. Only their hash is kept.

use crate::enrollment_url::activity::Use;
use crate::{App, Failure, Visitor};
use aws_lc_rs::digest::{SHA256, digest};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use vestibule_domain::enrollment_url::EnrollmentUrl;
use vestibule_domain::profile::{Profile, ProfileOrigin, ticket::TICKET_LIFETIME};
use vestibule_domain::{PasscodeId, ProfileId, Timestamp};
use vestibule_store::{Connection, profiles};
use zeroize::Zeroizing;

/// What an unlock hands the browser.
pub struct Ticket {
    /// 43 letters, digits, `-` and `_`.
    pub secret: Zeroizing<String>,
    /// The profile it downloads.
    pub profile_id: ProfileId,
    /// Its end.
    pub expires_at: Timestamp,
}

impl std::fmt::Debug for Ticket {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Ticket({}, redacted)", self.profile_id)
    }
}

/// Makes a profile that is ready to be downloaded, and its ticket.
pub(crate) fn make(
    app: &App,
    conn: &mut Connection,
    url: &EnrollmentUrl,
    origin: ProfileOrigin,
    passcode_id: Option<PasscodeId>,
    visitor: &Visitor,
    now: Timestamp,
) -> Result<Ticket, Failure> {
    let ticket = fresh(app, now);
    let profile = Profile {
        id: ticket.profile_id,
        ticket_expires_at: Some(ticket.expires_at),
        passcode_id,
        ..blank(app, ticket.profile_id, url, origin, visitor, now)
    };
    profiles::insert(conn, &profile, Some(&hash(&ticket.secret)))?;
    Ok(ticket)
}

/// A profile nothing has happened to yet.
pub(crate) fn blank(
    app: &App,
    id: ProfileId,
    url: &EnrollmentUrl,
    origin: ProfileOrigin,
    visitor: &Visitor,
    now: Timestamp,
) -> Profile {
    Profile {
        id,
        organization_id: url.organization_id,
        policy_id: url.policy_id,
        enrollment_url_id: url.id,
        origin,
        created_at: now,
        created_by: None,
        ticket_expires_at: None,
        passcode_id: None,
        downloaded_at: None,
        expires_at: None,
        revoked_at: None,
        certificate_issued_at: None,
        enrolled_at: None,
        device_id: None,
        client_network: visitor.origin.network.map(|network| network.to_string()),
        client_platform: Some(visitor.platform),
        renews: None,
        service: Some(app.service()),
        refusal: None,
    }
}

/// A new ticket for a new profile.
pub(crate) fn fresh(app: &App, now: Timestamp) -> Ticket {
    let random: [u8; 32] = app.entropy.bytes();
    Ticket {
        secret: Zeroizing::new(URL_SAFE_NO_PAD.encode(random)),
        profile_id: ProfileId::from_uuid(app.entropy.uuid(now)),
        expires_at: now + TICKET_LIFETIME,
    }
}

/// What is kept of a ticket.
pub(crate) fn hash(secret: &str) -> Vec<u8> {
    digest(&SHA256, secret.as_bytes()).as_ref().to_vec()
}

/// Counts a download.
pub(super) fn count_download(app: &App, url: &EnrollmentUrl, now: Timestamp) {
    app.activity.count(url.id, Use::Downloaded, now);
}
