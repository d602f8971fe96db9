//! A profile: one download of an enrollment profile, with its own secret, record and end.

pub mod admission;
pub mod deadline;
pub mod state;
pub mod ticket;

use crate::{
    DeviceId, EnrollmentUrlId, OrganizationId, PasscodeId, PolicyId, ProfileId, Timestamp,
    access::actor::ActorRef, device::refusal::DeviceRefusal,
};

/// How the profile came to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ProfileOrigin {
    /// A visitor unlocked a secure URL.
    Unlock,
    /// Somebody fetched a legacy URL: any number of devices may use it.
    Legacy,
    /// A script took it through the API, for one device, for an hour.
    Unattended,
    /// It renews the identity of a device that is enrolled, whatever becomes of the URL that device came by.
    Renewal {
        /// The one device it is for.
        device: DeviceId,
    },
}

impl ProfileOrigin {
    /// The name in the database.
    pub const fn name(self) -> &'static str {
        match self {
            ProfileOrigin::Unlock => "unlock",
            ProfileOrigin::Legacy => "legacy",
            ProfileOrigin::Unattended => "unattended",
            ProfileOrigin::Renewal { .. } => "renewal",
        }
    }

    /// Finds an origin by its name and the device a renewal is for; None if they do not fit each other.
    pub fn parse(name: &str, renews: Option<DeviceId>) -> Option<Self> {
        match (name, renews) {
            ("unlock", None) => Some(ProfileOrigin::Unlock),
            ("legacy", None) => Some(ProfileOrigin::Legacy),
            ("unattended", None) => Some(ProfileOrigin::Unattended),
            ("renewal", Some(device)) => Some(ProfileOrigin::Renewal { device }),
            _ => None,
        }
    }

    /// The one device a renewal is for.
    pub const fn renews(self) -> Option<DeviceId> {
        match self {
            ProfileOrigin::Renewal { device } => Some(device),
            ProfileOrigin::Unlock | ProfileOrigin::Legacy | ProfileOrigin::Unattended => None,
        }
    }

    /// Whether it enrolls one device only: everything but a legacy download.
    pub const fn is_for_one_device(self) -> bool {
        !matches!(self, ProfileOrigin::Legacy)
    }
}

/// What the browser said of itself; guidance, never a control.
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, strum::EnumString, strum::IntoStaticStr, strum::VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum Platform {
    /// iPhone.
    Iphone,
    /// iPad.
    Ipad,
    /// Mac, or an iPad that poses as one.
    Mac,
    /// Anything else.
    Other,
}

impl Platform {
    /// The name in the API and in the database.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Guesses from a `User-Agent`.
    pub fn guess(user_agent: &str) -> Self {
        match user_agent {
            ua if ua.contains("iPhone") || ua.contains("iPod") => Platform::Iphone,
            ua if ua.contains("iPad") => Platform::Ipad,
            ua if ua.contains("Macintosh") => Platform::Mac,
            _ => Platform::Other,
        }
    }
}

/// A profile as remembered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Profile {
    /// The SCEP challenge is derived from it.
    pub id: ProfileId,
    /// The organization of its policy.
    pub organization_id: OrganizationId,
    /// Where the device will go.
    pub policy_id: PolicyId,
    /// The URL it came by.
    pub enrollment_url_id: EnrollmentUrlId,
    /// How it came to be, and for whom.
    pub origin: ProfileOrigin,
    /// When it was unlocked, downloaded or issued.
    pub created_at: Timestamp,
    /// Who issued it: unattended ones and renewals.
    pub created_by: Option<ActorRef>,
    /// When its ticket ends; None without a ticket.
    pub ticket_expires_at: Option<Timestamp>,
    /// The passcode setting in force at the unlock.
    pub passcode_id: Option<PasscodeId>,
    /// The first download.
    pub downloaded_at: Option<Timestamp>,
    /// Its own end, whatever becomes of its URL.
    pub expires_at: Option<Timestamp>,
    /// When somebody ended it.
    pub revoked_at: Option<Timestamp>,
    /// When its secret was used.
    pub certificate_issued_at: Option<Timestamp>,
    /// When Authenticate was accepted.
    pub enrolled_at: Option<Timestamp>,
    /// The device that used it.
    pub device_id: Option<DeviceId>,
    /// Where the visitor was.
    pub client_network: Option<String>,
    /// What the visitor held.
    pub client_platform: Option<Platform>,
    /// What it tells the device about its service.
    pub service: Option<Service>,
    /// Why a device was refused last.
    pub refusal: Option<LastRefusal>,
}

