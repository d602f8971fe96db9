//! A clock that stands still until a test moves it.

use jiff::SignedDuration;
use std::sync::Mutex;
use vestibule_app::clock::Clock;
use vestibule_domain::Timestamp;

/// The clock.
pub struct TestClock(Mutex<Timestamp>);

impl TestClock {
    /// A clock that shows a moment.
    pub fn at(moment: Timestamp) -> Self {
        Self(Mutex::new(moment))
    }

    /// Moves it.
    pub fn advance(&self, by: SignedDuration) {
        *self
            .0
            .lock()
            .expect("no test panics while it holds the clock") += by;
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        *self
            .0
            .lock()
            .expect("no test panics while it holds the clock")
    }
}
