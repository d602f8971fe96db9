//! The pause: the door is closed, and visitors read a message.

use crate::Timestamp;
use crate::access::actor::ActorRef;
use crate::name::is_unprintable;

/// The most characters of the message shown while paused.
pub const MAX_PAUSE_MESSAGE_CHARS: usize = 500;

/// The door is closed without the URL changing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Paused {
    /// Since when; a new message does not move it.
    pub at: Timestamp,
    /// What visitors read; None: the page's usual words.
    pub message: Option<String>,
    /// Who wrote the message, by the name of that time.
    pub by: Option<ActorRef>,
}

/// A message that may be shown: not blank, trimmed, within [`MAX_PAUSE_MESSAGE_CHARS`], lines allowed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PauseMessage(String);

/// Why a message is refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum PauseMessageRefusal {
    /// More than [`MAX_PAUSE_MESSAGE_CHARS`] characters.
    #[error("Use at most {MAX_PAUSE_MESSAGE_CHARS} characters.")]
    TooLong,
    /// A control or text-direction character that is no line break.
    #[error("Remove the control characters.")]
    ControlCharacter,
}

impl PauseMessage {
    /// Trims and checks a message; None for one of blanks only, which is none.
    ///
    /// # Errors
    /// What a person can change about it.
    pub fn parse(text: &str) -> Result<Option<Self>, PauseMessageRefusal> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        if text.chars().count() > MAX_PAUSE_MESSAGE_CHARS {
            return Err(PauseMessageRefusal::TooLong);
        }
        if text.chars().any(|c| is_unprintable(c) && c != '\n') {
            return Err(PauseMessageRefusal::ControlCharacter);
        }
        Ok(Some(Self(text.to_owned())))
    }

    /// The message itself.
    pub fn into_text(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Result<Option<String>, PauseMessageRefusal> {
        PauseMessage::parse(text).map(|message| message.map(PauseMessage::into_text))
    }

    #[test]
    fn a_message_is_trimmed_limited_in_characters_and_may_break_lines() {
        assert_eq!(
            parsed(" Back\nat noon. "),
            Ok(Some("Back\nat noon.".into()))
        );
        assert_eq!(parsed(&"é".repeat(500)), Ok(Some("é".repeat(500))));
        assert_eq!(parsed(&"é".repeat(501)), Err(PauseMessageRefusal::TooLong));
        assert_eq!(
            parsed("a\u{202E}b"),
            Err(PauseMessageRefusal::ControlCharacter)
        );
        assert_eq!(parsed("a\tb"), Err(PauseMessageRefusal::ControlCharacter));
    }

    #[test]
    fn blanks_are_no_message() {
        assert_eq!(parsed(" \n "), Ok(None));
        assert_eq!(parsed(""), Ok(None));
    }
}
