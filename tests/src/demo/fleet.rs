//! The devices of the sample, made by the simulator: they take their profiles in and check in as real ones do.

use super::DemoClock;
use crate::device::{Device, Installation};
use std::sync::Arc;

/// As it left the factory: name, serial number, model, its name, OS and build.
type Made = [&'static str; 6];

pub(super) const HERRERA: Made = [
    "Tomás Herrera's MacBook Air",
    "K7QX2M94LV",
    "Mac15,12",
    "MacBook Air",
    "26.1",
    "25B78",
];
pub(super) const SCANNER: Made = [
    "Warehouse 07",
    "DMPX31RTQ1",
    "iPad13,18",
    "iPad",
    "18.7.2",
    "22H124",
];
pub(super) const RECEPTION: Made = [
    "Reception 1",
    "GG7Y40VWK8",
    "iPad15,7",
    "iPad",
    "26.1",
    "23B85",
];
pub(super) const RAMAN: Made = [
    "Dr. Priya Raman's MacBook Pro",
    "H3LW6KXP2N",
    "Mac15,3",
    "MacBook Pro",
    "15.7.2",
    "24G325",
];
pub(super) const CARDIOLOGY: Made = [
    "Nurses' station, cardiology, east wing, second floor",
    "F2NC81DYJP",
    "iPhone17,5",
    "iPhone",
    "26.1",
    "23B85",
];
pub(super) const PIKE: Made = [
    "Rowan Pike's iPhone",
    "LX9T52HGQM",
    "iPhone17,1",
    "iPhone",
    "18.7.2",
    "22H124",
];
pub(super) const NIGHT_SHIFT: Made = [
    "Night shift 2",
    "V6RJ74CMF0",
    "iPhone17,5",
    "iPhone",
    "26.1",
    "23B85",
];
pub(super) const LAB: Made = [
    "Lab Mac mini",
    "C9HX03TLWD",
    "Mac16,10",
    "Mac mini",
    "26.1",
    "25B78",
];

/// The device, in the sample's time.
pub(super) fn device(clock: &Arc<DemoClock>, made: Made) -> Device {
    let mut device = match made[2].starts_with("Mac") {
        true => Device::mac(clock.clone()),
        false => Device::iphone(clock.clone()),
    };
    let said = [
        &mut device.name,
        &mut device.serial_number,
        &mut device.model,
        &mut device.model_name,
        &mut device.os_version,
        &mut device.build_version,
    ];
    for (place, text) in said.into_iter().zip(made) {
        *place = text.to_owned();
    }
    device
}

/// Takes a profile in and enrolls.
pub(super) fn enroll(device: &Device, signed: &[u8]) -> Installation {
    device.enroll(signed).expect("the sample's device enrolls")
}

/// Takes a profile in and gets its certificate: the enrollment itself is still to come.
pub(super) fn begin(device: &Device, signed: &[u8]) -> Installation {
    let mut installation = device.install(signed).expect("a device takes it in");
    installation.certificate().expect("it is issued");
    installation
}

/// Asks for something to do, and so is seen.
pub(super) fn seen(installations: &[&Installation]) {
    for installation in installations {
        installation.idle().expect("it is enrolled");
    }
}
