//! The body that tells a device why it may not enroll.

use plist::Dictionary;

use crate::plist::{clean, write};

/// The refusal of a device, the body of an HTTP 403.
///
/// Apple: <https://developer.apple.com/documentation/devicemanagement/errorcodeunrecognizeddevice>.
/// To an enrolled device on iOS 17, macOS 14 or later it means: remove the enrollment. So it
/// answers `Authenticate`, and nothing else unless a device is to be evicted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal<'a> {
    /// For an admin who reads the device's log.
    pub description: &'a str,
    /// For the person at the device; older systems do not show it.
    pub message: &'a str,
}

impl Refusal<'_> {
    /// The `code`: the service does not know the device.
    pub const CODE: &'static str = "com.apple.unrecognized.device";

    /// The content type of [`to_xml`](Self::to_xml).
    pub const CONTENT_TYPE: &'static str = "application/xml";

    /// The body as an XML property list.
    #[must_use]
    pub fn to_xml(&self) -> Vec<u8> {
        let mut body = Dictionary::new();
        body.insert("code".to_owned(), Self::CODE.into());
        body.insert("description".to_owned(), clean(self.description).into());
        body.insert("message".to_owned(), clean(self.message).into());
        write(body)
    }
}
