//! Apple's formats for device enrollment: the profile, the check-in messages and the command
//! channel. Bytes in, bytes out; no signatures, no clock, no policy.
//!
//! - [`profile`]: the enrollment profile (`.mobileconfig`), written and read back.
//! - [`PlistError`]: why a property list was not read.
//!
//! # Example
//!
//! ```
//! use uuid::Uuid;
//! use vestibule_mdm::profile::{EnrollmentProfile, MdmPayload, ScepPayload, ScepSubject};
//!
//! # fn main() -> Result<(), vestibule_mdm::PlistError> {
//! let profile = EnrollmentProfile {
//!     identifier: "com.acme.enrollment".into(),
//!     uuid: Uuid::from_u128(1),
//!     display_name: "Acme".into(),
//!     organization: "Acme".into(),
//!     description: "Enrolls this device at Acme.".into(),
//!     consent_text: None,
//!     root_certificates: vec![],
//!     scep: ScepPayload {
//!         uuid: Uuid::from_u128(2),
//!         url: "https://mdm.acme.example/scep".into(),
//!         name: "acme".into(),
//!         subject: ScepSubject { common_name: "0197".into(), ..ScepSubject::default() },
//!         challenge: "one-time-secret".into(),
//!     },
//!     mdm: MdmPayload::new(
//!         Uuid::from_u128(3),
//!         "https://mdm.acme.example/mdm",
//!         "com.apple.mgmt.External.0197",
//!     ),
//! };
//! let xml = profile.to_xml();
//! assert_eq!(EnrollmentProfile::read(&xml)?, profile);
//! # Ok(())
//! # }
//! ```

mod plist;
pub mod profile;

pub use crate::plist::PlistError;
