//! Paging: `?limit=` of 1 to 200 and an opaque `?cursor=`.

use crate::problem::Problem;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Serialize;
use serde::de::DeserializeOwned;
use vestibule_domain::Timestamp;

/// Items on a page if nothing is said.
const DEFAULT_LIMIT: u32 = 50;
/// The most items on a page.
const MAX_LIMIT: u32 = 200;

/// How many items.
pub fn limit(requested: Option<u32>) -> Result<usize, Problem> {
    match requested.unwrap_or(DEFAULT_LIMIT) {
        n @ 1..=MAX_LIMIT => Ok(n as usize),
        _ => Err(Problem::field("/limit", "out_of_range", "Use 1 to 200.")),
    }
}

/// Where to go on, as [`write()`] wrote it.
pub fn read<T: DeserializeOwned>(cursor: Option<&str>) -> Result<Option<T>, Problem> {
    let parse = |text: &str| serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).ok()?).ok();
    cursor
        .map(|text| parse(text).ok_or_else(no_cursor))
        .transpose()
}

/// What is no cursor of ours.
pub fn no_cursor() -> Problem {
    Problem::field(
        "/cursor",
        "invalid",
        "Use the next_cursor of the page before.",
    )
}

/// A moment and an id, the place in lists that go by time.
pub fn moment_and_id<I: std::str::FromStr>(
    (at, id): (String, String),
) -> Result<(Timestamp, I), Problem> {
    let at: Timestamp = at.parse().map_err(|_| no_cursor())?;
    let id = id.parse().map_err(|_| no_cursor())?;
    if at < Timestamp::UNIX_EPOCH {
        return Err(no_cursor());
    }
    Ok((at, id))
}

/// A cursor for the next page.
pub fn write<T: Serialize>(place: &T) -> String {
    URL_SAFE_NO_PAD.encode(serde_json::to_vec(place).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_back_and_a_made_up_one_is_refused() {
        let cursor = write(&(7, "macs"));
        assert_eq!(
            read::<(i64, String)>(Some(&cursor)).unwrap(),
            Some((7, "macs".into()))
        );
        assert_eq!(
            read::<(i64, String)>(Some("%%")).unwrap_err().errors[0].pointer,
            "/cursor"
        );
        assert!(read::<(i64, String)>(None).unwrap().is_none());
    }

    #[test]
    fn a_page_has_1_to_200_items() {
        assert_eq!(limit(None).unwrap(), 50);
        assert_eq!(limit(Some(200)).unwrap(), 200);
        assert!(limit(Some(0)).is_err() && limit(Some(201)).is_err());
    }
}
