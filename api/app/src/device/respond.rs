//! Answers a device's message, alone: without an upstream there are no commands, and nothing that was not advertised.

use super::refuse::{self, RefusalRecord};
use super::verify::{Rejected, VerifiedMessage};
use super::{authenticate, bootstrap_token, check_out, token_update};
use crate::{App, DeviceClient, Failure};
use vestibule_domain::device::authorization::{authorize_escrow, authorize_message};
use vestibule_domain::device::refusal::DeviceRefusal;
use vestibule_domain::profile::Profile;
use vestibule_mdm::checkin::{BootstrapToken, Message};
use vestibule_store::profiles;

/// The answer to a device's message.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DeviceResponse {
    /// It was accepted; the answer has no body.
    Done,
    /// A property list.
    Document(Vec<u8>),
    /// It may not enroll.
    NotAdmitted(DeviceRefusal),
    /// It was rejected, and nothing changed.
    Rejected(Rejected),
    /// No channel of its own for this user.
    UserDeclined,
    /// It asks for something this service never advertised.
    NotOffered,
}

impl DeviceResponse {
    /// The outcome's label in the metrics.
    pub fn metric_label(&self) -> &'static str {
        match self {
            DeviceResponse::Done | DeviceResponse::Document(_) => "done",
            DeviceResponse::NotAdmitted(why) => why.code(),
            DeviceResponse::Rejected(why) => why.metric_label(),
            DeviceResponse::UserDeclined => "user_declined",
            DeviceResponse::NotOffered => "not_offered",
        }
    }
}

/// Does what the message asks and answers it.
///
/// # Errors
/// [`Failure::Store`]; a refusal is an answer.
pub fn respond(
    app: &App,
    client: &DeviceClient,
    verified: &VerifiedMessage,
) -> Result<DeviceResponse, Failure> {
    if let Err(refused) = admit(app, client, verified)? {
        return Ok(refused);
    }
    let done = |done: Result<(), Rejected>| match done {
        Ok(()) => DeviceResponse::Done,
        Err(why) => DeviceResponse::Rejected(why),
    };
    Ok(match &verified.message {
        Some(Message::Authenticate(message)) => {
            match authenticate::accept_alone(app, client, verified, message)? {
                Ok(()) => DeviceResponse::Done,
                Err(why) => DeviceResponse::NotAdmitted(why),
            }
        }
        Some(Message::TokenUpdate(_)) if !verified.of_user => {
            done(token_update::update(app, client, verified, false)?)
        }
        Some(Message::CheckOut { .. }) if !verified.of_user => {
            done(check_out::check_out(app, client, verified)?)
        }
        Some(Message::GetBootstrapToken) => match bootstrap_token::find(app, client, verified)? {
            Some(token) => DeviceResponse::Document(BootstrapToken(&token).to_xml()),
            None => DeviceResponse::Done,
        },
        Some(Message::SetBootstrapToken { token }) => {
            bootstrap_token::keep(app, client, verified, token.as_deref())?;
            DeviceResponse::Done
        }
        Some(Message::UserAuthenticate) => DeviceResponse::UserDeclined,
        Some(Message::GetToken { .. } | Message::DeclarativeManagement { .. }) => {
            DeviceResponse::NotOffered
        }
        Some(Message::TokenUpdate(_) | Message::CheckOut { .. }) | None => DeviceResponse::Done,
    })
}

/// What every message must pass before anything is done: its topic, and that its certificate authorizes it for this device.
/// Only Authenticate is asked more, and by itself.
pub(super) fn admit(
    app: &App,
    client: &DeviceClient,
    verified: &VerifiedMessage,
) -> Result<Result<(), DeviceResponse>, Failure> {
    let message = verified.message.as_ref();
    if let Some(topic) = message.and_then(Message::topic)
        && !is_ours(app, profile(app, client, verified)?.as_ref(), topic)
    {
        return Ok(Err(DeviceResponse::Rejected(Rejected::Message)));
    }
    let (certificate, now) = (&verified.certificate, app.now());
    let authorized = authorize_message(certificate, &verified.identity, now);
    let authorized = match message {
        Some(Message::Authenticate(_)) => return Ok(Ok(())),
        Some(Message::GetBootstrapToken | Message::SetBootstrapToken { .. }) => {
            authorized.and_then(authorize_escrow)
        }
        _ => authorized,
    };
    match authorized {
        Ok(_) => {
            let id = certificate.device_id().ok_or(Failure::NotFound)?;
            app.last_seen.note(id, now);
            Ok(Ok(()))
        }
        Err(why) => {
            let of = profile(app, client, verified)?;
            let refused = RefusalRecord::of_message(verified, of.as_ref(), why);
            refuse::record(app, client, &refused, false)?;
            Ok(Err(DeviceResponse::Rejected(why.into())))
        }
    }
}

/// The profile a message's certificate was issued for, if its policy still is.
pub(super) fn profile(
    app: &App,
    client: &DeviceClient,
    verified: &VerifiedMessage,
) -> Result<Option<Profile>, Failure> {
    let id = verified.certificate.profile_id;
    app.read(client, |ctx| Ok(profiles::find_of_secret(ctx.conn, id)?))
}

/// The topic is the one the profile told the device.
fn is_ours(app: &App, profile: Option<&Profile>, topic: &str) -> bool {
    let told = profile.and_then(|profile| profile.service.as_ref());
    topic
        == told.map_or(app.service_identity.push_topic.as_str(), |service| {
            &service.topic
        })
}
