//! What every payload has in common.

use plist::{Dictionary, Value};
use uuid::Uuid;

use crate::plist::{clean, written};

/// A payload under construction.
///
/// Apple: <https://developer.apple.com/documentation/devicemanagement/commonpayloadkeys>
pub(super) struct Payload(Dictionary);

impl Payload {
    /// Starts with the keys every payload must have.
    pub(super) fn new(kind: &str, identifier: &str, uuid: Uuid) -> Self {
        let mut payload = Self(Dictionary::new());
        payload.set("PayloadType", kind);
        payload.set("PayloadVersion", 1);
        payload.text("PayloadIdentifier", identifier);
        payload.text("PayloadUUID", &written(uuid));
        payload
    }

    pub(super) fn set(&mut self, key: &str, value: impl Into<Value>) {
        self.0.insert(key.to_owned(), value.into());
    }

    /// Sets a text that may come from people.
    pub(super) fn text(&mut self, key: &str, text: &str) {
        self.set(key, clean(text));
    }

    pub(super) fn into_dictionary(self) -> Dictionary {
        self.0
    }
}
