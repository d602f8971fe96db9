//! How long what nobody needs any more is kept. Only [`IDEMPOTENCY_KEY_LIFETIME`] decides anything; the others tell timers what
//! to tidy.

use jiff::SignedDuration;

/// How long an `Idempotency-Key` answers with what its first try made; compared at every use.
pub const IDEMPOTENCY_KEY_LIFETIME: SignedDuration = SignedDuration::from_hours(24);
/// How long an uploaded logo is kept that no page uses.
pub const UNUSED_LOGO_LIFETIME: SignedDuration = SignedDuration::from_hours(24);
/// How long a session is kept after its end, for the audit log's readers.
pub const ENDED_SESSION_LIFETIME: SignedDuration = SignedDuration::from_hours(7 * 24);
/// How long a counter of tries is kept after its last change; every limit is full again by then.
pub const IDLE_COUNTER_LIFETIME: SignedDuration = SignedDuration::from_hours(48);
