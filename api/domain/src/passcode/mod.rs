//! The passcode: what makes a good one, and how guessing is slowed down.

mod common;
pub mod format;
pub mod throttle;

use std::fmt;

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
