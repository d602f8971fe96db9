//! One inheritable setting on the wire, whichever it is: what is in force with its source, and what a request says of it.

use crate::wire::Source;
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;
use vestibule_domain::secure_enrollment::setting::{self as domain, Override};

/// A setting in force, with its source.
#[derive(Serialize, ToSchema)]
pub struct Setting<T> {
    /// Where it comes from.
    pub source: Source,
    /// The policy that says so; null for `none`.
    #[schema(format = Uuid)]
    pub from_policy_id: Option<String>,
    /// Null when cleared or never set.
    pub value: Option<T>,
}

impl<T> Setting<T> {
    /// A setting with its value as it is on the wire.
    pub fn of<U>(setting: domain::Setting<U>, shown: impl FnOnce(U) -> T) -> Self {
        Self {
            source: setting.source.into(),
            from_policy_id: setting.from.map(|id| id.to_string()),
            value: setting.value.map(shown),
        }
    }
}

/// A value of one's own, or inherit.
#[derive(Deserialize, ToSchema)]
#[serde(untagged, expecting = "expected a value, null or {\"inherit\": true}")]
pub enum Change<T> {
    /// This value, whatever an ancestor says.
    Own(T),
    /// The nearest ancestor's.
    Inherit(Inherit),
}

/// Take the nearest ancestor's.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Inherit {
    /// Always true.
    #[schema(value_type = bool)]
    #[expect(dead_code, reason = "its presence says it all")]
    inherit: True,
}

/// The literal `true`.
pub struct True;

impl<'de> Deserialize<'de> for True {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match bool::deserialize(deserializer)? {
            true => Ok(Self),
            false => Err(serde::de::Error::custom("expected true")),
        }
    }
}

/// Reads a field of a request: a value (own), null (cleared) or `{"inherit": true}`. With serde's `default`, an absent field
/// leaves the setting as it is.
///
/// # Errors
/// The reader's own.
pub fn change<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Override<T>>, D::Error> {
    Ok(Some(match Option::deserialize(deserializer)? {
        None => Override::Cleared,
        Some(Change::Own(value)) => Override::Set(value),
        Some(Change::Inherit(_)) => Override::Inherit,
    }))
}
