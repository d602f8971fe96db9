//! Slows down guessing: takes places in the counters of a network before anything is verified, gives them back when it was right.

use crate::{App, Failure, RequestOrigin};
use vestibule_domain::passcode::throttle::{self as rule, Counter, Limit};
use vestibule_domain::{EnrollmentUrlId, Timestamp};
use vestibule_store::{Connection, throttles};

/// What is counted for a network.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum RateLimitKey {
    /// Wrong passcodes at one URL.
    NetworkAtUrl(EnrollmentUrlId),
    /// Wrong passcodes and passwords, anywhere.
    Network,
    /// The same for the IPv6 /48 around it.
    WiderNetwork,
    /// URLs that do not exist.
    UnknownTokens,
    /// Wrong passwords for one email address (a digest of it).
    NetworkAtAccount([u8; 8]),
    /// Wrong setup tokens.
    Setup,
    /// Profiles taken at one URL.
    Tickets(EnrollmentUrlId),
}

/// Counters that are about one URL, whoever asks.
const HEAT: Limit = Limit {
    burst: rule::ATTACK_SUSPECTED,
    every_seconds: 36,
    per_day: 0,
};
const LEDGER: Limit = Limit {
    burst: 1_000_000,
    every_seconds: 1,
    per_day: 0,
};
const HOURLY: Limit = Limit {
    burst: 1,
    every_seconds: 3_600,
    per_day: 0,
};

impl RateLimitKey {
    const fn limit(self) -> Limit {
        match self {
            RateLimitKey::NetworkAtUrl(_) => rule::NETWORK_AT_URL,
            RateLimitKey::Network => rule::NETWORK,
            RateLimitKey::WiderNetwork => rule::WIDER_NETWORK,
            RateLimitKey::UnknownTokens => rule::UNKNOWN_TOKENS,
            RateLimitKey::NetworkAtAccount(_) => rule::NETWORK_AT_ACCOUNT,
            RateLimitKey::Setup => rule::SETUP,
            RateLimitKey::Tickets(_) => rule::TICKETS,
        }
    }

    /// The counter's name; none for the command line, and for a network that has no wider one.
    fn key(self, origin: &RequestOrigin) -> Option<String> {
        let network = origin.network?;
        Some(match self {
            RateLimitKey::NetworkAtUrl(url) => format!("passcode {url} {network}"),
            RateLimitKey::Network => format!("network {network}"),
            RateLimitKey::WiderNetwork => format!("network {}", network.wider()?),
            RateLimitKey::UnknownTokens => format!("unknown {network}"),
            RateLimitKey::NetworkAtAccount(account) => {
                format!("account {:016x} {network}", u64::from_be_bytes(account))
            }
            RateLimitKey::Setup => format!("setup {network}"),
            RateLimitKey::Tickets(url) => format!("tickets {url} {network}"),
        })
    }
}

/// Takes a place under every key, or under none.
pub(crate) fn take(
    app: &App,
    keys: &[RateLimitKey],
    origin: &RequestOrigin,
) -> Result<(), Failure> {
    app.store.write(|conn| {
        let now = app.now();
        for (key, limit) in counted(keys, origin) {
            let counter = throttles::find_for_update(conn, &key, now)?;
            let taken = rule::take(limit, counter, now).map_err(|refusal| Failure::SlowDown {
                seconds: refusal.seconds(now),
            })?;
            throttles::save(conn, &key, &taken)?;
        }
        Ok(())
    })
}

/// Gives the places back: the try was right.
pub(crate) fn give_back(
    app: &App,
    keys: &[RateLimitKey],
    origin: &RequestOrigin,
) -> Result<(), Failure> {
    app.store.write(|conn| {
        let now = app.now();
        for (key, limit) in counted(keys, origin) {
            let counter = throttles::find_for_update(conn, &key, now)?;
            throttles::save(conn, &key, &rule::give_back(limit, counter))?;
        }
        Ok(())
    })
}

/// Keeps that somebody signed in under an address nobody has. A known one leaves a line in its organization's log, and who
/// waits for the answer must not be able to tell one from the other.
pub(crate) fn note_unknown_account(app: &App, origin: &RequestOrigin) -> Result<(), Failure> {
    let Some(network) = origin.network else {
        return Ok(());
    };
    app.store.write(|conn| {
        let key = format!("unknown account {network}");
        count(conn, &key, LEDGER, app.now()).map(drop)
    })
}

/// How many tries are left under a key.
pub(crate) fn left(
    conn: &mut Connection,
    key: RateLimitKey,
    origin: &RequestOrigin,
    now: Timestamp,
) -> Result<u32, Failure> {
    let counter = match key.key(origin) {
        Some(key) => throttles::find(conn, &key)?,
        None => None,
    };
    Ok(rule::left(
        key.limit(),
        counter.unwrap_or_else(|| Counter::new(now)),
        now,
    ))
}

/// Counts a wrong passcode at a URL, whoever sent it; true once there are too many to be mistakes.
pub(crate) fn is_under_attack(
    conn: &mut Connection,
    url: EnrollmentUrlId,
    now: Timestamp,
) -> Result<bool, Failure> {
    Ok(!count(conn, &format!("heat {url}"), HEAT, now)?)
}

/// True the first time within an hour: what repeats is told once.
pub(crate) fn tell_hourly(
    conn: &mut Connection,
    what: &str,
    now: Timestamp,
) -> Result<bool, Failure> {
    count(conn, &format!("told {what}"), HOURLY, now)
}

fn count(conn: &mut Connection, key: &str, limit: Limit, now: Timestamp) -> Result<bool, Failure> {
    let counter = throttles::find_for_update(conn, key, now)?;
    match rule::take(limit, counter, now) {
        Ok(taken) => throttles::save(conn, key, &taken)
            .map(|()| true)
            .map_err(Failure::from),
        Err(_) => Ok(false),
    }
}

fn counted(keys: &[RateLimitKey], origin: &RequestOrigin) -> impl Iterator<Item = (String, Limit)> {
    keys.iter()
        .filter_map(|key| Some((key.key(origin)?, key.limit())))
}
