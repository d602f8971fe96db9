//! Answers what a device says, alone: without an upstream there are no commands, and nothing that was not advertised.

use super::hear::{Heard, NotHeard};
use super::refuse::{self, Refused};
use super::{authenticate, bootstrap_token, check_out, token_update};
use crate::{App, Failure, Origin};
use vestibule_domain::device::refusal::Refusal;
use vestibule_domain::device::speaking::{entrust, speak};
use vestibule_domain::profile::Profile;
use vestibule_mdm::checkin::{BootstrapToken, Message};
use vestibule_store::profiles;

/// What a device is answered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Answer {
    /// Well, and nothing more to say.
    Done,
    /// A property list.
    Document(Vec<u8>),
    /// It may not enroll.
    NotAdmitted(Refusal),
    /// It is not listened to.
    NotHeard(NotHeard),
    /// No channel of its own for this user.
    UserDeclined,
    /// Something this service does not offer, and never said it did.
    NotOffered,
}

impl Answer {
    /// A word for counting.
    pub const fn word(&self) -> &'static str {
        match self {
            Answer::Done | Answer::Document(_) => "done",
            Answer::NotAdmitted(why) => why.code(),
            Answer::NotHeard(why) => why.code(),
            Answer::UserDeclined => "user_declined",
            Answer::NotOffered => "not_offered",
        }
    }
}

/// Does what the message says and answers it.
pub fn answer(app: &App, origin: &Origin, heard: &Heard) -> Result<Answer, Failure> {
    if let Err(refused) = admit(app, origin, heard)? {
        return Ok(refused);
    }
    let done = |done: Result<(), NotHeard>| match done {
        Ok(()) => Answer::Done,
        Err(why) => Answer::NotHeard(why),
    };
    Ok(match &heard.said {
        Some(Message::Authenticate(said)) => {
            match authenticate::accept_alone(app, origin, heard, said)? {
                Ok(()) => Answer::Done,
                Err(why) => Answer::NotAdmitted(why),
            }
        }
        Some(Message::TokenUpdate(_)) if !heard.of_user => {
            done(token_update::update(app, origin, heard, false)?)
        }
        Some(Message::CheckOut { .. }) if !heard.of_user => {
            done(check_out::check_out(app, origin, heard)?)
        }
        Some(Message::GetBootstrapToken) => match bootstrap_token::find(app, heard)? {
            Some(token) => Answer::Document(BootstrapToken(&token).to_xml()),
            None => Answer::Done,
        },
        Some(Message::SetBootstrapToken { token }) => {
            bootstrap_token::keep(app, heard, token.as_deref())?;
            Answer::Done
        }
        Some(Message::UserAuthenticate) => Answer::UserDeclined,
        Some(Message::GetToken { .. } | Message::DeclarativeManagement { .. }) => {
            Answer::NotOffered
        }
        Some(Message::TokenUpdate(_) | Message::CheckOut { .. }) | None => Answer::Done,
    })
}

/// What every message must pass before anything is done: its topic, and that its certificate speaks for this device. Only
/// Authenticate is asked more, and by itself.
pub(super) fn admit(
    app: &App,
    origin: &Origin,
    heard: &Heard,
) -> Result<Result<(), Answer>, Failure> {
    let topic = heard.said.as_ref().and_then(Message::topic);
    if let Some(topic) = topic
        && !is_ours(app, profile(app, heard)?.as_ref(), topic)
    {
        return Ok(Err(Answer::NotHeard(NotHeard::Message)));
    }
    if matches!(heard.said, Some(Message::Authenticate(_))) {
        return Ok(Ok(()));
    }
    let mut spoken = speak(&heard.certificate, &heard.identity, app.now());
    if matches!(
        heard.said,
        Some(Message::GetBootstrapToken | Message::SetBootstrapToken { .. })
    ) {
        spoken = spoken.and_then(entrust);
    }
    match (spoken, heard.certificate.device_id) {
        (Ok(_), Some(id)) => {
            app.seen.note(id, app.now());
            Ok(Ok(()))
        }
        (Ok(_), None) => Err(Failure::NotFound),
        (Err(why), _) => {
            let of = profile(app, heard)?;
            let claimed = Some(heard.identity.as_str());
            let refused =
                Refused::of_message(&heard.certificate, of.as_ref(), heard.kind(), claimed, why);
            refuse::record(app, origin, &refused, false)?;
            Ok(Err(Answer::NotHeard(why.into())))
        }
    }
}

/// The profile a message's certificate came by, if its policy still is.
pub(super) fn profile(app: &App, heard: &Heard) -> Result<Option<Profile>, Failure> {
    Ok(app
        .store
        .read(|conn| profiles::find_of_secret(conn, heard.certificate.profile_id))?)
}

/// The topic is the one the profile told the device.
fn is_ours(app: &App, profile: Option<&Profile>, topic: &str) -> bool {
    let told = profile.and_then(|profile| profile.service.as_ref());
    topic == told.map_or(app.terms.push_topic.as_str(), |service| &service.topic)
}
