//! Answers what a device says, alone: without an upstream there are no commands, and nothing that was not advertised.

use super::refuse::{self, RefusalRecord};
use super::verify::{Rejected, VerifiedMessage};
use super::{authenticate, bootstrap_token, check_out, token_update};
use crate::{App, Failure, RequestOrigin};
use vestibule_domain::device::authorization::{authorize_escrow, authorize_message};
use vestibule_domain::device::refusal::DeviceRefusal;
use vestibule_domain::profile::Profile;
use vestibule_mdm::checkin::{BootstrapToken, Message};
use vestibule_store::profiles;

/// What a device is answered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DeviceResponse {
    /// Well, and nothing more to say.
    Done,
    /// A property list.
    Document(Vec<u8>),
    /// It may not enroll.
    NotAdmitted(DeviceRefusal),
    /// It is not listened to.
    Rejected(Rejected),
    /// No channel of its own for this user.
    UserDeclined,
    /// Something this service does not offer, and never said it did.
    NotOffered,
}

impl DeviceResponse {
    /// A word for counting.
    pub const fn metric_label(&self) -> &'static str {
        match self {
            DeviceResponse::Done | DeviceResponse::Document(_) => "done",
            DeviceResponse::NotAdmitted(why) => why.code(),
            DeviceResponse::Rejected(why) => why.code(),
            DeviceResponse::UserDeclined => "user_declined",
            DeviceResponse::NotOffered => "not_offered",
        }
    }
}

/// Does what the message says and answers it.
pub fn answer(
    app: &App,
    origin: &RequestOrigin,
    verified: &VerifiedMessage,
) -> Result<DeviceResponse, Failure> {
    if let Err(refused) = admit(app, origin, verified)? {
        return Ok(refused);
    }
    let done = |done: Result<(), Rejected>| match done {
        Ok(()) => DeviceResponse::Done,
        Err(why) => DeviceResponse::Rejected(why),
    };
    Ok(match &verified.message {
        Some(Message::Authenticate(message)) => {
            match authenticate::accept_alone(app, origin, verified, message)? {
                Ok(()) => DeviceResponse::Done,
                Err(why) => DeviceResponse::NotAdmitted(why),
            }
        }
        Some(Message::TokenUpdate(_)) if !verified.of_user => {
            done(token_update::update(app, origin, verified, false)?)
        }
        Some(Message::CheckOut { .. }) if !verified.of_user => {
            done(check_out::check_out(app, origin, verified)?)
        }
        Some(Message::GetBootstrapToken) => match bootstrap_token::find(app, verified)? {
            Some(token) => DeviceResponse::Document(BootstrapToken(&token).to_xml()),
            None => DeviceResponse::Done,
        },
        Some(Message::SetBootstrapToken { token }) => {
            bootstrap_token::keep(app, verified, token.as_deref())?;
            DeviceResponse::Done
        }
        Some(Message::UserAuthenticate) => DeviceResponse::UserDeclined,
        Some(Message::GetToken { .. } | Message::DeclarativeManagement { .. }) => {
            DeviceResponse::NotOffered
        }
        Some(Message::TokenUpdate(_) | Message::CheckOut { .. }) | None => DeviceResponse::Done,
    })
}

/// What every message must pass before anything is done: its topic, and that its certificate speaks for this device. Only
/// Authenticate is asked more, and by itself.
pub(super) fn admit(
    app: &App,
    origin: &RequestOrigin,
    verified: &VerifiedMessage,
) -> Result<Result<(), DeviceResponse>, Failure> {
    let topic = verified.message.as_ref().and_then(Message::topic);
    if let Some(topic) = topic
        && !is_ours(app, profile(app, verified)?.as_ref(), topic)
    {
        return Ok(Err(DeviceResponse::Rejected(Rejected::Message)));
    }
    if matches!(verified.message, Some(Message::Authenticate(_))) {
        return Ok(Ok(()));
    }
    let mut authorized = authorize_message(&verified.certificate, &verified.identity, app.now());
    if matches!(
        verified.message,
        Some(Message::GetBootstrapToken | Message::SetBootstrapToken { .. })
    ) {
        authorized = authorized.and_then(authorize_escrow);
    }
    match (authorized, verified.certificate.device_id) {
        (Ok(_), Some(id)) => {
            app.last_seen.note(id, app.now());
            Ok(Ok(()))
        }
        (Ok(_), None) => Err(Failure::NotFound),
        (Err(why), _) => {
            let of = profile(app, verified)?;
            let claimed = Some(verified.identity.as_str());
            let refused = RefusalRecord::of_message(
                &verified.certificate,
                of.as_ref(),
                verified.kind(),
                claimed,
                why,
            );
            refuse::record(app, origin, &refused, false)?;
            Ok(Err(DeviceResponse::Rejected(why.into())))
        }
    }
}

/// The profile a message's certificate came by, if its policy still is.
pub(super) fn profile(app: &App, verified: &VerifiedMessage) -> Result<Option<Profile>, Failure> {
    Ok(app
        .store
        .read(|conn| profiles::find_of_secret(conn, verified.certificate.profile_id))?)
}

/// The topic is the one the profile told the device.
fn is_ours(app: &App, profile: Option<&Profile>, topic: &str) -> bool {
    let told = profile.and_then(|profile| profile.service.as_ref());
    topic
        == told.map_or(app.service_identity.push_topic.as_str(), |service| {
            &service.topic
        })
}
