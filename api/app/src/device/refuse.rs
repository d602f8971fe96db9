//! Remembers that a device was refused: with its profile, for the person who waits, and in the audit log, once an hour per reason.

use crate::audit::{self, Entry};
use crate::throttle;
use crate::{App, Failure, RequestOrigin};
use vestibule_domain::audit::{Action, ObjectKind};
use vestibule_domain::device::certificate::DeviceCertificate;
use vestibule_domain::device::refusal::DeviceRefusal;
use vestibule_domain::profile::Profile;
use vestibule_domain::{OrganizationId, PolicyId, ProfileId};
use vestibule_store::profiles;

/// What was refused.
#[derive(Clone, Debug)]
pub(super) struct RefusalRecord {
    /// Whose log it belongs into.
    pub(super) organization_id: OrganizationId,
    /// The policy it was about, if that still is.
    pub(super) policy_id: Option<PolicyId>,
    /// The profile it came by.
    pub(super) profile_id: ProfileId,
    /// The step, in the words of the protocol.
    pub(super) step: &'static str,
    /// The UDID it claimed.
    pub(super) udid: Option<String>,
    /// Why.
    pub(super) why: DeviceRefusal,
    /// Whether the profile's secret is known to somebody else.
    pub(super) secret_leaked: bool,
}

impl RefusalRecord {
    /// At a certificate request.
    pub(super) fn at_request(profile: &Profile, why: DeviceRefusal, secret_leaked: bool) -> Self {
        Self {
            organization_id: profile.organization_id,
            policy_id: Some(profile.policy_id),
            profile_id: profile.id,
            step: "PKCSReq",
            udid: None,
            why,
            secret_leaked,
        }
    }

    /// In a message that a certificate signed.
    pub(super) fn of_message(
        certificate: &DeviceCertificate,
        profile: Option<&Profile>,
        step: &'static str,
        udid: Option<&str>,
        why: DeviceRefusal,
    ) -> Self {
        Self {
            organization_id: certificate.organization_id,
            policy_id: profile.map(|profile| profile.policy_id),
            profile_id: certificate.profile_id,
            step,
            udid: udid.map(str::to_owned),
            why,
            secret_leaked: false,
        }
    }
}

/// Remembers it. `enrolling`: it was an attempt to enroll, which the profile's status tells, too.
pub(super) fn record(
    app: &App,
    origin: &RequestOrigin,
    refused: &RefusalRecord,
    enrolling: bool,
) -> Result<(), Failure> {
    app.store.write(|conn| {
        let now = app.now();
        let RefusalRecord {
            organization_id,
            profile_id,
            why,
            ..
        } = *refused;
        if enrolling {
            profiles::set_refusal(conn, profile_id, why, now)?;
        }
        let entry = |action| {
            let entry = Entry::new(action)
                .object(ObjectKind::Profile, profile_id.uuid())
                .text("reason", why.code())
                .text("step", refused.step);
            let entry = match refused.policy_id {
                Some(id) => entry.policy(id),
                None => entry,
            };
            match &refused.udid {
                Some(udid) => entry.text("udid", udid),
                None => entry,
            }
        };
        let mut tell = |action: Action, what: String| {
            if throttle::tell_hourly(conn, &what, now)? {
                audit::record_without_actor(
                    app,
                    conn,
                    organization_id,
                    "device",
                    origin,
                    now,
                    entry(action),
                )?;
            }
            Ok::<_, Failure>(())
        };
        if refused.secret_leaked {
            tell(
                Action::ChallengeReused,
                format!("challenge reused {profile_id}"),
            )?;
        }
        let action = if enrolling {
            Action::DeviceRefused
        } else {
            Action::DeviceMessageRefused
        };
        tell(
            action,
            format!("{} {} {profile_id}", action.name(), why.code()),
        )
    })
}
