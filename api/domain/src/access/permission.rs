//! Every permission there is, by the name it bears in API tokens and in `openapi.yaml`.

/// What an operation may require, in the order of the product's table.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Debug,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
pub enum Permission {
    /// All reads; URLs are hidden without [`Permission::EnrollmentUrlRead`].
    #[strum(serialize = "policy.read")]
    PolicyRead,
    /// See and copy enrollment URLs.
    #[strum(serialize = "enrollment_url.read")]
    EnrollmentUrlRead,
    /// Let a device enroll once more.
    #[strum(serialize = "device.release")]
    DeviceRelease,
    /// Create, rename, move and delete policies.
    #[strum(serialize = "policy.write")]
    PolicyWrite,
    /// Make a policy secure, for ever.
    #[strum(serialize = "secure_enrollment.enable")]
    SecureEnrollmentEnable,
    /// Change page and passcode; pause and resume.
    #[strum(serialize = "secure_enrollment.write")]
    SecureEnrollmentWrite,
    /// Replace enrollment URLs.
    #[strum(serialize = "enrollment_url.regenerate")]
    EnrollmentUrlRegenerate,
    /// Take a profile without the page, for scripts.
    #[strum(serialize = "profile.issue")]
    ProfileIssue,
    /// End single profiles.
    #[strum(serialize = "profile.revoke")]
    ProfileRevoke,
    /// Make renewal profiles.
    #[strum(serialize = "device.renew")]
    DeviceRenew,
    /// Change the organization's settings.
    #[strum(serialize = "settings.write")]
    SettingsWrite,
    /// Manage users and API tokens; never a token's.
    #[strum(serialize = "user.write")]
    UserWrite,
    /// Read the audit log.
    #[strum(serialize = "audit.read")]
    AuditRead,
}

impl Permission {
    /// The name in scopes and in the API's description.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Whether an API token may carry it at all.
    pub const fn fits_a_token(self) -> bool {
        !matches!(self, Permission::UserWrite)
    }

    /// Whether what it allows can stay within a subtree: settings are the whole organization's.
    pub const fn fits_a_subtree(self) -> bool {
        !matches!(self, Permission::SettingsWrite)
    }
}
