//! The only reader of the wall clock.

use vestibule_domain::Timestamp;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Now, in UTC, cut to whole microseconds (what both databases keep).
    fn now(&self) -> Timestamp;
}

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that reads the wall clock"
    )]
    fn now(&self) -> Timestamp {
        cut(Timestamp::now())
    }
}

/// Cuts a moment to whole microseconds.
pub fn cut(moment: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(moment.as_microsecond())
        .expect("a moment in range stays in range when cut")
}