/// There is nothing left to end: the profile was ended before, or it has enrolled its device.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("This profile has ended or enrolled its device.")]
pub struct NothingToRevoke;

impl Profile {
    /// Somebody ends it: neither its ticket nor its secret is worth anything any more.
    ///
    /// # Errors
    /// [`NothingToRevoke`]
    pub fn revoke(self, now: Timestamp) -> Result<Self, NothingToRevoke> {
        if self.revoked_at.is_some() || self.enrolled_at.is_some() {
            return Err(NothingToRevoke);
        }
        Ok(Self {
            revoked_at: Some(now),
            ..self
        })
    }

    /// Authenticate was accepted: the profile has enrolled its one device, and what was refused before is forgotten.
    pub fn enroll(self, device_id: DeviceId, now: Timestamp) -> Self {
        Self {
            enrolled_at: Some(now),
            device_id: Some(device_id),
            refusal: None,
            ..self
        }
    }
}

/// What a device learns from its profile about the service, and what no later profile of it may change.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Service {
    /// Scheme, host and port of the server.
    pub url: String,
    /// The push topic.
    pub topic: String,
}

/// A refusal as it is remembered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LastRefusal {
    /// The reason a person is told.
    pub why: DeviceRefusal,
    /// When the device was refused.
    pub at: Timestamp,
}

#[cfg(test)]
pub(crate) mod testing {
    //! Small profiles for tests.

    use super::*;
    use uuid::Uuid;

    /// Downloaded from a secure URL at the epoch.
    pub(crate) fn profile() -> Profile {
        Profile {
            id: ProfileId::from_uuid(Uuid::nil()),
            organization_id: OrganizationId::from_uuid(Uuid::nil()),
            policy_id: PolicyId::from_uuid(Uuid::nil()),
            enrollment_url_id: EnrollmentUrlId::from_uuid(Uuid::nil()),
            origin: ProfileOrigin::Unlock,
            created_at: Timestamp::UNIX_EPOCH,
            created_by: None,
            ticket_expires_at: Some(Timestamp::UNIX_EPOCH + ticket::TICKET_LIFETIME),
            passcode_id: None,
            downloaded_at: Some(Timestamp::UNIX_EPOCH),
            expires_at: None,
            revoked_at: None,
            certificate_issued_at: None,
            enrolled_at: None,
            device_id: None,
            client_network: None,
            client_platform: None,
            service: None,
            refusal: None,
        }
    }

    pub(crate) fn at(seconds: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + jiff::SignedDuration::from_secs(seconds)
    }
}

#[cfg(test)]
mod tests {
    use super::testing::{at, profile};
    use super::*;
    use uuid::Uuid;

    const DEVICE: DeviceId = DeviceId::from_uuid(Uuid::from_u128(7));

    #[test]
    fn an_origin_and_the_device_it_renews_fit_each_other_or_are_none() {
        let renewal = ProfileOrigin::Renewal { device: DEVICE };
        for origin in [
            ProfileOrigin::Unlock,
            ProfileOrigin::Legacy,
            ProfileOrigin::Unattended,
            renewal,
        ] {
            assert_eq!(
                ProfileOrigin::parse(origin.name(), origin.renews()),
                Some(origin)
            );
        }
        assert_eq!(ProfileOrigin::parse("renewal", None), None);
        assert_eq!(ProfileOrigin::parse("unattended", Some(DEVICE)), None);
    }

    #[test]
    fn a_profile_that_enrolled_its_device_forgets_what_was_refused_before() {
        let refused = Profile {
            refusal: Some(LastRefusal {
                why: DeviceRefusal::DeviceLive,
                at: at(1),
            }),
            ..profile()
        };
        let enrolled = refused.enroll(DEVICE, at(2));
        assert_eq!(
            (enrolled.enrolled_at, enrolled.device_id, enrolled.refusal),
            (Some(at(2)), Some(DEVICE), None)
        );
    }
    #[test]
    fn a_profile_is_ended_once_and_never_after_it_enrolled_its_device() {
        let ended = profile().revoke(at(1)).unwrap();
        assert_eq!(ended.revoked_at, Some(at(1)));
        assert_eq!(ended.revoke(at(2)), Err(NothingToRevoke));
        let enrolled = profile().enroll(DEVICE, at(1));
        assert_eq!(enrolled.revoke(at(2)), Err(NothingToRevoke));
    }
}
