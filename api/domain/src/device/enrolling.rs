//! Authenticate, the commit point: may this certificate enroll this device, now?

use super::certificate::{CertificateState, DeviceCertificate};
use super::refusal::DeviceRefusal;
use super::{Device, Identity, release};
use crate::enrollment_url::EnrollmentUrl;
use crate::organization::settings::ReEnrollment;
use crate::profile::Profile;
use crate::profile::admission::{Step, admit as admit_profile};
use crate::{DeviceId, Timestamp};

/// What is granted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Admission {
    /// Authenticate was accepted before, from this device, and is again.
    Repeat(DeviceId),
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
    /// What its organization knows under that UDID.
    pub device: Option<&'a Device>,
    /// The organization's setting.
    pub re_enrollment: ReEnrollment,
    /// The devices of that UDID in other organizations, if one upstream serves all of them; otherwise none is looked at.
    pub elsewhere: &'a [Device],
}

/// The decision. A certificate belongs to one device for ever; once accepted, no deadline is asked again; a device that is
/// live under another certificate stays untouched unless the organization allows it, someone released it or this renews it.
///
/// # Errors
/// [`DeviceRefusal`], for the reason that a person can do something about.
pub fn admit(attempt: Attempt<'_>, now: Timestamp) -> Result<Admission, DeviceRefusal> {
    let Attempt {
        certificate,
        source,
        identity,
        device,
        re_enrollment,
        elsewhere,
    } = attempt;
    if certificate.is_bound_to_another(identity) {
        return Err(DeviceRefusal::CertificateMismatch);
    }
    if now > certificate.expires_at {
        return Err(DeviceRefusal::CertificateEnded);
    }
    match certificate.state {
        CertificateState::Pending { device_id, .. } | CertificateState::Live { device_id, .. } => {
            return Ok(Admission::Repeat(device_id));
        }
        CertificateState::Ended { .. } => return Err(DeviceRefusal::CertificateEnded),
        CertificateState::Issued { .. } => {}
    }
    let (profile, url) = source.ok_or(DeviceRefusal::ProfileRevoked)?;
    admit_profile(profile, url, Step::Authenticate, now)?;
    let live = device.filter(|device| device.state.is_live());
    match (profile.origin.renews(), live) {
        (Some(renewed), _) if device.map(|device| device.id) != Some(renewed) => {
            return Err(DeviceRefusal::OtherDevice);
        }
        (Some(_), None) => return Err(DeviceRefusal::NothingToRenew),
        (None, Some(live))
            if re_enrollment == ReEnrollment::RequireRelease
                && !release::is_released(live, now) =>
        {
            return Err(DeviceRefusal::DeviceLive);
        }
        (Some(_), Some(_)) | (None, _) => {}
    }
    if release::is_live_elsewhere(elsewhere, now) {
        Err(DeviceRefusal::DeviceLive)
    } else {
        Ok(Admission::Enroll)
    }
}

#[cfg(test)]
mod tests {
    use super::super::DeviceState;
    use super::super::certificate::testing::certificate;
    use super::super::testing::device;
    use super::*;
    use crate::enrollment_url::testing::{retired_url, url};
    use crate::profile::ProfileOrigin;
    use crate::profile::testing::{at, profile};
    use uuid::Uuid;

    fn me() -> Identity {
        Identity::Udid("A".into())
    }

