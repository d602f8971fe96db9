//! Paging: `?limit=` of 1 to 200 and an opaque `?cursor=`.

use crate::problem::Problem;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;
use vestibule_app::paging::{Limit, PageRequest, Position};
use vestibule_app::policy::TreePosition;
use vestibule_domain::Timestamp;
use vestibule_domain::field::FieldCode;

/// A position in a list, and what of it stands in a cursor.
pub trait Cursor: Sized {
    /// What is written, as JSON in base64url.
    type Written: Serialize + DeserializeOwned;

    /// Writes a position.
    fn write(self) -> Self::Written;

    /// Reads one; `None` for what was never written.
    fn read(written: Self::Written) -> Option<Self>;
}

/// In lists that go by id.
impl Cursor for Uuid {
    type Written = Self;

    fn write(self) -> Self {
        self
    }

    fn read(written: Self) -> Option<Self> {
        Some(written)
    }
}

/// In lists that go by time: RFC 3339 and an id.
impl Cursor for Position {
    type Written = (String, String);

    fn write(self) -> Self::Written {
        (self.at.to_string(), self.id.to_string())
    }

    fn read((at, id): Self::Written) -> Option<Self> {
        let at: Timestamp = at.parse().ok()?;
        // Nothing is older, and PostgreSQL does not know every moment before.
        (at >= Timestamp::UNIX_EPOCH).then_some(())?;
        let id = id.parse().ok()?;
        Some(Self { at, id })
    }
}

/// In the tree: depth, folded name and an id.
impl Cursor for TreePosition {
    type Written = (i64, String, String);

    fn write(self) -> Self::Written {
        (self.depth, self.name_key, self.id.to_string())
    }

    fn read((depth, name_key, id): Self::Written) -> Option<Self> {
        // No name has it, and PostgreSQL keeps no text with it.
        (!name_key.contains('\0')).then_some(())?;
        let id = id.parse().ok()?;
        Some(Self {
            depth,
            name_key,
            id,
        })
    }
}

/// The page that a request asks for.
///
/// # Errors
/// 422 with the parameter that does not fit.
pub fn requested<C: Cursor>(
    limit: Option<u32>,
    cursor: Option<&str>,
) -> Result<PageRequest<C>, Problem> {
    let limit = limit.map_or(Some(Limit::DEFAULT), Limit::parse);
    let after = cursor.map(|text| read(text).ok_or_else(no_cursor));
    Ok(PageRequest {
        limit: limit.ok_or_else(out_of_range)?,
        after: after.transpose()?,
    })
}

/// The cursor of the next page; `None` on the last one.
pub fn next_cursor<C: Cursor>(next: Option<C>) -> Option<String> {
    let encode = |position: C| {
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(&position.write()).unwrap_or_default())
    };
    next.map(encode)
}

fn read<C: Cursor>(cursor: &str) -> Option<C> {
    let json = URL_SAFE_NO_PAD.decode(cursor).ok()?;
    C::read(serde_json::from_slice(&json).ok()?)
}

fn out_of_range() -> Problem {
    let detail = format!("Use 1 to {}.", Limit::MAX.items());
    Problem::field("/limit", FieldCode::OutOfRange, detail)
}

fn no_cursor() -> Problem {
    Problem::field(
        "/cursor",
        FieldCode::Invalid,
        "Use the next_cursor of the page before.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Debug;

    fn comes_back<C: Cursor + Clone + PartialEq + Debug>(position: C) {
        let cursor = next_cursor(Some(position.clone())).unwrap();
        let page = requested::<C>(None, Some(&cursor)).unwrap();
        assert_eq!(page.after, Some(position));
    }

    fn refused<C: Cursor + Debug>(limit: Option<u32>, cursor: Option<&str>) -> String {
        let problem = requested::<C>(limit, cursor).unwrap_err();
        problem.errors[0].pointer.clone()
    }

    #[test]
    fn a_cursor_reads_back_and_a_made_up_one_is_refused() {
        let id = Uuid::from_u128(7);
        comes_back(id);
        comes_back(Position {
            at: "2026-11-29T12:00:00.000001Z".parse().unwrap(),
            id,
        });
        comes_back(TreePosition {
            depth: 2,
            name_key: "macs".into(),
            id: vestibule_domain::PolicyId::from_uuid(id),
        });
        assert_eq!(next_cursor::<Uuid>(None), None);
        for made_up in ["", "%%", "e30", &URL_SAFE_NO_PAD.encode("[1]")] {
            assert_eq!(refused::<Uuid>(None, Some(made_up)), "/cursor");
            assert_eq!(refused::<Position>(None, Some(made_up)), "/cursor");
            assert_eq!(refused::<TreePosition>(None, Some(made_up)), "/cursor");
        }
    }

    #[test]
    fn a_page_has_50_items_unless_1_to_200_are_asked_for() {
        let items = |limit| requested::<Uuid>(limit, None).map(|page| page.limit.items());
        assert_eq!(items(None).unwrap(), 50);
        assert_eq!(items(Some(1)).unwrap(), 1);
        assert_eq!(items(Some(200)).unwrap(), 200);
        assert_eq!(refused::<Uuid>(Some(0), None), "/limit");
        assert_eq!(refused::<Uuid>(Some(201), None), "/limit");
    }
}
