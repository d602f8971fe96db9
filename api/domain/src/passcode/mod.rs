//! The passcode: what makes a good one, and how guessing is slowed down.

mod common;
pub mod format;
pub mod throttle;

use crate::access::actor::ActorRef;
use crate::{PasscodeId, Timestamp};
use std::fmt;

/// A passcode as a setting: what is known of it besides the hash.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Passcode {
    /// Another one for each change; a ticket remembers it, so that a change ends the ticket.
    pub id: PasscodeId,
    /// The moment of the change that set it.
    pub set_at: Timestamp,
    /// Who set it, by the name of that time; None by the operator's own tools.
    pub set_by: Option<ActorRef>,
}

/// A passcode as stored: never the passcode itself.
#[derive(Clone, PartialEq, Eq)]
pub struct PasscodeHash {
    /// argon2id, as a PHC string.
    pub phc: String,
    /// Whether it was generated; then [`format::canonical`] forgives dash and case.
    pub generated: bool,
}

impl fmt::Debug for PasscodeHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasscodeHash(redacted)")
    }
}
