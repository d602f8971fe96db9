//! Apple's formats for device enrollment: the profile, the check-in messages and the command
//! channel. Bytes in, bytes out; no signatures, no clock, no policy.
//!
//! - [`profile`]: the enrollment profile (`.mobileconfig`), written and read back.
//! - [`checkin`]: `Authenticate`, `TokenUpdate` and the others, read (and written, for simulated
//!   devices).
//! - [`command`]: reports of a device, and commands to it.
//! - [`Refusal`]: the body that refuses a device.
//! - [`PlistError`]: why a property list was not read.
//!
//! # Example: a profile
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
//!
//! # Example: a check-in
//!
//! ```
//! use vestibule_mdm::checkin::{CheckIn, Message};
//!
//! # fn main() -> Result<(), vestibule_mdm::PlistError> {
//! let body = br#"<?xml version="1.0" encoding="UTF-8"?>
//! <plist version="1.0"><dict>
//! <key>MessageType</key><string>CheckOut</string>
//! <key>Topic</key><string>com.apple.mgmt.External.0197</string>
//! <key>UDID</key><string>4D4D5608-BFB0-5047-8BDF-2727BACDC59B</string>
//! </dict></plist>"#;
//! let check_in = CheckIn::read(body)?;
//! assert_eq!(check_in.device.as_str(), "4D4D5608-BFB0-5047-8BDF-2727BACDC59B");
//! assert!(matches!(check_in.message, Message::CheckOut { .. }));
//! # Ok(())
//! # }
//! ```

pub mod checkin;
pub mod command;
mod identity;
mod plist;
pub mod profile;
mod refusal;

pub use crate::plist::PlistError;
pub use identity::{DeviceId, User};
pub use refusal::Refusal;
