//! What the end user sees at an enrollment URL: logo and page text, and the passcode that is asked there.

pub mod inheritance;
pub mod language;
pub mod logo_appearance;
pub mod reading;
pub mod setting;
pub mod size;
pub mod text;

use crate::enrollment_url::standing::Paused;
use crate::passcode::PasscodeHash;
use crate::policy::securing::Secured;
use crate::{PasscodeId, PolicyId, Timestamp, access::actor::ActorRef};

/// The SHA-256 of a logo as stored (re-encoded PNG); its name.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct LogoHash(pub [u8; 32]);

impl LogoHash {
    /// 64 lower-case hexadecimal digits.
    pub fn hex(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Reads [`LogoHash::hex`].
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() != 64 || !text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
            return None;
        }
        let mut hash = [0; 32];
        for (byte, pair) in hash.iter_mut().zip(text.as_bytes().chunks(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(Self(hash))
    }
}

/// A logo with the text read out in its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Logo {
    /// Which picture.
    pub hash: LogoHash,
    /// Its alternative text; may be empty for a picture that only decorates.
    pub alt: String,
}

/// A passcode setting: what is known of it besides the hash.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Passcode {
    /// Which setting; each change is a new one.
    pub id: PasscodeId,
    /// When it was set.
    pub set_at: Timestamp,
    /// By whom.
    pub set_by: Option<ActorRef>,
}

/// What one policy itself says of its page and passcode.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Page {
    /// Logo.
    pub logo: setting::Override<Logo>,
    /// Page text.
    pub text: setting::Override<text::PageText>,
    /// Passcode.
    pub passcode: setting::Override<Passcode>,
}

/// Secure enrollment of one policy, as remembered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SecureEnrollment {
    /// Which policy.
    pub policy_id: PolicyId,
    /// Since when, by whom, from where.
    pub secured: Secured,
    /// Raised by every change of page or passcode; the `ETag`.
    pub version: i64,
    /// What the policy itself says.
    pub page: Page,
    /// The hash of its own passcode.
    pub passcode_hash: Option<PasscodeHash>,
    /// Whether the door is closed.
    pub paused: Option<Paused>,
}
