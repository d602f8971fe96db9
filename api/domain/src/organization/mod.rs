//! The organization: owner of everything below it, and its settings.

pub mod settings;

use crate::{OrganizationId, Timestamp, name::Name};

/// A tenant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Organization {
    /// UUIDv7: organization ids sort by the moment they were made.
    pub id: OrganizationId,
    /// Its name, shown to end users.
    pub name: Name,
    /// What its admins chose.
    pub settings: settings::Settings,
    /// Raised by every change of the settings; the `ETag`.
    pub settings_version: i64,
    /// The moment the organization was made, UTC.
    pub created_at: Timestamp,
}
