//! Taking typed values out of a dictionary, with errors that name the key.

use ::plist::{Dictionary, Value};
use uuid::Uuid;

use super::PlistError;

type Read<T> = Result<T, PlistError>;

/// The fields of a dictionary.
#[derive(Clone, Copy)]
pub(crate) struct Fields<'a>(pub(crate) &'a Dictionary);

impl<'a> Fields<'a> {
    /// A value of any type, if the key is there.
    pub(crate) fn find(self, key: &str) -> Option<&'a Value> {
        self.0.get(key)
    }

    /// The value `read` takes out of the one under `key`, if that is there.
    fn optional<T>(
        self,
        key: &'static str,
        read: impl FnOnce(&'a Value) -> Option<T>,
    ) -> Read<Option<T>> {
        match self.find(key) {
            None => Ok(None),
            Some(value) => read(value).map(Some).ok_or(PlistError::Unexpected(key)),
        }
    }

    pub(crate) fn optional_string(self, key: &'static str) -> Read<Option<String>> {
        self.optional(key, |value| value.as_string().map(str::to_owned))
    }

    pub(crate) fn string(self, key: &'static str) -> Read<String> {
        self.optional_string(key)?.ok_or(PlistError::Missing(key))
    }

    pub(crate) fn optional_data(self, key: &'static str) -> Read<Option<Vec<u8>>> {
        self.optional(key, |value| value.as_data().map(<[u8]>::to_vec))
    }

    pub(crate) fn data(self, key: &'static str) -> Read<Vec<u8>> {
        self.optional_data(key)?.ok_or(PlistError::Missing(key))
    }

    pub(crate) fn optional_boolean(self, key: &'static str) -> Read<Option<bool>> {
        self.optional(key, Value::as_boolean)
    }

    pub(crate) fn integer(self, key: &'static str) -> Read<u64> {
        self.optional(key, Value::as_unsigned_integer)?
            .ok_or(PlistError::Missing(key))
    }

    pub(crate) fn uuid(self, key: &'static str) -> Read<Uuid> {
        Uuid::try_parse(&self.string(key)?).map_err(|_| PlistError::Unexpected(key))
    }

    pub(crate) fn optional_array(self, key: &'static str) -> Read<Option<&'a [Value]>> {
        self.optional(key, |value| value.as_array().map(Vec::as_slice))
    }

    pub(crate) fn array(self, key: &'static str) -> Read<&'a [Value]> {
        self.optional_array(key)?.ok_or(PlistError::Missing(key))
    }

    pub(crate) fn optional_dictionary(self, key: &'static str) -> Read<Option<Fields<'a>>> {
        self.optional(key, |value| value.as_dictionary().map(Fields))
    }

    pub(crate) fn dictionary(self, key: &'static str) -> Read<Fields<'a>> {
        self.optional_dictionary(key)?
            .ok_or(PlistError::Missing(key))
    }

    /// Demands a fixed value.
    pub(crate) fn fixed(self, key: &'static str, expected: impl Into<Value>) -> Read<()> {
        match self.find(key) {
            None => Err(PlistError::Missing(key)),
            Some(value) if *value == expected.into() => Ok(()),
            Some(_) => Err(PlistError::Unexpected(key)),
        }
    }
}
