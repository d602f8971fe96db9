//! The policy tree: what a policy is, how the tree may change, and how a branch becomes secure.

pub mod securing;
pub mod tree;

use crate::{OrganizationId, PolicyId, Timestamp, name::Name};

/// A node of the organization's policy tree.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Policy {
    /// UUIDv7: policy ids sort by the moment they were made.
    pub id: PolicyId,
    /// Whose tree.
    pub organization_id: OrganizationId,
    /// None at the top.
    pub parent_id: Option<PolicyId>,
    /// How many ancestors it has.
    pub depth: u32,
    /// Siblings may share one.
    pub name: Name,
    /// How the console paints it.
    pub color: Option<Color>,
    /// How the console draws it.
    pub icon: Option<Icon>,
    /// Secure enrollment, once on, is on for ever.
    pub secure: bool,
    /// The moment the policy was made, UTC.
    pub created_at: Timestamp,
    /// The last change of its name, look or place.
    pub updated_at: Timestamp,
}

/// A colour as `#rrggbb`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Color(String);

impl Color {
    /// Accepts `#` and six hexadecimal digits; kept in lower case.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        (digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()))
            .then(|| Self(text.to_ascii_lowercase()))
    }

    /// `#rrggbb`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The name of an icon: lower-case letters, digits and hyphens.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Icon(String);

impl Icon {
    /// The most characters.
    pub const MAX_CHARS: usize = 40;

    /// Checks the shape; which icons exist is the console's business.
    pub fn parse(text: &str) -> Option<Self> {
        let well_formed = (1..=Self::MAX_CHARS).contains(&text.len())
            && text
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        well_formed.then(|| Self(text.to_owned()))
    }

    /// The text, as it was parsed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Why a change of the tree is refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum PolicyRefusal {
    /// `policy_cycle`
    #[error("A policy cannot be moved below itself.")]
    Cycle,
    /// `policy_too_deep`
    #[error("Policies can be nested at most {} levels deep.", tree::MAX_DEPTH + 1)]
    TooDeep,
    /// `policy_has_children`
    #[error("Delete or move its child policies first.")]
    HasChildren,
    /// `policy_has_devices`
    #[error("Devices are enrolled in this policy. Remove them first.")]
    HasDevices,
    /// `acknowledgement_required`
    #[error(
        "Securing a policy cannot be undone. Send acknowledged: true to confirm that you understand."
    )]
    AcknowledgementRequired,
}

#[cfg(test)]
pub(crate) mod testing {
    //! Small policies for tests.

    use super::*;
    use uuid::Uuid;

    pub(crate) fn id(n: u128) -> PolicyId {
        PolicyId::from_uuid(Uuid::from_u128(n))
    }

    pub(crate) fn policy(n: u128, parent: Option<u128>, depth: u32, secure: bool) -> Policy {
        Policy {
            id: id(n),
            organization_id: OrganizationId::from_uuid(Uuid::nil()),
            parent_id: parent.map(id),
            depth,
            name: Name::parse("Macs").unwrap(),
            color: None,
            icon: None,
            secure,
            created_at: Timestamp::UNIX_EPOCH,
            updated_at: Timestamp::UNIX_EPOCH,
        }
    }
}
