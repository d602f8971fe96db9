//! What Authenticate, TokenUpdate, CheckOut and the end of a policy make of a device and of its certificates.
//!
//! Every function takes what was and gives what is from now on; the store saves that, and decides nothing.

use super::certificate::{CertificateState, DeviceCertificate};
use super::refusal::DeviceRefusal;
use super::{Description, Device, DeviceState, Identity};
use crate::profile::Profile;
use crate::{DeviceId, Timestamp};

/// An Authenticate that was admitted.
#[derive(Clone, Debug)]
pub struct Authenticated<'a> {
    /// The certificate that signed.
    pub certificate: DeviceCertificate,
    /// Its profile; None once its policy was deleted.
    pub profile: Option<Profile>,
    /// What its organization knows under that UDID.
    pub device: Option<Device>,
    /// The certificates of that device that have not ended.
    pub others: Vec<DeviceCertificate>,
    /// Who the device says it is.
    pub identity: &'a Identity,
    /// What it says of itself.
    pub description: Description,
    /// The id of a device that nobody knows yet.
    pub new_id: DeviceId,
}

/// A device on its way to be enrolled.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Enrolling {
    /// Pending from now on.
    pub certificate: DeviceCertificate,
    /// The profile, if it is for one device only, which it has enrolled.
    pub profile: Option<Profile>,
    /// How the device names itself: UDID or EnrollmentID.
    pub device: Device,
    /// Certificates that were about to take over before, and ended.
    pub ended: Vec<DeviceCertificate>,
}

/// Authenticate is accepted. A device that is live stays as it is until the TokenUpdate; whatever certificate of it was
/// about to take over before ends.
///
/// # Errors
/// [`DeviceRefusal`], when the certificate is not one that waits for its Authenticate.
pub fn authenticate(of: Authenticated<'_>, now: Timestamp) -> Result<Enrolling, DeviceRefusal> {
    let mut device = of.device.unwrap_or_else(|| Device {
        id: of.new_id,
        organization_id: of.certificate.organization_id,
        identity: of.identity.clone(),
        description: Description::default(),
        policy_id: None,
        enrollment_url_id: None,
        profile_id: None,
        state: DeviceState::Enrolling,
        created_at: now,
        enrolled_at: None,
        last_seen_at: None,
        released_until: None,
    });
    device.description = of.description;
    device.last_seen_at = Some(now);
    if !device.state.is_live() {
        device.identity = of.identity.clone();
        device.state = DeviceState::Enrolling;
        device.released_until = None;
        device = placed(device, &of.certificate, of.profile.as_ref());
    }
    let superseded = |other: &DeviceCertificate| {
        other.id != of.certificate.id && matches!(other.state, CertificateState::Pending { .. })
    };
    let ended = of.others.into_iter().filter(superseded);
    Ok(Enrolling {
        ended: ended.map(|other| other.end(now)).collect(),
        certificate: of.certificate.accept(of.identity, device.id, now)?,
        profile: of
            .profile
            .filter(|profile| profile.origin.is_for_one_device())
            .map(|profile| profile.enroll(device.id, now)),
        device,
    })
}

/// A device whose enrollment is complete.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Enrolled {
    /// Live from now on.
    pub certificate: DeviceCertificate,
    /// How the device names itself: UDID or EnrollmentID.
    pub device: Device,
    /// The certificates it had before.
    pub ended: Vec<DeviceCertificate>,
    /// How it came to be.
    pub how: Completion,
}

/// What a first TokenUpdate completes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Completion {
    /// An enrollment, and whether there was one before. What the device left in keeping (its bootstrap token) is another
    /// installation's.
    Enrollment {
        /// The device was enrolled before.
        again: bool,
    },
    /// A renewal: the device stays where it is, under a new identity.
    Renewal,
}

/// A certificate's first TokenUpdate: the device lives under it, and whatever certificate it had before ends.
///
/// # Errors
/// [`DeviceRefusal`], when the certificate's Authenticate was not accepted, or it has ended.
pub fn update_token(
    certificate: DeviceCertificate,
    profile: Option<&Profile>,
    device: Device,
    others: Vec<DeviceCertificate>,
    now: Timestamp,
) -> Result<Enrolled, DeviceRefusal> {
    let how = match profile.and_then(|profile| profile.origin.renews()) {
        Some(_) => Completion::Renewal,
        None => Completion::Enrollment {
            again: device.enrolled_at.is_some(),
        },
    };
    let mut device = Device {
        state: DeviceState::Enrolled,
        released_until: None,
        last_seen_at: Some(now),
        ..device
    };
    if let Completion::Enrollment { .. } = how {
        device.enrolled_at = Some(now);
        device = placed(device, &certificate, profile);
    }
    if let Some(identity) = &certificate.identity {
        device.identity = identity.clone();
    }
    let others = others.into_iter().filter(|of| of.id != certificate.id);
    Ok(Enrolled {
        ended: others.map(|other| other.end(now)).collect(),
        certificate: certificate.enroll(now)?,
        device,
        how,
    })
}

/// What a CheckOut ends.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CheckOut {
    /// The device leaves its organization.
    Device(Left),
    /// An identity that was about to replace the one the device lives under goes alone.
    Identity(DeviceCertificate),
}

/// A device that left its organization.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Left {
    /// Checked out from now on.
    pub device: Device,
    /// All its certificates.
    pub ended: Vec<DeviceCertificate>,
}

/// A CheckOut, from a device whose message is authorized by `certificate`; `all` are the device's certificates that have not
/// ended.
pub fn check_out(
    certificate: DeviceCertificate,
    device: Device,
    all: Vec<DeviceCertificate>,
    now: Timestamp,
) -> CheckOut {
    if matches!(certificate.state, CertificateState::Pending { .. }) && device.state.is_live() {
        return CheckOut::Identity(certificate.end(now));
    }
    let seen = Device {
        last_seen_at: Some(now),
        ..device
    };
    CheckOut::Device(leave(seen, all, now))
}

/// A device leaves its organization: it checked out, or its UDID now lives in another one. `all` are its certificates that
/// have not ended.
pub fn leave(device: Device, all: Vec<DeviceCertificate>, now: Timestamp) -> Left {
    Left {
        device: Device {
            state: DeviceState::CheckedOut,
            released_until: None,
            ..device
        },
        ended: all.into_iter().map(|one| one.end(now)).collect(),
    }
}

/// A policy is deleted while a device enrolls in it: the device is turned away. A live one keeps its policy from being
/// deleted ([`crate::policy::tree::may_delete`]), and one that left stays on record without it.
pub fn lose_policy(device: Device, all: Vec<DeviceCertificate>, now: Timestamp) -> Left {
    let homeless = Device {
        policy_id: None,
        ..device
    };
    leave(homeless, all, now)
}

/// Where a certificate's profile puts a device.
fn placed(device: Device, certificate: &DeviceCertificate, profile: Option<&Profile>) -> Device {
    Device {
        policy_id: profile.map(|profile| profile.policy_id),
        enrollment_url_id: profile.map(|profile| profile.enrollment_url_id),
        profile_id: Some(certificate.profile_id),
        ..device
    }
}

#[cfg(test)]
mod tests;
