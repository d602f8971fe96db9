//! Authenticate, the commit point: may this certificate enroll this device, now?

use super::certificate::{CertificateState, DeviceCertificate};
use super::refusal::DeviceRefusal;
use super::{Device, Identity, release};
use crate::Timestamp;
use crate::enrollment_url::EnrollmentUrl;
use crate::organization::settings::ReEnrollment;
use crate::profile::admission::{Step, admit as admit_profile};
use crate::profile::{Profile, ProfileOrigin};

/// What is granted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Admission {
    /// Authenticate was accepted before, and is again.
    Repeat,
    /// The device enrolls.
    Enroll,
}

/// Everything the decision looks at.
#[derive(Clone, Copy, Debug)]
pub struct Attempt<'a> {
    /// The certificate that signed.
    pub certificate: &'a DeviceCertificate,
    /// Its profile and the URL that came by; None once their policy was deleted.
    pub source: Option<(&'a Profile, &'a EnrollmentUrl)>,
    /// Who the device says it is.
    pub identity: &'a Identity,
    /// What is known under that UDID.
    pub device: Option<&'a Device>,
    /// The organization's setting.
    pub re_enrollment: ReEnrollment,
}

/// The decision. A certificate belongs to one device for ever; once accepted, no deadline is asked again; a device that is
/// live under another certificate stays untouched unless the organization allows it, someone released it or this renews it.
pub fn admit(attempt: Attempt<'_>, now: Timestamp) -> Result<Admission, DeviceRefusal> {
    let Attempt {
        certificate,
        source,
        identity,
        device,
        re_enrollment,
    } = attempt;
    if certificate
        .identity
        .as_ref()
        .is_some_and(|bound| bound != identity)
    {
        return Err(DeviceRefusal::CertificateMismatch);
    }
    if now > certificate.expires_at {
        return Err(DeviceRefusal::CertificateEnded);
    }
    match certificate.state() {
        CertificateState::Pending | CertificateState::Live => return Ok(Admission::Repeat),
        CertificateState::Ended => return Err(DeviceRefusal::CertificateEnded),
        CertificateState::Issued => {}
    }
    let (profile, url) = source.ok_or(DeviceRefusal::ProfileRevoked)?;
    admit_profile(profile, url, Step::Authenticate, now)?;
    let live = device.filter(|device| device.state.is_live());
    match (profile.origin, live) {
        (ProfileOrigin::Renewal, _) if device.map(|device| device.id) != profile.renews => {
            Err(DeviceRefusal::OtherDevice)
        }
        (ProfileOrigin::Renewal, None) => Err(DeviceRefusal::NothingToRenew),
        (ProfileOrigin::Renewal, Some(_)) | (_, None) => Ok(Admission::Enroll),
        (_, Some(live)) => match re_enrollment {
            ReEnrollment::RequireRelease if !release::is_released(live, now) => {
                Err(DeviceRefusal::DeviceLive)
            }
            ReEnrollment::RequireRelease | ReEnrollment::Allow => Ok(Admission::Enroll),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::super::certificate::testing::certificate;
    use super::super::{Description, DeviceState};
    use super::*;
    use crate::enrollment_url::testing::{retired_url, url};
    use crate::profile::testing::{at, profile};
    use crate::{DeviceId, OrganizationId};
    use uuid::Uuid;

    fn device(state: DeviceState) -> Device {
        Device {
            id: DeviceId::from_uuid(Uuid::from_u128(7)),
            organization_id: OrganizationId::from_uuid(Uuid::nil()),
            udid: "A".into(),
            description: Description::default(),
            policy_id: None,
            enrollment_url_id: None,
            profile_id: None,
            state,
            created_at: at(0),
            enrolled_at: None,
            last_seen_at: None,
            released_until: None,
        }
    }

    fn me() -> Identity {
        Identity::Udid("A".into())
    }

    fn ask(
        certificate: &DeviceCertificate,
        profile: &Profile,
        url: &EnrollmentUrl,
        device: Option<&Device>,
        re_enrollment: ReEnrollment,
        now: Timestamp,
    ) -> Result<Admission, DeviceRefusal> {
        let attempt = Attempt {
            certificate,
            source: Some((profile, url)),
            identity: &me(),
            device,
            re_enrollment,
        };
        admit(attempt, now)
    }

    const STRICT: ReEnrollment = ReEnrollment::RequireRelease;

    #[test]
    fn a_certificate_taken_at_29_00_is_refused_at_30_00_but_a_repeat_never_is() {
        let retired = retired_url();
        let just_before = at(1_800) - jiff::SignedDuration::from_millis(1);
        let try_at = |now| ask(&certificate(), &profile(), &retired, None, STRICT, now);
        assert_eq!(try_at(just_before), Ok(Admission::Enroll));
        assert_eq!(try_at(at(1_800)), Err(DeviceRefusal::DeadlinePassed));
        assert_eq!(try_at(at(1_801)), Err(DeviceRefusal::DeadlinePassed));
        let accepted = DeviceCertificate {
            identity: Some(me()),
            authenticated_at: Some(at(1_799)),
            ..certificate()
        };
        assert_eq!(
            ask(&accepted, &profile(), &retired, None, STRICT, at(99_999)),
            Ok(Admission::Repeat)
        );
    }

    #[test]
    fn a_claim_the_upstream_never_answered_asks_the_deadline_again() {
        let claimed = DeviceCertificate {
            identity: Some(me()),
            claimed_at: Some(at(1_700)),
            ..certificate()
        };
        let refused = ask(
            &claimed,
            &profile(),
            &retired_url(),
            None,
            STRICT,
            at(1_800),
        );
        assert_eq!(refused, Err(DeviceRefusal::DeadlinePassed));
    }

    #[test]
    fn a_live_udid_is_taken_only_when_released_or_allowed() {
        let mut live = device(DeviceState::Enrolled);
        let fresh = certificate();
        let try_with =
            |device: &Device, rule, now| ask(&fresh, &profile(), &url(), Some(device), rule, now);
        assert_eq!(
            try_with(&live, STRICT, at(1)),
            Err(DeviceRefusal::DeviceLive)
        );
        assert_eq!(
            try_with(&live, ReEnrollment::Allow, at(1)),
            Ok(Admission::Enroll)
        );
        live.released_until = Some(release::release(&live, at(1)).unwrap());
        assert_eq!(try_with(&live, STRICT, at(86_400)), Ok(Admission::Enroll));
        assert_eq!(
            try_with(&live, STRICT, at(86_401)),
            Err(DeviceRefusal::DeviceLive)
        );
        for state in [DeviceState::Enrolling, DeviceState::CheckedOut] {
            assert_eq!(
                try_with(&device(state), STRICT, at(1)),
                Ok(Admission::Enroll)
            );
            assert_eq!(
                release::release(&device(state), at(1)),
                Err(release::NotEnrolled)
            );
        }
    }

    #[test]
    fn a_renewal_is_for_its_own_live_device_whatever_became_of_the_url() {
        let live = device(DeviceState::Enrolled);
        let renewal = Profile {
            origin: ProfileOrigin::Renewal,
            renews: Some(live.id),
            ..profile()
        };
        let other = Profile {
            renews: Some(DeviceId::from_uuid(Uuid::from_u128(8))),
            ..renewal.clone()
        };
        let try_with = |profile: &Profile, device: Option<&Device>| {
            ask(
                &certificate(),
                profile,
                &retired_url(),
                device,
                STRICT,
                at(9_999),
            )
        };
        assert_eq!(try_with(&renewal, Some(&live)), Ok(Admission::Enroll));
        assert_eq!(
            try_with(&other, Some(&live)),
            Err(DeviceRefusal::OtherDevice)
        );
        assert_eq!(try_with(&renewal, None), Err(DeviceRefusal::OtherDevice));
        assert_eq!(
            try_with(&renewal, Some(&device(DeviceState::CheckedOut))),
            Err(DeviceRefusal::NothingToRenew)
        );
    }

    #[test]
    fn a_certificate_is_one_devices_for_ever() {
        let theirs = DeviceCertificate {
            identity: Some(Identity::Udid("B".into())),
            ..certificate()
        };
        assert_eq!(
            ask(&theirs, &profile(), &url(), None, STRICT, at(1)),
            Err(DeviceRefusal::CertificateMismatch)
        );
        let ended = DeviceCertificate {
            identity: Some(me()),
            ended_at: Some(at(1)),
            ..certificate()
        };
        assert_eq!(
            ask(&ended, &profile(), &url(), None, STRICT, at(2)),
            Err(DeviceRefusal::CertificateEnded)
        );
        let deleted = Attempt {
            certificate: &certificate(),
            source: None,
            identity: &me(),
            device: None,
            re_enrollment: STRICT,
        };
        assert_eq!(admit(deleted, at(1)), Err(DeviceRefusal::ProfileRevoked));
    }
}
