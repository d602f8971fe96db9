//! Every permission there is, by the name it bears in API tokens and in `openapi.yaml`.

macro_rules! permissions {
    ($($(#[$doc:meta])* $variant:ident = $name:literal),+ $(,)?) => {
        /// What an operation may require.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
        pub enum Permission { $($(#[$doc])* $variant),+ }

        impl Permission {
            /// All of them, in the order of the product's table.
            pub const ALL: &[Permission] = &[$(Permission::$variant),+];

            /// The name in scopes and in the API description.
            pub const fn name(self) -> &'static str {
                match self { $(Permission::$variant => $name),+ }
            }

            /// Finds a permission by its name.
            pub fn parse(name: &str) -> Option<Self> {
                match name { $($name => Some(Permission::$variant),)+ _ => None }
            }
        }
    };
}

permissions! {
    /// All reads; URLs are hidden without [`Permission::EnrollmentUrlRead`].
    PolicyRead = "policy.read",
    /// See and copy enrollment URLs.
    EnrollmentUrlRead = "enrollment_url.read",
    /// Let a device enroll once more.
    DeviceRelease = "device.release",
    /// Create, rename, move and delete policies.
    PolicyWrite = "policy.write",
    /// Make a policy secure, for ever.
    SecureEnrollmentEnable = "secure_enrollment.enable",
    /// Change page and passcode; pause and resume.
    SecureEnrollmentWrite = "secure_enrollment.write",
    /// Replace enrollment URLs.
    EnrollmentUrlRegenerate = "enrollment_url.regenerate",
    /// Take a profile without the page, for scripts.
    ProfileIssue = "profile.issue",
    /// End single profiles.
    ProfileRevoke = "profile.revoke",
    /// Make renewal profiles.
    DeviceRenew = "device.renew",
    /// Change the organization's settings.
    SettingsWrite = "settings.write",
    /// Manage webhooks.
    WebhookWrite = "webhook.write",
    /// Manage users and API tokens; never a token's.
    UserWrite = "user.write",
    /// Read the audit log.
    AuditRead = "audit.read",
}

impl Permission {
    /// Whether an API token may carry it at all.
    pub const fn fits_a_token(self) -> bool {
        !matches!(self, Permission::UserWrite)
    }

    /// Whether what it allows can stay within a subtree: settings and webhooks are the whole organization's.
    pub const fn fits_a_subtree(self) -> bool {
        !matches!(self, Permission::SettingsWrite | Permission::WebhookWrite)
    }
}
