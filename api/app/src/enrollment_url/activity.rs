//! How often URLs are used: counted in memory, so that opening a page changes nothing, and added to the database now and then.

use crate::caller::System;
use crate::context::no_lock;
use crate::{App, Failure};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use vestibule_domain::{EnrollmentUrlId, Timestamp};
use vestibule_store::{enrollment_url_activity as table, enrollment_urls};

/// What happened at a URL.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Use {
    /// Its page was opened.
    Opened,
    /// It yielded nothing: retired or paused.
    Refused,
    /// A profile was downloaded.
    Downloaded,
    /// Apple Configurator, or another device-type client, came.
    Configurator,
}

impl Use {
    /// The name in the database.
    const fn name(self) -> &'static str {
        match self {
            Use::Opened => "opened",
            Use::Refused => "refused",
            Use::Downloaded => "downloaded",
            Use::Configurator => "configurator",
        }
    }
}

/// The uses of one URL, summed up.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Activity {
    /// Pages opened.
    pub opened: i64,
    /// Attempts that yielded nothing.
    pub refused: i64,
    /// Profiles downloaded.
    pub downloaded: i64,
    /// Device-type clients among all of them.
    pub configurator: i64,
    /// The last use of any kind.
    pub last_seen_at: Option<Timestamp>,
}

impl Activity {
    /// Sums up what the database counted.
    pub(crate) fn of(sums: &[table::Sum]) -> Self {
        let of = |wanted: Use| {
            sums.iter()
                .filter(|sum| sum.event == wanted.name())
                .map(|sum| sum.uses)
                .sum()
        };
        Self {
            opened: of(Use::Opened),
            refused: of(Use::Refused),
            downloaded: of(Use::Downloaded),
            configurator: of(Use::Configurator),
            last_seen_at: sums.iter().map(|sum| sum.last_at).max(),
        }
    }
}

type Counts = HashMap<(EnrollmentUrlId, i64, Use), (i64, Timestamp)>;

/// Uses not yet in the database. A crash loses at most what was counted since the last flush.
#[derive(Default)]
pub(crate) struct Buffer(Mutex<Counts>);

impl Buffer {
    /// Counts a use.
    pub(crate) fn count(&self, url: EnrollmentUrlId, what: Use, now: Timestamp) {
        let day = now.as_second().div_euclid(86_400);
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = counts.entry((url, day, what)).or_insert((0, now));
        *entry = (entry.0 + 1, entry.1.max(now));
    }

    /// Adds everything counted to the database. URLs that were deleted meanwhile are forgotten.
    ///
    /// # Errors
    /// [`Failure::Store`]; then it is kept for the next time.
    pub(crate) fn flush(&self, app: &App) -> Result<(), Failure> {
        let counts = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        if counts.is_empty() {
            return Ok(());
        }
        let added = app.write(&System::default(), no_lock, |ctx, ()| {
            for ((url, day, what), (uses, last_at)) in &counts {
                if enrollment_urls::exists(ctx.conn, *url)? {
                    let counted = table::DayCount {
                        url: *url,
                        day: *day,
                        event: what.name(),
                        uses: *uses,
                        last_at: *last_at,
                    };
                    table::add(ctx.conn, counted)?;
                }
            }
            Ok(())
        });
        if added.is_err() {
            self.put_back(counts);
        }
        added
    }

    fn put_back(&self, counts: Counts) {
        let mut current = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for (key, (uses, last_at)) in counts {
            let entry = current.entry(key).or_insert((0, last_at));
            *entry = (entry.0 + uses, entry.1.max(last_at));
        }
    }
}
