//! The transitions of a device, its certificate and its profile, step by step.

use super::super::certificate::testing::certificate;
use super::super::testing::device;
use super::*;
use crate::profile::ProfileOrigin;
use crate::profile::testing::{at, profile};
use crate::{CertificateId, PolicyId};
use uuid::Uuid;

fn me() -> Identity {
    Identity::Udid("A".into())
}

/// A certificate of the device, pending since the epoch, with an id of its own.
fn pending(id: u128, device: &Device) -> DeviceCertificate {
    let id = CertificateId::from_uuid(Uuid::from_u128(id));
    let issued = DeviceCertificate {
        id,
        ..certificate()
    };
    issued.accept(&me(), device.id, at(0)).unwrap()
}

fn authenticated(device: Option<Device>, others: Vec<DeviceCertificate>) -> Enrolling {
    let of = Authenticated {
        certificate: certificate(),
        profile: Some(profile()),
        device,
        others,
        identity: &me(),
        description: Description {
            name: Some("Ada’s Mac".into()),
            ..Description::default()
        },
        new_id: DeviceId::from_uuid(Uuid::from_u128(9)),
    };
    authenticate(of, at(5)).unwrap()
}

#[test]
fn an_authenticate_of_nobody_known_makes_a_device_that_enrolls() {
    let made = authenticated(None, Vec::new());
    assert_eq!(made.device.id, DeviceId::from_uuid(Uuid::from_u128(9)));
    assert_eq!(made.device.state, DeviceState::Enrolling);
    assert_eq!(made.device.policy_id, Some(profile().policy_id));
    assert_eq!(made.certificate.device_id(), Some(made.device.id));
    let enrolled_at = made.profile.and_then(|profile| profile.enrolled_at);
    assert_eq!(enrolled_at, Some(at(5)));
}

#[test]
fn an_authenticate_leaves_a_live_device_where_it_is_and_ends_what_was_about_to_take_over() {
    let live = device(DeviceState::Enrolled);
    let (under, before) = (pending(1, &live).enroll(at(1)).unwrap(), pending(2, &live));
    let made = authenticated(Some(live), vec![under, before.clone()]);
    assert_eq!(made.device.state, DeviceState::Enrolled);
    assert_eq!(made.device.policy_id, None, "not moved yet");
    assert_eq!(made.device.description.name.as_deref(), Some("Ada’s Mac"));
    assert_eq!(made.ended, [before.end(at(5))]);
}

#[test]
fn the_first_token_update_moves_the_device_and_ends_its_old_identity() {
    let live = device(DeviceState::Enrolled);
    let (old, new) = (pending(1, &live).enroll(at(1)).unwrap(), pending(2, &live));
    let update = |profile: &Profile| {
        let others = vec![old.clone(), new.clone()];
        update_token(new.clone(), Some(profile), live.clone(), others, at(6)).unwrap()
    };
    let enrolled = update(&profile());
    assert_eq!(enrolled.how, Completion::Enrollment { again: false });
    assert_eq!(enrolled.device.enrolled_at, Some(at(6)));
    assert_eq!(enrolled.device.policy_id, Some(profile().policy_id));
    assert_eq!(enrolled.ended, [old.clone().end(at(6))]);
    let renewed = update(&Profile {
        origin: ProfileOrigin::Renewal { device: live.id },
        ..profile()
    });
    assert_eq!(renewed.how, Completion::Renewal);
    assert_eq!(
        (renewed.device.enrolled_at, renewed.device.policy_id),
        (None, None),
        "a renewed device stays where it was"
    );
}

#[test]
fn a_check_out_of_an_identity_that_is_not_the_devices_yet_leaves_the_device() {
    let live = device(DeviceState::Enrolled);
    let (old, new) = (pending(1, &live).enroll(at(1)).unwrap(), pending(2, &live));
    let all = vec![old.clone(), new.clone()];
    let alone = check_out(new.clone(), live.clone(), all.clone(), at(7));
    assert_eq!(alone, CheckOut::Identity(new.clone().end(at(7))));
    let CheckOut::Device(left) = check_out(old.clone(), live, all, at(7)) else {
        panic!("the device leaves");
    };
    assert_eq!(left.device.state, DeviceState::CheckedOut);
    assert_eq!(left.device.last_seen_at, Some(at(7)));
    assert_eq!(left.ended, [old.end(at(7)), new.end(at(7))]);
}

#[test]
fn a_device_that_enrolls_in_a_policy_that_is_deleted_is_turned_away() {
    let enrolling = Device {
        policy_id: Some(PolicyId::from_uuid(Uuid::nil())),
        ..device(DeviceState::Enrolling)
    };
    let left = lose_policy(enrolling, Vec::new(), at(8));
    assert_eq!(
        (left.device.state, left.device.policy_id),
        (DeviceState::CheckedOut, None)
    );
}
