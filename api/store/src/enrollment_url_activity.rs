//! How often a URL was used, per day and kind of use.

use crate::connection::on_each;
use crate::schema::enrollment_url_activity::dsl;
use crate::types::{Id, Moment};
use crate::{Connection, Result};
use diesel::prelude::*;
use std::collections::BTreeMap;
use vestibule_domain::{EnrollmentUrlId, Timestamp};

/// The uses of one kind, summed over all days.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sum {
    /// The kind of use.
    pub event: String,
    /// How often.
    pub uses: i64,
    /// The last time.
    pub last_at: Timestamp,
}

/// The uses of one kind on one day.
#[derive(Clone, Copy, Debug)]
pub struct DayCount<'a> {
    /// The URL that was used.
    pub url: EnrollmentUrlId,
    /// Days since 1970-01-01, in UTC.
    pub day: i64,
    /// The kind of use.
    pub event: &'a str,
    /// How often it was used so, besides what is in the database.
    pub uses: i64,
    /// The last of these uses.
    pub last_at: Timestamp,
}

/// Adds uses of a day.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn add(conn: &mut Connection, counted: DayCount<'_>) -> Result<()> {
    let DayCount {
        url,
        day,
        event,
        uses,
        last_at,
    } = counted;
    on_each!(conn, |c| diesel::insert_into(dsl::enrollment_url_activity)
        .values((
            dsl::enrollment_url_id.eq(Id(url.uuid())),
            dsl::day.eq(day),
            dsl::event.eq(event),
            dsl::uses.eq(uses),
            dsl::last_at.eq(Moment(last_at)),
        ))
        .on_conflict((dsl::enrollment_url_id, dsl::day, dsl::event))
        .do_update()
        .set((
            dsl::uses.eq(dsl::uses + uses),
            dsl::last_at.eq(Moment(last_at))
        ))
        .execute(c))?;
    Ok(())
}

/// All uses of a URL, by kind.
///
/// # Errors
/// [`crate::Error`]: the database does not answer, refuses, or holds a row that cannot be read.
pub fn sums(conn: &mut Connection, url: EnrollmentUrlId) -> Result<Vec<Sum>> {
    let rows: Vec<(String, i64, Moment)> = dsl::enrollment_url_activity
        .filter(dsl::enrollment_url_id.eq(Id(url.uuid())))
        .select((dsl::event, dsl::uses, dsl::last_at))
        .load(conn)?;
    let mut sums: BTreeMap<String, Sum> = BTreeMap::new();
    for (event, uses, Moment(last_at)) in rows {
        let sum = sums.entry(event.clone()).or_insert(Sum {
            event,
            uses: 0,
            last_at,
        });
        sum.uses += uses;
        sum.last_at = sum.last_at.max(last_at);
    }
    Ok(sums.into_values().collect())
}
