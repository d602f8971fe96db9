//! Tickets: 256 random bits that download one profile for 10 minutes. Only their hash is kept.

use crate::caller::Requester;
use crate::context::Context;
use crate::idempotency::MadeObject;
use crate::{Caller, Failure, Visitor};
use aws_lc_rs::digest::{SHA256, digest};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use vestibule_domain::enrollment_url::EnrollmentUrl;
use vestibule_domain::profile::{Platform, Profile, ProfileOrigin, ticket::TICKET_LIFETIME};
use vestibule_domain::{PasscodeId, ProfileId, Timestamp};
use vestibule_store::profiles;
use zeroize::Zeroizing;

/// What an unlock hands the browser.
pub struct Ticket {
    /// 43 letters, digits, `-` and `_`.
    pub secret: Zeroizing<String>,
    /// The profile it downloads.
    pub profile_id: ProfileId,
    /// The first moment it is no longer good, UTC.
    pub expires_at: Timestamp,
}

impl std::fmt::Debug for Ticket {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Ticket({}, redacted)", self.profile_id)
    }
}

/// Makes an unlocked profile that is ready to be downloaded, and its ticket. `passcode_id`: the setting that was satisfied.
pub(crate) fn make(
    ctx: &mut Context<'_, Visitor>,
    url: &EnrollmentUrl,
    passcode_id: Option<PasscodeId>,
) -> Result<Ticket, Failure> {
    let blank = blank(ctx, url, ProfileOrigin::Unlock);
    let ticket = fresh(ctx, blank.id);
    let profile = Profile {
        ticket_expires_at: Some(ticket.expires_at),
        passcode_id,
        client_platform: Some(ctx.caller.platform),
        ..blank
    };
    profiles::insert(ctx.conn, &profile, Some(&hash(&ticket.secret)))?;
    Ok(ticket)
}

/// A profile for whoever asks through the API, not stored yet, and its ticket.
pub(crate) fn for_script(
    ctx: &Context<'_, Caller>,
    url: &EnrollmentUrl,
    origin: ProfileOrigin,
) -> (Ticket, Profile) {
    let blank = blank(ctx, url, origin);
    let ticket = fresh(ctx, blank.id);
    let profile = Profile {
        created_by: Some(ctx.caller.actor.actor_ref()),
        ticket_expires_at: Some(ticket.expires_at),
        client_platform: Some(Platform::Other),
        ..blank
    };
    (ticket, profile)
}

/// The ticket that the first try with an idempotency key made, and its profile; None if no secret was kept.
pub(crate) fn made_before(
    ctx: &mut Context<'_, Caller>,
    made: MadeObject,
) -> Result<Option<(Ticket, Profile)>, Failure> {
    let Some(secret) = made.secret else {
        return Ok(None);
    };
    let id = ProfileId::from_uuid(made.object_id);
    let organization_id = ctx.organization_id();
    let profile = profiles::find(ctx.conn, organization_id, id)?.ok_or(Failure::NotFound)?;
    let ticket = Ticket {
        secret,
        profile_id: id,
        expires_at: profile
            .ticket_expires_at
            .unwrap_or(profile.created_at + TICKET_LIFETIME),
    };
    Ok(Some((ticket, profile)))
}

/// A profile of a URL that nothing has happened to yet, with a new id.
pub(crate) fn blank<R: Requester>(
    ctx: &Context<'_, R>,
    url: &EnrollmentUrl,
    origin: ProfileOrigin,
) -> Profile {
    let network = ctx.caller.origin().network;
    Profile {
        id: ProfileId::from_uuid(ctx.app.entropy.uuid(ctx.now)),
        organization_id: url.organization_id,
        policy_id: url.policy_id,
        enrollment_url_id: url.id,
        origin,
        created_at: ctx.now,
        created_by: None,
        ticket_expires_at: None,
        passcode_id: None,
        downloaded_at: None,
        expires_at: None,
        revoked_at: None,
        certificate_issued_at: None,
        enrolled_at: None,
        device_id: None,
        client_network: network.map(|network| network.to_string()),
        client_platform: None,
        service: Some(ctx.app.service()),
        refusal: None,
    }
}

/// A new ticket for a new profile.
fn fresh<R>(ctx: &Context<'_, R>, profile_id: ProfileId) -> Ticket {
    let random: [u8; 32] = ctx.app.entropy.bytes();
    Ticket {
        secret: Zeroizing::new(URL_SAFE_NO_PAD.encode(random)),
        profile_id,
        expires_at: ctx.now + TICKET_LIFETIME,
    }
}

/// What is kept of a ticket.
pub(crate) fn hash(secret: &str) -> Vec<u8> {
    digest(&SHA256, secret.as_bytes()).as_ref().to_vec()
}
