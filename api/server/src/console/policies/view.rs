//! A policy on the wire.

use crate::wire;
use serde::Serialize;
use utoipa::ToSchema;
use vestibule_app::policy::PolicyView;

/// A node of the policy tree.
#[derive(Serialize, ToSchema)]
pub struct Policy {
    /// UUIDv7: names the policy in paths and in the audit log.
    #[schema(format = Uuid)]
    pub id: String,
    /// Its name; siblings may share one.
    pub name: String,
    /// Null at the top.
    #[schema(format = Uuid)]
    pub parent_id: Option<String>,
    /// From the root to the policy itself.
    pub path: Vec<PathItem>,
    /// `#rrggbb`.
    pub color: Option<String>,
    /// The name of an icon.
    pub icon: Option<String>,
    /// Whether secure enrollment is on; once on, it is on for ever.
    pub secure: bool,
    /// How many children it has.
    pub child_count: i64,
    /// How many live devices are enrolled in it.
    pub device_count: i64,
    /// The moment the policy was made, RFC 3339 in UTC.
    #[schema(format = DateTime)]
    pub created_at: String,
    /// The last change of its name, look or place.
    #[schema(format = DateTime)]
    pub updated_at: String,
}

/// One step of a policy's path.
#[derive(Serialize, ToSchema)]
pub struct PathItem {
    /// The policy's id.
    #[schema(format = Uuid)]
    pub id: String,
    /// 1 to 100 characters; siblings may share one.
    pub name: String,
}

/// A page of policies.
#[derive(Serialize, ToSchema)]
pub struct PolicyList {
    /// The policies, in a fixed order.
    pub items: Vec<Policy>,
    /// Where the next page begins; null on the last one.
    pub next_cursor: Option<String>,
}

impl From<PolicyView> for Policy {
    fn from(view: PolicyView) -> Self {
        let PolicyView {
            policy,
            path,
            child_count,
            device_count,
        } = view;
        Self {
            id: policy.id.to_string(),
            name: policy.name.to_string(),
            parent_id: policy.parent_id.map(|id| id.to_string()),
            path: path
                .into_iter()
                .map(|(id, name)| PathItem {
                    id: id.to_string(),
                    name: name.to_string(),
                })
                .collect(),
            color: policy.color.map(|color| color.as_str().to_owned()),
            icon: policy.icon.map(|icon| icon.as_str().to_owned()),
            secure: policy.secure,
            child_count,
            device_count,
            created_at: wire::time(policy.created_at),
            updated_at: wire::time(policy.updated_at),
        }
    }
}
