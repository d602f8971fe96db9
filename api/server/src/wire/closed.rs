//! Closed lists on the wire: an enum and its stable names, told once to serde and to the API's description.

use crate::console::{audit_events, profiles};
use crate::problem;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::str::FromStr;
use strum::VariantArray;
use utoipa::openapi::{ObjectBuilder, RefOr, Schema, Type};
use utoipa::{PartialSchema, ToSchema};
use vestibule_domain::access::{permission, role};
use vestibule_domain::device::{self, refusal};
use vestibule_domain::organization::settings;
use vestibule_domain::page::logo_appearance;
use vestibule_domain::secure_enrollment::setting;
use vestibule_domain::{audit, enrollment_url, field, profile};

/// An enum that stands in the API's description under a name of its own.
pub trait ClosedList: Copy + VariantArray + Into<&'static str> + FromStr {
    /// The name of its schema.
    const SCHEMA: &'static str;
    /// What it lists, for readers of the description.
    const DESCRIPTION: &'static str;
}

/// One value of a closed list, by its stable name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Closed<T>(pub T);

impl<T> From<T> for Closed<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

fn names<T: ClosedList>() -> impl Iterator<Item = &'static str> {
    T::VARIANTS.iter().map(|value| (*value).into())
}

impl<T: ClosedList> Serialize for Closed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.into())
    }
}

impl<'de, T: ClosedList> Deserialize<'de> for Closed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        // What was sent is not repeated; the reader of bodies tells what was expected.
        let unknown = |_| {
            let all: Vec<_> = names::<T>().map(|name| format!("`{name}`")).collect();
            D::Error::custom(format!("unknown name, expected one of {}", all.join(", ")))
        };
        name.parse().map(Self).map_err(unknown)
    }
}

impl<T: ClosedList> PartialSchema for Closed<T> {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some(T::DESCRIPTION))
            .enum_values(Some(names::<T>()))
            .into()
    }
}

impl<T: ClosedList> ToSchema for Closed<T> {
    fn name() -> Cow<'static, str> {
        T::SCHEMA.into()
    }
}

macro_rules! closed_lists {
    ($(#[doc = $doc:literal] $name:ident = $list:ty;)+) => {
        $(
            #[doc = $doc]
            pub type $name = Closed<$list>;

            impl ClosedList for $list {
                const SCHEMA: &'static str = stringify!($name);
                const DESCRIPTION: &'static str = $doc.trim_ascii();
            }
        )+

        /// Every closed list by the name of its schema.
        pub fn schemas() -> Vec<(&'static str, RefOr<Schema>)> {
            vec![$((<$list>::SCHEMA, $name::schema())),+]
        }
    };
}

closed_lists! {
    /// What happened, as the audit log names it.
    Action = audit::Action;
    /// What kind of somebody a line of the audit log names.
    AuditActorKind = audit::AuditActorKind;
    /// What kind of thing a line of the audit log is about.
    ObjectKind = audit::ObjectKind;
    /// Why a device was refused; for the helpdesk and for programs.
    DeviceRefusal = refusal::DeviceRefusal;
    /// Where a device stands: Authenticate was accepted, it is managed, it left.
    DeviceState = device::DeviceState;
    /// Why a field cannot be taken as it is.
    FieldCode = field::FieldCode;
    /// What kind of entry point it is: made of ids and the same for ever, or random and replaceable.
    Kind = enrollment_url::Kind;
    /// `json`: a page of the log; `ndjson`: all of it.
    LogFormat = audit_events::LogFormat;
    /// The background a logo can be seen on.
    LogoGround = logo_appearance::Background;
    /// What an operation may require, and an API token may carry.
    Permission = permission::Permission;
    /// What a visitor's browser said it runs on.
    Platform = profile::Platform;
    /// Why a request was refused; `docs/problems.md` says what to do.
    ProblemCode = problem::ProblemCode;
    /// What has become of a profile.
    ProfileState = profile::state::State;
    /// What a device that is live under another certificate meets.
    ReEnrollment = settings::ReEnrollment;
    /// Why a URL was retired: secure enrollment was enabled, or it was regenerated.
    RetiredReason = enrollment_url::Reason;
    /// What a user is in the organization.
    Role = role::Role;
    /// Where a setting comes from: set or cleared by the policy itself, taken from its nearest ancestor, or never set.
    Source = setting::Source;
    /// The states one can ask for; `in_flight`: downloaded, not enrolled, before its deadline.
    StateFilter = profiles::StateFilter;
}
