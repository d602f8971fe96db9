//! A clock that stands still until a test moves it; for browsers, which live in real time, one that runs and can be moved.

use jiff::SignedDuration;
use std::sync::Mutex;
use vestibule_app::clock::{Clock, SystemClock};
use vestibule_domain::Timestamp;

/// The clock.
pub struct TestClock {
    from: From,
    moved: Mutex<SignedDuration>,
}

/// What it would show if nobody moved it.
enum From {
    Moment(Timestamp),
    RealTime,
}

impl TestClock {
    /// A clock that stands still at a moment.
    pub fn at(moment: Timestamp) -> Self {
        Self {
            from: From::Moment(moment),
            moved: Mutex::default(),
        }
    }

    /// A clock that runs.
    pub fn running() -> Self {
        Self {
            from: From::RealTime,
            moved: Mutex::default(),
        }
    }

    /// Moves it.
    pub fn advance(&self, by: SignedDuration) {
        *self
            .moved
            .lock()
            .expect("no test panics while it holds the clock") += by;
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        let moved = *self
            .moved
            .lock()
            .expect("no test panics while it holds the clock");
        match self.from {
            From::Moment(moment) => moment + moved,
            From::RealTime => SystemClock.now() + moved,
        }
    }
}
