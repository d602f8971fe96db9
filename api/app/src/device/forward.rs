//! In front of an upstream: what is forwarded, with which ids, and what its answer changes here.

use super::respond::{DeviceResponse, admit, profile};
use super::verify::VerifiedMessage;
use super::{authenticate, check_out, token_update};
use crate::{App, DeviceClient, Failure};
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
///
/// # Errors
/// [`Failure::Busy`], while another Authenticate of that UDID waits for the upstream's answer; [`Failure::Store`].
pub fn claim(
    app: &App,
    client: &DeviceClient,
    verified: &VerifiedMessage,
) -> Result<Result<ForwardContext, DeviceResponse>, Failure> {
    if let Err(refused) = admit(app, client, verified)? {
        return Ok(Err(refused));
    }
    if let Some(Message::Authenticate(_)) = &verified.message
        && let Err(why) = authenticate::claim(app, client, verified)?
    {
        return Ok(Err(DeviceResponse::NotAdmitted(why)));
    }
    Ok(Ok(ForwardContext {
        policy_id: profile(app, client, verified)?.map(|profile| profile.policy_id),
        profile_id: verified.certificate.profile_id,
    }))
}

/// After forwarding: `accepted` tells whether the upstream answered well. A CheckOut counts whatever it answered, since a
/// device sends it once.
///
/// # Errors
/// [`Failure::Store`]
pub fn settle(
    app: &App,
    client: &DeviceClient,
    verified: &VerifiedMessage,
    accepted: bool,
) -> Result<(), Failure> {
    match &verified.message {
        Some(Message::Authenticate(message)) => {
            authenticate::settle(app, client, verified, message, accepted)
        }
        Some(Message::TokenUpdate(_)) if accepted && !verified.of_user => {
            token_update::update(app, client, verified, true).map(drop)
        }
        Some(Message::CheckOut { .. }) if !verified.of_user => {
            check_out::check_out(app, client, verified).map(drop)
        }
        Some(_) | None => Ok(()),
    }
}
