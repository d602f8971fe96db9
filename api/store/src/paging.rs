//! Lists in pages: where one begins, how many rows it has, and the one predicate that finds what comes after a position.

use crate::types::{Id, Moment, sql};
use diesel::backend::Backend;
use diesel::dsl::AsExprOf;
use diesel::expression::{AppearsOnTable, Expression, IntoSql, ValidGrouping, is_aggregate};
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::Bool;
use jiff::Timestamp;
use uuid::Uuid;

/// How many items a page has at most.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limit(u16);

impl Limit {
    /// The most that may be asked for.
    pub const MAX: Self = Self(200);
    /// Where nothing is asked for.
    pub const DEFAULT: Self = Self(50);
    /// What is read at a time where everything is read, page after page.
    pub const BATCH: Self = Self(500);

    /// As asked for: 1 to [`Limit::MAX`].
    pub fn parse(requested: u32) -> Option<Self> {
        let items = u16::try_from(requested).ok()?;
        (1..=Self::MAX.0).contains(&items).then_some(Self(items))
    }

    /// As a number of items.
    pub fn items(self) -> usize {
        self.0.into()
    }

    /// As a number of rows to read: one more than the page shows, which tells whether another page follows.
    pub(crate) fn rows(self) -> i64 {
        i64::from(self.0) + 1
    }
}

/// Which page of a list: what comes after a position (none: its beginning), and how much of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PageRequest<C> {
    /// The position of the last item seen.
    pub after: Option<C>,
    /// How many items at most.
    pub limit: Limit,
}

/// A page of a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Page<T, C> {
    /// What stands on it, in the list's order.
    pub items: Vec<T>,
    /// The position after which the next page begins; `None` on the last page.
    pub next: Option<C>,
}

impl<T, C> Page<T, C> {
    /// Cuts rows to a page. Rows beyond the limit are not shown: they say that another page follows, after the last that is.
    pub fn of(mut rows: Vec<T>, limit: Limit, position: impl FnOnce(&T) -> C) -> Self {
        let is_last = rows.len() <= limit.items();
        rows.truncate(limit.items());
        let next = rows.last().filter(|_| !is_last).map(position);
        Self { items: rows, next }
    }

    /// The same page with its items turned into something else.
    pub fn map<U>(self, into: impl FnMut(T) -> U) -> Page<U, C> {
        Page {
            items: self.items.into_iter().map(into).collect(),
            next: self.next,
        }
    }

    /// Like [`Page::map`], by a function that may fail.
    ///
    /// # Errors
    /// The first failure of the function.
    pub fn try_map<U, E>(
        self,
        into: impl FnMut(T) -> std::result::Result<U, E>,
    ) -> std::result::Result<Page<U, C>, E> {
        Ok(Page {
            items: self
                .items
                .into_iter()
                .map(into)
                .collect::<std::result::Result<_, _>>()?,
            next: self.next,
        })
    }
}

/// A position in a list that goes by time, newest first; the id decides between rows of one moment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Position {
    /// When the row was made, UTC in whole microseconds.
    pub at: Timestamp,
    /// The row's id.
    pub id: Uuid,
}

impl Position {
    /// The position of a row.
    pub(crate) fn of(Moment(at): Moment, Id(id): Id) -> Self {
        Self { at, id }
    }

    /// The values that stand beside a list's columns of time and id.
    pub(crate) fn values(self) -> (AsExprOf<Moment, sql::Moment>, AsExprOf<Id, sql::Id>) {
        (
            Moment(self.at).into_sql::<sql::Moment>(),
            Id(self.id).into_sql::<sql::Id>(),
        )
    }
}

/// Rows before a position in the order of these columns: `(columns) < (values)`.
pub(crate) fn before<C, V>(columns: C, values: V) -> RowComparison<C, V> {
    RowComparison {
        columns,
        operator: " < ",
        values,
    }
}

/// Rows beyond a position in the order of these columns: `(columns) > (values)`.
pub(crate) fn beyond<C, V>(columns: C, values: V) -> RowComparison<C, V> {
    RowComparison {
        columns,
        operator: " > ",
        values,
    }
}

/// SQL's comparison of row values, which both databases answer from where an index has the position. What is equal in the
/// first column is decided by the next, and so on; the chain of `OR` that says the same is filtered from the index's beginning.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RowComparison<C, V> {
    columns: C,
    operator: &'static str,
    values: V,
}

impl<C: Expression, V: Expression<SqlType = C::SqlType>> Expression for RowComparison<C, V> {
    type SqlType = Bool;
}

impl<C, V, Q> AppearsOnTable<Q> for RowComparison<C, V>
where
    Self: Expression,
    C: AppearsOnTable<Q>,
    V: AppearsOnTable<Q>,
{
}

impl<C, V> ValidGrouping<()> for RowComparison<C, V>
where
    C: ValidGrouping<(), IsAggregate = is_aggregate::No>,
{
    type IsAggregate = is_aggregate::No;
}

// The operator is no part of the type.
impl<C, V> QueryId for RowComparison<C, V> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<C: QueryFragment<DB>, V: QueryFragment<DB>, DB: Backend> QueryFragment<DB>
    for RowComparison<C, V>
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> diesel::QueryResult<()> {
        out.push_sql("(");
        self.columns.walk_ast(out.reborrow())?;
        out.push_sql(")");
        out.push_sql(self.operator);
        out.push_sql("(");
        self.values.walk_ast(out.reborrow())?;
        out.push_sql(")");
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limit(items: u32) -> Limit {
        Limit::parse(items).unwrap()
    }

    #[test]
    fn a_page_has_1_to_200_items() {
        assert_eq!(limit(1).items(), 1);
        assert_eq!(limit(200), Limit::MAX);
        assert_eq!((limit(200).items(), limit(200).rows()), (200, 201));
        for refused in [0, 201, 65_537, u32::MAX] {
            assert_eq!(Limit::parse(refused), None, "{refused}");
        }
    }

    #[test]
    fn one_row_more_than_asked_for_says_that_another_page_follows_the_last_shown() {
        let page = |rows: &[u8]| Page::of(rows.to_vec(), limit(2), |row| *row);
        let shown = |items: &[u8], next| Page {
            items: items.to_vec(),
            next,
        };
        assert_eq!(page(&[]), shown(&[], None));
        assert_eq!(page(&[7]), shown(&[7], None));
        assert_eq!(page(&[7, 6]), shown(&[7, 6], None));
        assert_eq!(page(&[7, 6, 5]), shown(&[7, 6], Some(6)));
    }

    #[test]
    fn a_page_keeps_its_end_when_its_items_become_something_else() {
        let page = Page::of(vec!["1", "x", "3"], limit(2), |text| text.len());
        assert_eq!(
            page.clone().map(str::len),
            Page {
                items: vec![1, 1],
                next: Some(1)
            }
        );
        assert!(page.try_map(str::parse::<u8>).is_err());
    }
}
