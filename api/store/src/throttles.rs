//! The counters that slow down guessing.

use crate::connection::on_each;
use crate::schema::throttles::dsl;
use crate::types::Moment;
use crate::{Connection, Result};
use diesel::prelude::*;
use std::collections::HashMap;
use vestibule_domain::Timestamp;
use vestibule_domain::passcode::throttle::Counter;

/// A counter as it is; None if nothing was counted.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn find(conn: &mut Connection, key: &str) -> Result<Option<Counter>> {
    let row = dsl::throttles
        .find(key)
        .select((dsl::full_at, dsl::day_count, dsl::day_started_at));
    Ok(row
        .first::<(Moment, i64, Moment)>(conn)
        .optional()?
        .map(counter))
}

/// Counters held until the transaction's end, made where nothing was counted. They are taken in the order of their keys, so
/// that transactions which need the same ones wait for each other.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn lock(conn: &mut Connection, keys: &[String]) -> Result<HashMap<String, Counter>> {
    let mut found = find_for_update(conn, keys)?;
    let mut missing: Vec<_> = keys
        .iter()
        .filter(|key| !found.contains_key(*key))
        .cloned()
        .collect();
    if missing.is_empty() {
        return Ok(found);
    }
    missing.sort_unstable();
    for key in &missing {
        make(conn, key)?;
    }
    found.extend(find_for_update(conn, &missing)?);
    Ok(found)
}

fn find_for_update(conn: &mut Connection, keys: &[String]) -> Result<HashMap<String, Counter>> {
    let rows = dsl::throttles
        .filter(dsl::key.eq_any(keys.to_vec()))
        .order(dsl::key)
        .select((
            dsl::key,
            (dsl::full_at, dsl::day_count, dsl::day_started_at),
        ));
    let rows: Vec<(String, (Moment, i64, Moment))> = match conn {
        Connection::Sqlite(conn) => rows.load(conn)?,
        Connection::Postgresql(conn) => rows.for_update().load(conn)?,
    };
    Ok(rows
        .into_iter()
        .map(|(key, row)| (key, counter(row)))
        .collect())
}

fn make(conn: &mut Connection, key: &str) -> Result<()> {
    let empty = Counter::EMPTY;
    on_each!(conn, |c| diesel::insert_into(dsl::throttles)
        .values((
            dsl::key.eq(key),
            dsl::full_at.eq(Moment(empty.full_at)),
            dsl::day_count.eq(i64::from(empty.day_count)),
            dsl::day_started_at.eq(Moment(empty.day_started_at)),
        ))
        .on_conflict(dsl::key)
        .do_nothing()
        .execute(c))?;
    Ok(())
}

/// Saves a counter.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn save(conn: &mut Connection, key: &str, counter: &Counter) -> Result<()> {
    diesel::update(dsl::throttles.find(key))
        .set((
            dsl::full_at.eq(Moment(counter.full_at)),
            dsl::day_count.eq(i64::from(counter.day_count)),
            dsl::day_started_at.eq(Moment(counter.day_started_at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Forgets counters that count nothing since a moment.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn drop_older(conn: &mut Connection, than: Timestamp) -> Result<()> {
    let empty = dsl::throttles
        .filter(dsl::full_at.lt(Moment(than)))
        .filter(dsl::day_started_at.lt(Moment(than)));
    diesel::delete(empty).execute(conn)?;
    Ok(())
}

fn counter((full_at, day_count, day_started_at): (Moment, i64, Moment)) -> Counter {
    Counter {
        full_at: full_at.0,
        day_count: u32::try_from(day_count).unwrap_or(u32::MAX),
        day_started_at: day_started_at.0,
    }
}
