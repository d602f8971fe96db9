//! Remembers that a device was refused: with its profile, for the person who waits, and in the audit log, once an hour per reason.

use super::verify::VerifiedMessage;
use crate::audit::Entry;
use crate::context::no_lock;
use crate::throttle;
use crate::{App, DeviceClient, Failure};
use vestibule_domain::audit::{Action, ObjectKind};
use vestibule_domain::device::certificate::DeviceCertificate;
use vestibule_domain::device::refusal::DeviceRefusal;
use vestibule_domain::profile::Profile;
use vestibule_domain::{OrganizationId, PolicyId, ProfileId};
use vestibule_store::profiles;

/// What was refused.
#[derive(Clone, Debug)]
pub(super) struct RefusalRecord {
    /// The organization whose log it belongs into.
    pub(super) organization_id: OrganizationId,
    /// The policy it was about, if that still is.
    pub(super) policy_id: Option<PolicyId>,
    /// The profile it came by.
    pub(super) profile_id: ProfileId,
    /// The `MessageType` of SCEP or check-in; `Report` on the command channel.
    pub(super) step: &'static str,
    /// The UDID it claimed.
    pub(super) udid: Option<String>,
    /// The reason a person is told.
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
        verified: &VerifiedMessage,
        profile: Option<&Profile>,
        why: DeviceRefusal,
    ) -> Self {
        Self {
            organization_id: verified.certificate.organization_id,
            policy_id: profile.map(|profile| profile.policy_id),
            profile_id: verified.certificate.profile_id,
            step: verified.kind(),
            udid: Some(verified.identity.as_str().to_owned()),
            why,
            secret_leaked: false,
        }
    }

    /// At a certificate's request for its own successor.
    pub(super) fn at_renewal(certificate: &DeviceCertificate, profile: Option<&Profile>) -> Self {
        Self {
            organization_id: certificate.organization_id,
            policy_id: profile.map(|profile| profile.policy_id),
            profile_id: certificate.profile_id,
            step: "RenewalReq",
            udid: certificate
                .identity
                .as_ref()
                .map(|bound| bound.as_str().to_owned()),
            why: DeviceRefusal::RenewalRequest,
            secret_leaked: false,
        }
    }

    fn entry(&self, action: Action) -> Entry {
        let entry = Entry::new(action)
            .object(ObjectKind::Profile, self.profile_id.uuid())
            .text("reason", self.why.code())
            .text("step", self.step);
        let entry = match self.policy_id {
            Some(id) => entry.policy(id),
            None => entry,
        };
        match &self.udid {
            Some(udid) => entry.text("udid", udid),
            None => entry,
        }
    }
}

/// Remembers it. `enrolling`: it was an attempt to enroll, which the profile's status tells, too.
pub(super) fn record(
    app: &App,
    client: &DeviceClient,
    refused: &RefusalRecord,
    enrolling: bool,
) -> Result<(), Failure> {
    app.write(client, no_lock, |ctx, ()| {
        let (id, why) = (refused.profile_id, refused.why);
        if enrolling {
            profiles::set_refusal(ctx.conn, id, why, ctx.now)?;
        }
        let action = if enrolling {
            Action::DeviceRefused
        } else {
            Action::DeviceMessageRefused
        };
        if refused.secret_leaked && throttle::tell_hourly(ctx, &format!("challenge reused {id}"))? {
            let entry = refused.entry(Action::ChallengeReused);
            ctx.record_without_actor(refused.organization_id, entry)?;
        }
        let what = format!("{} {} {id}", action.name(), why.code());
        if throttle::tell_hourly(ctx, &what)? {
            ctx.record_without_actor(refused.organization_id, refused.entry(action))?;
        }
        Ok(())
    })
}
