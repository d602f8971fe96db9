//! Onto which versions a change may be made, so that of two people who edit at once the second does not overwrite unseen.

use crate::Failure;

/// The versions a change was made for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Precondition {
    /// Whatever version is current: the caller takes what it finds.
    AnyVersion,
    /// One of these; of none, if none is named.
    OneOf(Vec<i64>),
}

impl Precondition {
    /// Holds the current version, read under the lock of the change, against it.
    ///
    /// # Errors
    /// [`Failure::Stale`] for any other version.
    pub(crate) fn check(&self, current: i64) -> Result<(), Failure> {
        match self {
            Self::OneOf(versions) if !versions.contains(&current) => Err(Failure::Stale),
            _ => Ok(()),
        }
    }
}
