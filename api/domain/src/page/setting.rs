//! One setting of a page: what a policy itself says of it, and what that comes to after inheritance.

use crate::PolicyId;

/// What a policy itself says.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Own<T> {
    /// Nothing: take the nearest ancestor's.
    #[default]
    Inherit,
    /// This.
    Own(T),
    /// Explicitly nothing, whatever an ancestor says.
    Cleared,
}

/// Where the setting in force comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Source {
    /// The policy itself sets it.
    Own,
    /// An ancestor sets or clears it.
    Inherited,
    /// The policy itself clears it.
    Cleared,
    /// Nobody ever said anything.
    None,
}

impl Source {
    /// The name in the API.
    pub const fn name(self) -> &'static str {
        match self {
            Source::Own => "own",
            Source::Inherited => "inherited",
            Source::Cleared => "cleared",
            Source::None => "none",
        }
    }
}

/// The setting in force, with its source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Setting<T> {
    /// Where from.
    pub source: Source,
    /// The policy that says so; None for [`Source::None`].
    pub from: Option<PolicyId>,
    /// The value; None when cleared or never set.
    pub value: Option<T>,
}

impl<T> Setting<T> {
    /// Before anybody said anything.
    pub const fn none() -> Self {
        Self {
            source: Source::None,
            from: None,
            value: None,
        }
    }

    /// One step of the fold from root to leaf: what `policy` says goes over what came down.
    pub fn below(self, policy: PolicyId, own: Own<T>) -> Self {
        match own {
            Own::Own(value) => Self {
                source: Source::Own,
                from: Some(policy),
                value: Some(value),
            },
            Own::Cleared => Self {
                source: Source::Cleared,
                from: Some(policy),
                value: None,
            },
            Own::Inherit if self.from.is_some() => Self {
                source: Source::Inherited,
                ..self
            },
            Own::Inherit => self,
        }
    }

    /// The setting as something a policy says itself: used to carry an inherited one along in a move.
    pub fn into_own(self) -> Own<T> {
        match (self.from, self.value) {
            (None, _) => Own::Inherit,
            (Some(_), Some(value)) => Own::Own(value),
            (Some(_), None) => Own::Cleared,
        }
    }
}
