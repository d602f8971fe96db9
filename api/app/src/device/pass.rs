//! In front of an upstream: what may pass, with which ids, and what its answer changes here.

use super::answer::{Answer, admit, profile};
use super::hear::Heard;
use super::{authenticate, check_out, token_update};
use crate::{App, Failure, Origin};
use vestibule_domain::{PolicyId, ProfileId};
use vestibule_mdm::checkin::Message;

/// What the upstream learns beside the message.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Passage {
    /// Where the device is enrolled; None once that policy was deleted.
    pub policy_id: Option<PolicyId>,
    /// The profile its certificate came by.
    pub profile_id: ProfileId,
}

/// Before forwarding: everything that is decided here is decided now. An Authenticate claims its UDID.
pub fn claim(
    app: &App,
    origin: &Origin,
    heard: &Heard,
) -> Result<Result<Passage, Answer>, Failure> {
    if let Err(refused) = admit(app, origin, heard)? {
        return Ok(Err(refused));
    }
    if let Some(Message::Authenticate(_)) = &heard.said
        && let Err(why) = authenticate::claim(app, origin, heard)?
    {
        return Ok(Err(Answer::NotAdmitted(why)));
    }
    Ok(Ok(Passage {
        policy_id: profile(app, heard)?.map(|profile| profile.policy_id),
        profile_id: heard.certificate.profile_id,
    }))
}

/// After forwarding: `accepted` tells whether the upstream answered well. A goodbye counts whatever it answered, since a
/// device says it once.
pub fn settle(app: &App, origin: &Origin, heard: &Heard, accepted: bool) -> Result<(), Failure> {
    match &heard.said {
        Some(Message::Authenticate(said)) => authenticate::settle(app, heard, said, accepted),
        Some(Message::TokenUpdate(_)) if accepted && !heard.of_user => {
            token_update::update(app, origin, heard, true).map(drop)
        }
        Some(Message::CheckOut { .. }) if !heard.of_user => {
            check_out::check_out(app, origin, heard).map(drop)
        }
        Some(_) | None => Ok(()),
    }
}