    /// A certificate's first Authenticate, of a device nobody knows.
    fn ask<R>(with: impl FnOnce(Attempt<'_>) -> R) -> R {
        with(Attempt {
            certificate: &certificate(),
            source: Some((&profile(), &url())),
            identity: &me(),
            device: None,
            re_enrollment: ReEnrollment::RequireRelease,
            elsewhere: &[],
        })
    }

    #[test]
    fn a_certificate_taken_at_29_00_is_refused_at_30_00_but_a_repeat_never_is() {
        let (profile, retired) = (profile(), retired_url());
        let just_before = at(1_800) - jiff::SignedDuration::from_millis(1);
        let try_at = |certificate: &DeviceCertificate, now| {
            ask(|attempt| {
                let source = Some((&profile, &retired));
                admit(
                    Attempt {
                        certificate,
                        source,
                        ..attempt
                    },
                    now,
                )
            })
        };
        let fresh = certificate();
        assert_eq!(try_at(&fresh, just_before), Ok(Admission::Enroll));
        for late in [at(1_800), at(1_801)] {
            assert_eq!(try_at(&fresh, late), Err(DeviceRefusal::DeadlinePassed));
        }
        let id = DeviceId::from_uuid(Uuid::from_u128(7));
        let accepted = fresh.clone().accept(&me(), id, at(1_799)).unwrap();
        assert_eq!(try_at(&accepted, at(99_999)), Ok(Admission::Repeat(id)));
        let claimed = fresh.claim(&me(), at(1_700)).unwrap();
        assert_eq!(
            try_at(&claimed, at(1_800)),
            Err(DeviceRefusal::DeadlinePassed),
            "a claim the upstream never answered asks the deadline again"
        );
    }

    #[test]
    fn a_live_udid_is_taken_only_when_released_or_allowed() {
        let live = device(DeviceState::Enrolled);
        let try_with = |device: &Device, re_enrollment, now| {
            ask(|attempt| {
                admit(
                    Attempt {
                        device: Some(device),
                        re_enrollment,
                        ..attempt
                    },
                    now,
                )
            })
        };
        let strict = ReEnrollment::RequireRelease;
        let (refused, admitted) = (Err(DeviceRefusal::DeviceLive), Ok(Admission::Enroll));
        assert_eq!(try_with(&live, strict, at(1)), refused);
        assert_eq!(try_with(&live, ReEnrollment::Allow, at(1)), admitted);
        let released = release::release(live, at(1)).unwrap();
        assert_eq!(try_with(&released, strict, at(86_400)), admitted);
        assert_eq!(try_with(&released, strict, at(86_401)), refused);
        for state in [DeviceState::Enrolling, DeviceState::CheckedOut] {
            assert_eq!(try_with(&device(state), strict, at(1)), admitted);
        }
    }

    #[test]
    fn a_udid_that_lives_in_another_organization_of_the_same_upstream_is_refused() {
        let try_with = |elsewhere: &[Device]| {
            ask(|attempt| {
                admit(
                    Attempt {
                        elsewhere,
                        re_enrollment: ReEnrollment::Allow,
                        ..attempt
                    },
                    at(2),
                )
            })
        };
        let live = device(DeviceState::Enrolled);
        let released = release::release(live.clone(), at(1)).unwrap();
        assert_eq!(try_with(&[released]), Ok(Admission::Enroll));
        assert_eq!(try_with(&[live]), Err(DeviceRefusal::DeviceLive));
    }

    #[test]
    fn a_renewal_is_for_its_own_live_device_whatever_became_of_the_url() {
        let (live, retired) = (device(DeviceState::Enrolled), retired_url());
        let renewal = |device| Profile {
            origin: ProfileOrigin::Renewal { device },
            ..profile()
        };
        let other = renewal(DeviceId::from_uuid(Uuid::from_u128(8)));
        let own = renewal(live.id);
        let try_with = |profile: &Profile, device: Option<&Device>| {
            ask(|attempt| {
                admit(
                    Attempt {
                        source: Some((profile, &retired)),
                        device,
                        ..attempt
                    },
                    at(9_999),
                )
            })
        };
        let not_its_own = Err(DeviceRefusal::OtherDevice);
        assert_eq!(try_with(&own, Some(&live)), Ok(Admission::Enroll));
        assert_eq!(try_with(&other, Some(&live)), not_its_own);
        assert_eq!(try_with(&own, None), not_its_own);
        assert_eq!(
            try_with(&own, Some(&device(DeviceState::CheckedOut))),
            Err(DeviceRefusal::NothingToRenew)
        );
    }

    #[test]
    fn a_certificate_is_one_devices_for_ever() {
        let try_with = |certificate: &DeviceCertificate| {
            ask(|attempt| {
                admit(
                    Attempt {
                        certificate,
                        ..attempt
                    },
                    at(2),
                )
            })
        };
        let other = Identity::Udid("B".into());
        let theirs = certificate().claim(&other, at(1)).unwrap();
        let mismatch = Err(DeviceRefusal::CertificateMismatch);
        assert_eq!(try_with(&theirs), mismatch);
        let ended = Err(DeviceRefusal::CertificateEnded);
        assert_eq!(try_with(&certificate().end(at(1))), ended);
        let deleted = ask(|attempt| {
            admit(
                Attempt {
                    source: None,
                    ..attempt
                },
                at(1),
            )
        });
        assert_eq!(deleted, Err(DeviceRefusal::ProfileRevoked));
    }
}
