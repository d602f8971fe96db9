//! A clock that is behind while the past is told, and then runs with the machine's.

use jiff::SignedDuration;
use std::sync::atomic::{AtomicI64, Ordering};
use vestibule_app::clock::{Clock, SystemClock};
use vestibule_domain::Timestamp;

/// The clock; it never goes backwards.
#[derive(Default)]
pub struct DemoClock {
    seconds_behind: AtomicI64,
}

impl DemoClock {
    /// A clock that is so far behind.
    pub fn behind(by: SignedDuration) -> Self {
        Self {
            seconds_behind: AtomicI64::new(by.as_secs()),
        }
    }

    /// Goes on to a moment so long ago, if it is not past that already.
    pub fn go_on_to(&self, ago: SignedDuration) {
        self.seconds_behind
            .fetch_min(ago.as_secs(), Ordering::SeqCst);
    }
}

impl Clock for DemoClock {
    fn now(&self) -> Timestamp {
        SystemClock.now() - SignedDuration::from_secs(self.seconds_behind.load(Ordering::SeqCst))
    }
}
