//! The permissions as types, so that a handler's signature can name one.

use vestibule_domain::access::permission::Permission;

/// What a handler requires.
pub trait Requirement: 'static {
    /// None: any signed-in caller.
    const PERMISSION: Option<Permission>;
}

/// Any signed-in caller.
pub struct SignedIn;

impl Requirement for SignedIn {
    const PERMISSION: Option<Permission> = None;
}

macro_rules! requirements {
    ($($name:ident),+ $(,)?) => {$(
        #[doc = concat!("[`Permission::", stringify!($name), "`]")]
        pub struct $name;

        impl Requirement for $name {
            const PERMISSION: Option<Permission> = Some(Permission::$name);
        }
    )+};
}

requirements!(
    PolicyRead,
    EnrollmentUrlRead,
    DeviceRelease,
    DeviceRenew,
    PolicyWrite,
    SecureEnrollmentEnable,
    SecureEnrollmentWrite,
    EnrollmentUrlRegenerate,
    ProfileIssue,
    ProfileRevoke,
    SettingsWrite,
    UserWrite,
    AuditRead,
);
