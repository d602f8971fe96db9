//! Slows down guessing: takes places in the counters of a network before anything is verified, gives them back when it was right.

use crate::caller::Requester;
use crate::context::{Context, no_lock};
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
///
/// # Errors
/// [`Failure::SlowDown`], when one of them has no place left.
pub(crate) fn take(
    app: &App,
    keys: &[RateLimitKey],
    origin: &RequestOrigin,
) -> Result<(), Failure> {
    let limits = limits(keys, origin);
    app.write(
        origin,
        |conn| lock(conn, &limits),
        |ctx, counters| {
            let mut taken = Vec::with_capacity(counters.len());
            for counted in counters {
                taken.push(counted.take(ctx.now)?);
            }
            taken.iter().try_for_each(|counted| counted.save(ctx.conn))
        },
    )
}

/// Gives the places back: the try was right.
///
/// # Errors
/// [`Failure::Store`]
pub(crate) fn give_back(
    app: &App,
    keys: &[RateLimitKey],
    origin: &RequestOrigin,
) -> Result<(), Failure> {
    let limits = limits(keys, origin);
    app.write(
        origin,
        |conn| lock(conn, &limits),
        |ctx, counters| return_places(ctx.conn, counters),
    )
}

/// The same within a transaction, for counters it holds.
///
/// # Errors
/// [`Failure::Store`]
pub(crate) fn return_places(conn: &mut Connection, counters: Vec<Counted>) -> Result<(), Failure> {
    counters.into_iter().try_for_each(|counted| {
        let counter = rule::give_back(counted.limit, counted.counter);
        Counted { counter, ..counted }.save(conn)
    })
}

/// A counter that a transaction holds.
pub(crate) struct Counted {
    key: String,
    limit: Limit,
    counter: Counter,
}

impl Counted {
    fn take(self, now: Timestamp) -> Result<Self, Failure> {
        let counter =
            rule::take(self.limit, self.counter, now).map_err(|refusal| Failure::SlowDown {
                seconds: refusal.seconds(now),
            })?;
        Ok(Self { counter, ..self })
    }

    fn save(&self, conn: &mut Connection) -> Result<(), Failure> {
        Ok(throttles::save(conn, &self.key, &self.counter)?)
    }
}

/// The names and limits of what is counted for a network; nothing for the command line.
pub(crate) fn limits(keys: &[RateLimitKey], origin: &RequestOrigin) -> Vec<(String, Limit)> {
    keys.iter()
        .filter_map(|key| Some((key.key(origin)?, key.limit())))
        .collect()
}

/// Holds the counters until the transaction's end.
///
/// # Errors
/// [`Failure::Store`]
pub(crate) fn lock(
    conn: &mut Connection,
    limits: &[(String, Limit)],
) -> Result<Vec<Counted>, Failure> {
    if limits.is_empty() {
        return Ok(Vec::new());
    }
    let keys: Vec<_> = limits.iter().map(|(key, _)| key.clone()).collect();
    let found = throttles::lock(conn, &keys)?;
    Ok(limits
        .iter()
        .map(|(key, limit)| Counted {
            counter: found.get(key).copied().unwrap_or(Counter::EMPTY),
            key: key.clone(),
            limit: *limit,
        })
        .collect())
}

/// Keeps that somebody signed in under an address nobody has. A known one leaves a line in its organization's log, and who
/// waits for the answer must not be able to tell one from the other.
///
/// # Errors
/// [`Failure::Store`]
pub(crate) fn note_unknown_account(app: &App, origin: &RequestOrigin) -> Result<(), Failure> {
    let Some(network) = origin.network else {
        return Ok(());
    };
    app.write(origin, no_lock, |ctx, ()| {
        let key = format!("unknown account {network}");
        count(ctx, key, rule::UNKNOWN_ACCOUNTS).map(drop)
    })
}

/// How many tries are left under a key.
///
/// # Errors
/// [`Failure::Store`]
pub(crate) fn left<R: Requester>(
    ctx: &mut Context<'_, R>,
    key: RateLimitKey,
) -> Result<u32, Failure> {
    let counter = match key.key(ctx.caller.origin()) {
        Some(key) => throttles::find(ctx.conn, &key)?,
        None => None,
    };
    let counter = counter.unwrap_or(Counter::EMPTY);
    Ok(rule::left(key.limit(), counter, ctx.now))
}

/// Counts a wrong passcode at a URL, whoever sent it; true once there are too many to be mistakes.
///
/// # Errors
/// [`Failure::Store`]
pub(crate) fn is_under_attack<R>(
    ctx: &mut Context<'_, R>,
    url: EnrollmentUrlId,
) -> Result<bool, Failure> {
    Ok(!count(ctx, format!("heat {url}"), rule::WRONG_AT_URL)?)
}

/// True the first time within an hour: what repeats is told once.
///
/// # Errors
/// [`Failure::Store`]
pub(crate) fn tell_hourly<R>(ctx: &mut Context<'_, R>, what: &str) -> Result<bool, Failure> {
    count(ctx, format!("told {what}"), rule::TOLD_HOURLY)
}

/// Counts one more; false if there is no place left.
fn count<R>(ctx: &mut Context<'_, R>, key: String, limit: Limit) -> Result<bool, Failure> {
    for counted in lock(ctx.conn, &[(key, limit)])? {
        match counted.take(ctx.now) {
            Ok(taken) => taken.save(ctx.conn)?,
            Err(Failure::SlowDown { .. }) => return Ok(false),
            Err(failure) => return Err(failure),
        }
    }
    Ok(true)
}
