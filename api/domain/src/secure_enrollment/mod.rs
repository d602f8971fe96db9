//! Secure enrollment of a policy: what it says of its inheritable settings, what that comes to, and whether its door is closed.

pub mod pause;
pub mod setting;
pub mod settings;

use crate::PolicyId;
use crate::passcode::PasscodeHash;
use crate::policy::securing::Secured;
use pause::Paused;
use settings::Overrides;

/// Secure enrollment of one policy, as remembered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SecureEnrollment {
    /// The secure policy.
    pub policy_id: PolicyId,
    /// Since when, by whom, from where.
    pub secured: Secured,
    /// From 1, raised by every change of a setting; the `ETag` (RFC 9110, 8.8.3).
    pub version: i64,
    /// What the policy itself says.
    pub own: Overrides,
    /// The hash of its own passcode; here and nowhere among the settings, so that no view of them can show it.
    pub passcode_hash: Option<PasscodeHash>,
    /// None while the door is open.
    pub paused: Option<Paused>,
}
