//! Taking values out of a payload, with errors that name payload and key.

use super::Stop;
use plist::{Dictionary, Value};
use url::{Host, Url};
use uuid::Uuid;

/// What a check gives.
pub(super) type Result<T, E = Stop> = std::result::Result<T, E>;

/// The keys of a payload.
pub(super) struct Keys<'a> {
    payload: String,
    dictionary: &'a Dictionary,
}

/// A fault of the profile.
pub(super) fn fault(text: impl Into<String>) -> Stop {
    Stop::Profile(text.into())
}

impl<'a> Keys<'a> {
    pub(super) fn new(payload: &str, dictionary: &'a Dictionary) -> Self {
        Self {
            payload: payload.to_owned(),
            dictionary,
        }
    }

    /// Refuses the payload for the value of a key.
    pub(super) fn wrong<T>(&self, key: &str, why: &str) -> Result<T> {
        Err(fault(format!("{}: {key} {why}", self.payload)))
    }

    /// Refuses keys that Apple does not know, or that have no place in an enrollment.
    pub(super) fn only(&self, known: &[&str]) -> Result<()> {
        match self
            .dictionary
            .keys()
            .find(|key| !known.contains(&key.as_str()))
        {
            Some(key) => self.wrong(key, "has no place here"),
            None => Ok(()),
        }
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.dictionary.contains_key(key)
    }

    fn find<T>(
        &self,
        key: &str,
        kind: &str,
        read: impl Fn(&'a Value) -> Option<T>,
    ) -> Result<Option<T>> {
        match self.dictionary.get(key) {
            None => Ok(None),
            Some(value) => match read(value) {
                Some(value) => Ok(Some(value)),
                None => self.wrong(key, &format!("is no {kind}")),
            },
        }
    }

    fn must<T>(&self, key: &str, kind: &str, read: impl Fn(&'a Value) -> Option<T>) -> Result<T> {
        match self.find(key, kind, read)? {
            Some(value) => Ok(value),
            None => self.wrong(key, "is missing"),
        }
    }

    /// A text that is not empty.
    pub(super) fn text(&self, key: &str) -> Result<String> {
        let text = self.must(key, "text", Value::as_string)?;
        if text.trim().is_empty() {
            return self.wrong(key, "is empty");
        }
        Ok(text.to_owned())
    }

    pub(super) fn texts(&self, key: &str) -> Result<Vec<String>> {
        let text = |value: &Value| value.as_string().map(str::to_owned);
        match self.array(key)?.iter().map(text).collect() {
            Some(texts) => Ok(texts),
            None => self.wrong(key, "is no list of texts"),
        }
    }

    pub(super) fn uuid(&self, key: &str) -> Result<Uuid> {
        match Uuid::try_parse(&self.text(key)?) {
            Ok(uuid) => Ok(uuid),
            Err(_) => self.wrong(key, "is no UUID"),
        }
    }

    pub(super) fn number(&self, key: &str) -> Result<u64> {
        self.must(key, "whole number", Value::as_unsigned_integer)
    }

    pub(super) fn flag(&self, key: &str) -> Result<Option<bool>> {
        self.find(key, "yes or no", Value::as_boolean)
    }

    pub(super) fn optional_data(&self, key: &str) -> Result<Option<Vec<u8>>> {
        self.find(key, "data", |value| value.as_data().map(<[u8]>::to_vec))
    }

    pub(super) fn data(&self, key: &str) -> Result<Vec<u8>> {
        self.must(key, "data", |value| value.as_data().map(<[u8]>::to_vec))
    }

    pub(super) fn array(&self, key: &str) -> Result<&'a [Value]> {
        self.must(key, "list", |value| value.as_array().map(Vec::as_slice))
    }

    pub(super) fn optional_dictionary(&self, key: &str) -> Result<Option<Self>> {
        let found = self.find(key, "dictionary", Value::as_dictionary)?;
        Ok(found.map(|dictionary| Self::new(&format!("{} {key}", self.payload), dictionary)))
    }

    pub(super) fn dictionary(&self, key: &str) -> Result<Self> {
        match self.optional_dictionary(key)? {
            Some(keys) => Ok(keys),
            None => self.wrong(key, "is missing"),
        }
    }

    pub(super) fn fixed(&self, key: &str, expected: impl Into<Value>) -> Result<()> {
        match self.dictionary.get(key) {
            None => self.wrong(key, "is missing"),
            Some(value) if *value == expected.into() => Ok(()),
            Some(value) => self.wrong(key, &format!("has the unexpected value {value:?}")),
        }
    }
}

/// A URL that a device would contact: https, or plain http to this machine, for trials.
pub(super) fn secure_url(keys: &Keys<'_>, key: &str) -> Result<String> {
    let text = keys.text(key)?;
    let url = match Url::parse(&text) {
        Ok(url) => url,
        Err(_) => return keys.wrong(key, "is no URL"),
    };
    let loopback = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    if url.scheme() == "https" || (url.scheme() == "http" && loopback) {
        Ok(text)
    } else {
        keys.wrong(key, "is not https")
    }
}
