//! What requests say of policies.

use crate::wire::nullable;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// Which policies to list.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PolicyQuery {
    /// `root`, or a policy's id: that one level of the tree.
    pub parent_id: Option<String>,
    /// Part of a name: hits from the whole tree.
    pub query: Option<String>,
    /// How many items a page has at most.
    pub limit: Option<u32>,
    /// Where to go on, from the page before.
    pub cursor: Option<String>,
}

/// A new policy.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPolicy {
    /// What it is called.
    pub name: String,
    /// Absent or null: at the top.
    pub parent_id: Option<Uuid>,
    /// `#rrggbb`.
    pub color: Option<String>,
    /// The name of an icon: lower-case letters, digits and hyphens.
    pub icon: Option<String>,
}

/// A change; what is absent stays as it is.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PolicyChange {
    /// What it is called.
    pub name: Option<String>,
    /// `#rrggbb`; null takes it away.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<String>)]
    pub color: Option<Option<String>>,
    /// The name of an icon; null takes it away.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<String>)]
    pub icon: Option<Option<String>>,
}

/// Where to move a policy.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Move {
    /// The new parent; null: to the top.
    #[serde(deserialize_with = "Option::deserialize")]
    pub parent_id: Option<Uuid>,
    /// Required to be true when the move secures the policy.
    #[serde(default)]
    pub acknowledged: bool,
}
