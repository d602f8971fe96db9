//! The enrollment profile: what a person downloads and a device installs.
//!
//! Apple: <https://developer.apple.com/documentation/devicemanagement/toplevel>

mod enrollment;
mod mdm;
mod payload;
mod root_certificate;
mod scep;

pub use enrollment::EnrollmentProfile;
pub use mdm::{ALL_ACCESS_RIGHTS, MdmPayload, PER_USER_CONNECTIONS};
pub use root_certificate::RootCertificate;
pub use scep::{ScepPayload, ScepSubject};

/// The content type a profile is served with.
pub const CONTENT_TYPE: &str = "application/x-apple-aspen-config";
