//! Slowing down guessing: counters per network, by the generic cell rate algorithm. No enrollment URL is ever locked.
//!
//! A try takes a place before anything is verified and gives it back when it was right, so that many tries at once cannot
//! slip through one check.

use crate::Timestamp;
use jiff::SignedDuration;

/// How many tries a counter allows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limit {
    /// Tries at once.
    pub burst: u32,
    /// A further one after this long, in seconds.
    pub every_seconds: u32,
    /// At most so many in 24 hours; 0 for no such bound.
    pub per_day: u32,
}

/// Wrong passcodes from one network at one enrollment URL.
pub const NETWORK_AT_URL: Limit = Limit {
    burst: 6,
    every_seconds: 30,
    per_day: 30,
};
/// Wrong passcodes and sign-ins from one network, anywhere.
pub const NETWORK: Limit = Limit {
    burst: 30,
    every_seconds: 10,
    per_day: 0,
};
/// The same for an IPv6 /48, which may be a whole site.
pub const WIDER_NETWORK: Limit = Limit {
    burst: 120,
    every_seconds: 3,
    per_day: 0,
};
/// Requests for enrollment URLs that do not exist, from one network.
pub const UNKNOWN_TOKENS: Limit = Limit {
    burst: 20,
    every_seconds: 30,
    per_day: 0,
};
/// Wrong passwords for one email address from one network.
pub const NETWORK_AT_ACCOUNT: Limit = Limit {
    burst: 6,
    every_seconds: 30,
    per_day: 60,
};
/// Wrong setup tokens from one network.
pub const SETUP: Limit = Limit {
    burst: 10,
    every_seconds: 30,
    per_day: 0,
};
/// Unlocks by one network at one URL: each makes a profile.
pub const TICKETS: Limit = Limit {
    burst: 60,
    every_seconds: 2,
    per_day: 0,
};

/// Wrong passcodes at one URL, whoever sent them: 100 within an hour are no mistakes but an attack, which is worth telling.
pub const WRONG_AT_URL: Limit = Limit {
    burst: 100,
    every_seconds: 36,
    per_day: 0,
};
/// Sign-ins under addresses nobody has: written down as often as wrong passwords are, and never refused.
pub const UNKNOWN_ACCOUNTS: Limit = Limit {
    burst: 1_000_000,
    every_seconds: 1,
    per_day: 0,
};
/// What repeats is told once an hour.
pub const TOLD_HOURLY: Limit = Limit {
    burst: 1,
    every_seconds: 3_600,
    per_day: 0,
};

const DAY: SignedDuration = SignedDuration::from_hours(24);

/// A counter, as remembered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Counter {
    /// The theoretical arrival time: the bucket is empty when this is in the past.
    pub full_at: Timestamp,
    /// Tries in the current 24 hours.
    pub day_count: u32,
    /// When these 24 hours began.
    pub day_started_at: Timestamp,
}

/// Too many tries: the next one is allowed at `retry_at`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("Too many attempts. Wait a moment and try again.")]
pub struct SlowDown {
    /// The earliest moment a try is counted again.
    pub retry_at: Timestamp,
}

impl SlowDown {
    /// Whole seconds until then, at least 1.
    pub fn seconds(self, now: Timestamp) -> i64 {
        let wait = self.retry_at.duration_since(now);
        (wait.as_secs() + i64::from(wait.subsec_nanos() > 0)).max(1)
    }
}

impl Counter {
    /// One that has counted nothing, at any moment.
    pub const EMPTY: Self = Self {
        full_at: Timestamp::UNIX_EPOCH,
        day_count: 0,
        day_started_at: Timestamp::UNIX_EPOCH,
    };
}

/// Takes a place.
///
/// # Errors
/// [`SlowDown`], with the moment there will be one.
pub fn take(limit: Limit, counter: Counter, now: Timestamp) -> Result<Counter, SlowDown> {
    let counter = on_this_day(counter, now);
    if limit.per_day > 0 && counter.day_count >= limit.per_day {
        return Err(SlowDown {
            retry_at: counter.day_started_at + DAY,
        });
    }
    let full_at = counter.full_at.max(now) + interval(limit);
    let earliest = full_at - interval(limit) * i32::try_from(limit.burst).unwrap_or(i32::MAX);
    if earliest > now {
        return Err(SlowDown { retry_at: earliest });
    }
    Ok(Counter {
        full_at,
        day_count: counter.day_count + 1,
        ..counter
    })
}

