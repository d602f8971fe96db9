//! Enrollment URLs: every policy has exactly one live one; earlier ones are retired and stay on record.

pub mod regeneration;
pub mod standing;
pub mod token;

use crate::{EnrollmentUrlId, OrganizationId, PolicyId, Timestamp, access::actor::ActorRef};

/// What kind of entry point it is.
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, strum::EnumString, strum::IntoStaticStr, strum::VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum Kind {
    /// Made of ids, the same for ever: `/mdm/enroll/{organization_id}/{policy_id}`.
    Legacy,
    /// Random and replaceable: `/e/{token}`.
    Secure,
}

impl Kind {
    /// The name in the API and in the database.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// Why a URL was retired.
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, strum::EnumString, strum::IntoStaticStr, strum::VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum Reason {
    /// Secure enrollment was enabled: the legacy URL ended.
    Enabled,
    /// It was regenerated.
    Regenerated,
}

impl Reason {
    /// The name in the API and in the database.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// The end of a URL.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Retirement {
    /// From here on it yields no profile.
    pub at: Timestamp,
    /// The user or API token that did it, under the name of that time; None for the operator.
    pub by: Option<ActorRef>,
    /// What ended the URL.
    pub reason: Reason,
    /// The deadline of the profiles downloaded from it.
    pub profiles_valid_until: Timestamp,
}

/// An entry point of one policy. Its token is not here: only who may see it unseals it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EnrollmentUrl {
    /// UUIDv7: enrollment URL ids sort by the moment they were made.
    pub id: EnrollmentUrlId,
    /// The tenant that owns it; nothing crosses it.
    pub organization_id: OrganizationId,
    /// Where it leads.
    pub policy_id: PolicyId,
    /// Legacy or secure.
    pub kind: Kind,
    /// The moment the enrollment URL was made, UTC.
    pub created_at: Timestamp,
    /// The user or API token that did it, under the name of that time; None for the operator.
    pub created_by: Option<ActorRef>,
    /// None while it is live.
    pub retired: Option<Retirement>,
}

impl EnrollmentUrl {
    /// Whether it is the policy's live one.
    pub const fn is_live(&self) -> bool {
        self.retired.is_none()
    }
}

#[cfg(test)]
pub(crate) mod testing {
    //! Small URLs for tests.

    use super::*;
    use uuid::Uuid;

    pub(crate) fn url() -> EnrollmentUrl {
        EnrollmentUrl {
            id: EnrollmentUrlId::from_uuid(Uuid::nil()),
            organization_id: OrganizationId::from_uuid(Uuid::nil()),
            policy_id: PolicyId::from_uuid(Uuid::nil()),
            kind: Kind::Secure,
            created_at: Timestamp::UNIX_EPOCH,
            created_by: None,
            retired: None,
        }
    }

    /// Retired at the epoch with 30 minutes of grace.
    pub(crate) fn retired_url() -> EnrollmentUrl {
        let live = url();
        let retired = regeneration::retire(
            &live,
            Reason::Regenerated,
            regeneration::Grace::ThirtyMinutes,
            None,
            Timestamp::UNIX_EPOCH,
        );
        EnrollmentUrl { retired, ..live }
    }
}
