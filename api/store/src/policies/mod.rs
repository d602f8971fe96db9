//! The policy tree: reading along it, listing it, changing it.

mod change;
mod list;
mod walk;

pub use change::{delete, insert, lock, set_parent, set_secure, shift_depth, update};
pub use list::{TreePosition, child_counts, list_all, list_level, list_secure, search};
pub use walk::{path, subtree, with_ancestors};

use crate::schema::policies;
use crate::types::{Id, Moment};
use crate::{Error, Result};
use diesel::prelude::*;
use vestibule_domain::name::Name;
use vestibule_domain::policy::{Color, Icon, Policy};
use vestibule_domain::{OrganizationId, PolicyId};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = policies)]
struct Row {
    id: Id,
    organization_id: Id,
    parent_id: Option<Id>,
    parent_secure: bool,
    depth: i64,
    name: String,
    name_key: String,
    color: Option<String>,
    icon: Option<String>,
    secure: bool,
    created_at: Moment,
    updated_at: Moment,
}

impl TryFrom<Row> for Policy {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let unreadable = |column| Error::Inconsistent {
            table: "policies",
            column,
        };
        Ok(Self {
            id: PolicyId::from_uuid(row.id.0),
            organization_id: OrganizationId::from_uuid(row.organization_id.0),
            parent_id: row.parent_id.map(|id| PolicyId::from_uuid(id.0)),
            depth: u32::try_from(row.depth).map_err(|_| unreadable("depth"))?,
            name: Name::parse(&row.name).map_err(|_| unreadable("name"))?,
            color: row
                .color
                .map(|text| Color::parse(&text).ok_or_else(|| unreadable("color")))
                .transpose()?,
            icon: row
                .icon
                .map(|text| Icon::parse(&text).ok_or_else(|| unreadable("icon")))
                .transpose()?,
            secure: row.secure,
            created_at: row.created_at.0,
            updated_at: row.updated_at.0,
        })
    }
}

fn read(rows: Vec<Row>) -> Result<Vec<Policy>> {
    rows.into_iter().map(Policy::try_from).collect()
}

fn ids(of: &[PolicyId]) -> Vec<Id> {
    of.iter().map(|id| Id(id.uuid())).collect()
}
