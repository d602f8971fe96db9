//! One inheritable setting: what a policy itself says of it, and what that comes to after inheritance.

use crate::PolicyId;

/// What a policy itself says.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Override<T> {
    /// Nothing: take the nearest ancestor's.
    #[default]
    Inherit,
    /// This value, whatever an ancestor says.
    Set(T),
    /// Explicitly nothing, whatever an ancestor says.
    Cleared,
}

/// Where the setting in force comes from.
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, strum::EnumString, strum::IntoStaticStr, strum::VariantArray,
)]
#[strum(serialize_all = "snake_case")]
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

impl<T> Override<T> {
    /// The value that is set.
    pub const fn value(&self) -> Option<&T> {
        match self {
            Override::Set(value) => Some(value),
            Override::Inherit | Override::Cleared => None,
        }
    }

    /// The same with another value.
    pub fn map<U>(self, see: impl FnOnce(T) -> U) -> Override<U> {
        match self {
            Override::Inherit => Override::Inherit,
            Override::Set(value) => Override::Set(see(value)),
            Override::Cleared => Override::Cleared,
        }
    }

    /// Which of the three it is, as the audit log and the database name it.
    pub const fn state(&self) -> &'static str {
        match self {
            Override::Inherit => "inherit",
            Override::Set(_) => "own",
            Override::Cleared => "cleared",
        }
    }

    /// What a moved policy keeps: what it said itself, else a copy of what it inherited.
    pub fn or_copy_of(self, before: Setting<T>) -> Self {
        match self {
            Override::Inherit => before.into_override(),
            said => said,
        }
    }
}

impl Source {
    /// The name in the API.
    pub fn name(self) -> &'static str {
        self.into()
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
    pub fn below(self, policy: PolicyId, own: Override<T>) -> Self {
        match own {
            Override::Set(value) => Self {
                source: Source::Own,
                from: Some(policy),
                value: Some(value),
            },
            Override::Cleared => Self {
                source: Source::Cleared,
                from: Some(policy),
                value: None,
            },
            Override::Inherit if self.from.is_some() => Self {
                source: Source::Inherited,
                ..self
            },
            Override::Inherit => self,
        }
    }

    /// The setting as something a policy says itself: used to carry an inherited one along in a move.
    pub fn into_override(self) -> Override<T> {
        match (self.from, self.value) {
            (None, _) => Override::Inherit,
            (Some(_), Some(value)) => Override::Set(value),
            (Some(_), None) => Override::Cleared,
        }
    }
}
