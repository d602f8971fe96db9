//! The answer to `GetBootstrapToken`.

use plist::{Dictionary, Value};

use crate::plist::write;

/// A Mac's bootstrap token, given back to it: a secret.
///
/// Apple: <https://developer.apple.com/documentation/devicemanagement/getbootstraptokenresponse>
pub struct BootstrapToken<'a>(pub &'a [u8]);

impl BootstrapToken<'_> {
    /// The content type of [`to_xml`](Self::to_xml).
    pub const CONTENT_TYPE: &'static str = "application/xml";

    /// The answer as an XML property list.
    #[must_use]
    pub fn to_xml(&self) -> Vec<u8> {
        let mut body = Dictionary::new();
        body.insert("BootstrapToken".to_owned(), Value::Data(self.0.to_vec()));
        write(body)
    }
}
