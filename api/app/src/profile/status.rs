//! Tells a visitor what has become of their profile.

use super::ticket;
use crate::{App, Failure};
use vestibule_domain::Timestamp;
use vestibule_domain::profile::LastRefusal;
use vestibule_domain::profile::deadline::deadline;
use vestibule_domain::profile::state::{State, state};
use vestibule_store::{enrollment_urls, profiles};

/// What has become of a profile.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Status {
    /// Derived from what has happened to it, as of now.
    pub state: State,
    /// When it stops being usable, if that is known.
    pub deadline: Option<Timestamp>,
    /// Why a device was refused last.
    pub refusal: Option<LastRefusal>,
}

/// The status of a ticket's profile, also after the ticket's end, while the profile is on record.
///
/// # Errors
/// [`Failure::NotFound`], when there is no such ticket.
pub fn status(app: &App, secret: &str) -> Result<Status, Failure> {
    app.read(&(), |ctx| {
        let (profile, _) = profiles::find_by_ticket_hash(ctx.conn, &ticket::hash(secret))?
            .ok_or(Failure::NotFound)?;
        let (organization_id, url_id) = (profile.organization_id, profile.enrollment_url_id);
        let url = enrollment_urls::find(ctx.conn, organization_id, url_id)?;
        let url = url.ok_or(Failure::NotFound)?;
        Ok(Status {
            state: state(&profile, &url, ctx.now),
            deadline: deadline(&profile, &url),
            refusal: profile.refusal,
        })
    })
}
