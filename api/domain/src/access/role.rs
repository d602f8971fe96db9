//! The roles and the one table of what each may do.

use super::permission::Permission;

/// What a user is in the organization, mightiest first.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Debug,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum Role {
    /// Everything, and the only one who makes owners.
    Owner,
    /// Everything but owners.
    Admin,
    /// Reads, sees URLs, releases devices.
    Helpdesk,
    /// Reads, and the audit log.
    Auditor,
}

impl Role {
    /// The name in the API and in the database.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The table: may this role do what needs this permission?
    pub const fn grants(self, permission: Permission) -> bool {
        use Permission as P;
        match permission {
            P::PolicyRead => true,
            P::EnrollmentUrlRead | P::DeviceRelease => !matches!(self, Role::Auditor),
            P::AuditRead => !matches!(self, Role::Helpdesk),
            P::PolicyWrite
            | P::SecureEnrollmentEnable
            | P::SecureEnrollmentWrite
            | P::EnrollmentUrlRegenerate
            | P::ProfileIssue
            | P::ProfileRevoke
            | P::DeviceRenew
            | P::SettingsWrite
            | P::UserWrite => matches!(self, Role::Owner | Role::Admin),
        }
    }

    /// Only owners make, change or disable owners.
    pub const fn may_manage(self, other: Role) -> bool {
        match self {
            Role::Owner => true,
            Role::Admin => !matches!(other, Role::Owner),
            Role::Helpdesk | Role::Auditor => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::VariantArray;

    #[test]
    fn the_table_of_the_product_stands_as_written() {
        let granted = |role: Role| {
            Permission::VARIANTS
                .iter()
                .filter(|p| role.grants(**p))
                .map(|p| p.name())
                .collect::<Vec<_>>()
        };
        assert_eq!(granted(Role::Owner).len(), Permission::VARIANTS.len());
        assert_eq!(granted(Role::Admin).len(), Permission::VARIANTS.len());
        assert_eq!(
            granted(Role::Helpdesk),
            ["policy.read", "enrollment_url.read", "device.release"]
        );
        assert_eq!(granted(Role::Auditor), ["policy.read", "audit.read"]);
    }

    #[test]
    fn only_owners_manage_owners() {
        assert!(Role::Owner.may_manage(Role::Owner));
        assert!(!Role::Admin.may_manage(Role::Owner));
        assert!(Role::Admin.may_manage(Role::Admin));
        assert!(!Role::Helpdesk.may_manage(Role::Auditor));
    }
}
