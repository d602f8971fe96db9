//! In front of an upstream: what may pass, with which ids, and what its answer changes here.

use super::answer::{DeviceResponse, admit, profile};
use super::verify::VerifiedMessage;
use super::{authenticate, check_out, token_update};
use crate::{App, Failure, RequestOrigin};
use vestibule_domain::{PolicyId, ProfileId};
use vestibule_mdm::checkin::Message;

/// What the upstream learns beside the message.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ForwardContext {
    /// Where the device is enrolled; None once that policy was deleted.
    pub policy_id: Option<PolicyId>,
    /// The profile its certificate came by.
    pub profile_id: ProfileId,
}

/// Before forwarding: everything that is decided here is decided now. An Authenticate claims its UDID.
pub fn claim(
    app: &App,
    origin: &RequestOrigin,
    verified: &VerifiedMessage,
) -> Result<Result<ForwardContext, DeviceResponse>, Failure> {
    if let Err(refused) = admit(app, origin, verified)? {
        return Ok(Err(refused));
    }
    if let Some(Message::Authenticate(_)) = &verified.message
        && let Err(why) = authenticate::claim(app, origin, verified)?
    {
        return Ok(Err(DeviceResponse::NotAdmitted(why)));
    }
    Ok(Ok(ForwardContext {
        policy_id: profile(app, verified)?.map(|profile| profile.policy_id),
        profile_id: verified.certificate.profile_id,
    }))
}

/// After forwarding: `accepted` tells whether the upstream answered well. A goodbye counts whatever it answered, since a
/// device says it once.
pub fn settle(
    app: &App,
    origin: &RequestOrigin,
    verified: &VerifiedMessage,
    accepted: bool,
) -> Result<(), Failure> {
    match &verified.message {
        Some(Message::Authenticate(message)) => {
            authenticate::settle(app, verified, message, accepted)
        }
        Some(Message::TokenUpdate(_)) if accepted && !verified.of_user => {
            token_update::update(app, origin, verified, true).map(drop)
        }
        Some(Message::CheckOut { .. }) if !verified.of_user => {
            check_out::check_out(app, origin, verified).map(drop)
        }
        Some(_) | None => Ok(()),
    }
}