/// Gives a place back: the try was right.
pub fn give_back(limit: Limit, counter: Counter) -> Counter {
    Counter {
        full_at: counter.full_at - interval(limit),
        day_count: counter.day_count.saturating_sub(1),
        ..counter
    }
}

/// How many tries are left now.
pub fn left(limit: Limit, counter: Counter, now: Timestamp) -> u32 {
    let counter = on_this_day(counter, now);
    let used = counter.full_at.max(now).duration_since(now).as_millis();
    let every = i128::from(limit.every_seconds) * 1_000;
    let in_bucket = i128::from(limit.burst) - (used + every - 1) / every;
    let of_day = if limit.per_day == 0 {
        i128::MAX
    } else {
        i128::from(limit.per_day) - i128::from(counter.day_count)
    };
    u32::try_from(in_bucket.min(of_day).max(0)).unwrap_or(0)
}

fn interval(limit: Limit) -> SignedDuration {
    SignedDuration::from_secs(i64::from(limit.every_seconds))
}

fn on_this_day(counter: Counter, now: Timestamp) -> Counter {
    if now < counter.day_started_at + DAY {
        counter
    } else {
        Counter {
            day_count: 0,
            day_started_at: now,
            ..counter
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_secs(seconds)
    }

    fn take_many(limit: Limit, mut counter: Counter, times: u32, now: Timestamp) -> Counter {
        for _ in 0..times {
            counter = take(limit, counter, now).unwrap();
        }
        counter
    }

    #[test]
    fn six_tries_at_once_then_one_every_thirty_seconds() {
        let counter = take_many(NETWORK_AT_URL, Counter::EMPTY, 6, at(0));
        let refused = take(NETWORK_AT_URL, counter, at(0)).unwrap_err();
        assert_eq!((refused.retry_at, refused.seconds(at(0))), (at(30), 30));
        assert!(take(NETWORK_AT_URL, counter, at(29)).is_err());
        assert!(take(NETWORK_AT_URL, counter, at(30)).is_ok());
    }

    #[test]
    fn attempts_left_count_down_to_nothing() {
        let mut counter = Counter::EMPTY;
        for left_after in [5, 4, 3, 2, 1, 0] {
            counter = take(NETWORK_AT_URL, counter, at(0)).unwrap();
            assert_eq!(left(NETWORK_AT_URL, counter, at(0)), left_after);
        }
    }

    #[test]
    fn a_hundred_wrong_passcodes_at_one_url_within_an_hour_are_an_attack() {
        let counter = take_many(WRONG_AT_URL, Counter::EMPTY, 100, at(0));
        assert!(take(WRONG_AT_URL, counter, at(35)).is_err());
        assert!(take(WRONG_AT_URL, counter, at(36)).is_ok());
        assert_eq!(left(WRONG_AT_URL, counter, at(3_600)), 100);
    }

    #[test]
    fn what_repeats_is_told_once_an_hour() {
        let told = take(TOLD_HOURLY, Counter::EMPTY, at(0)).unwrap();
        assert!(take(TOLD_HOURLY, told, at(3_599)).is_err());
        assert!(take(TOLD_HOURLY, told, at(3_600)).is_ok());
    }

    #[test]
    fn a_right_try_gives_its_place_back() {
        let counter = take_many(NETWORK_AT_URL, Counter::EMPTY, 6, at(0));
        let counter = give_back(NETWORK_AT_URL, counter);
        assert_eq!(left(NETWORK_AT_URL, counter, at(0)), 1);
        assert_eq!(counter.day_count, 5);
    }

    #[test]
    fn a_patient_guesser_gets_thirty_a_day_and_starts_anew_the_day_after() {
        let mut counter = Counter::EMPTY;
        for n in 0..30 {
            counter = take(NETWORK_AT_URL, counter, at(n * 60)).unwrap();
        }
        let refused = take(NETWORK_AT_URL, counter, at(4_000)).unwrap_err();
        assert_eq!(refused.retry_at, at(86_400));
        assert_eq!(left(NETWORK_AT_URL, counter, at(4_000)), 0);
        assert!(take(NETWORK_AT_URL, counter, at(86_400)).is_ok());
    }
}
