//! The double of the upstream answers as NanoMDM was seen to answer.

use plist::Dictionary;
use std::sync::Arc;
use vestibule_pki::ca::{Authority, Leaf, Root};
use vestibule_pki::certificate::{Certificate, Subject};
use vestibule_pki::key::{PrivateKey, RsaSize};
use vestibule_tests::clock::TestClock;
use vestibule_tests::database::BEGINNING;
use vestibule_tests::device::installation::CHECK_IN;
use vestibule_tests::device::profile::{Mdm, Scep};
use vestibule_tests::device::{Device, Installation, Profile};
use vestibule_tests::upstream::{Mood, Upstream};

fn name(common_name: &str) -> Subject {
    Subject {
        common_name: common_name.into(),
        ..Subject::default()
    }
}

fn authority() -> Authority {
    let root = Root {
        subject: name("Device CA"),
        serial: vec![1; 16],
        not_before: BEGINNING.parse().expect("a moment"),
    };
    let key = PrivateKey::generate_rsa(RsaSize::Bits2048).expect("a key");
    Authority::create(key, &root).expect("a root")
}

fn issue(authority: &Authority, device: &Installation, serial: u8) -> Certificate {
    let leaf = Leaf {
        subject: name("device"),
        uri: None,
        public_key: device.asker.key.public_key().clone(),
        serial: vec![serial; 16],
        not_before: BEGINNING.parse().expect("a moment"),
        not_after: "2029-01-31T09:00:00Z".parse().expect("a moment"),
    };
    authority.issue(&leaf).expect("a certificate")
}

/// A device with a certificate, managed by the upstream directly.
fn device(upstream: &Upstream, authority: &Authority, serial: u8) -> Installation {
    let beginning = BEGINNING.parse().expect("a moment");
    let mac = Device::mac(Arc::new(TestClock::at(beginning)));
    let url = format!("{}/mdm", upstream.url());
    let profile = Profile {
        identifier: "com.acme".into(),
        uuid: uuid::Uuid::nil(),
        shown: Default::default(),
        payloads: Vec::new(),
        roots: Vec::new(),
        scep: Scep {
            uuid: uuid::Uuid::nil(),
            url: url.clone(),
            name: "CA".into(),
            subject: Vec::new(),
            challenge: String::new(),
            fingerprint: None,
        },
        mdm: Mdm {
            server_url: url.clone(),
            check_in_url: url,
            topic: "com.apple.mgmt.test".into(),
            access_rights: 8191,
            capabilities: Vec::new(),
        },
    };
    let mut installation = mac.install_checked(profile);
    installation.identity = Some(issue(authority, &installation, serial));
    installation
}

fn says(device: &Installation, message: Dictionary) -> u16 {
    device.check_in_raw(&message).expect("it answers").status
}

fn idle(device: &Installation) -> u16 {
    device
        .idle()
        .map_or_else(|stop| stop.status(), |answer| answer.status)
}

#[test]
fn the_status_table_of_nanomdm_is_kept() {
    let (upstream, authority) = (Upstream::start(), authority());
    upstream.trust(authority.certificate().clone());
    let (one, two) = (
        device(&upstream, &authority, 1),
        device(&upstream, &authority, 2),
    );

    // Before Authenticate, nothing else is known.
    assert_eq!(says(&one, one.token_update_message()), 500);
    assert_eq!(idle(&one), 500);
    // No, bad and foreign signatures; unparsable and unknown messages.
    assert_eq!(
        one.put_with(CHECK_IN, b"x", &[])
            .expect("it answers")
            .status,
        400
    );
    let foreign = device(&upstream, &self::authority(), 3);
    assert_eq!(says(&foreign, foreign.authenticate_message()), 400);
    let garbage = one.sign(b"garbage");
    assert_eq!(
        one.put(CHECK_IN, b"garbage", &garbage)
            .expect("it answers")
            .status,
        400
    );
    assert_eq!(
        one.put(CHECK_IN, b"other", &garbage)
            .expect("it answers")
            .status,
        400
    );
    assert_eq!(says(&one, one.message("Nonsense")), 400);

    // In order.
    for message in [one.authenticate_message(), one.token_update_message()] {
        assert_eq!(says(&one, message), 200);
    }
    let nothing = one.idle().expect("accepted");
    assert_eq!((nothing.status, nothing.body.len()), (200, 0));
    upstream.enqueue(&one.device.udid, b"<plist/>");
    assert_eq!(one.idle().expect("accepted").body, b"<plist/>");
    assert_eq!(one.get_bootstrap_token().expect("accepted").body, b"");
    assert_eq!(one.user_authenticate("user").expect("declined").status, 410);
    assert_eq!(says(&one, one.message("DeclarativeManagement")), 500);

    // A certificate belongs to one device.
    let mut swapped = one.authenticate_message();
    swapped.insert("UDID".into(), two.device.udid.clone().into());
    assert_eq!(says(&one, swapped), 500);
    assert_eq!(says(&one, one.authenticate_message()), 200);
    // But a device takes any certificate: it is taken over.
    let mut thief = one.authenticate_message();
    thief.insert("UDID".into(), one.device.udid.clone().into());
    assert_eq!(says(&two, thief), 200);
    assert_eq!(idle(&one), 500);
}

#[test]
fn a_goodbye_does_not_end_what_it_knows() {
    let (upstream, authority) = (Upstream::start(), authority());
    upstream.trust(authority.certificate().clone());
    let one = device(&upstream, &authority, 1);
    one.authenticate().expect("accepted");
    one.check_out().expect("accepted");
    assert_eq!(idle(&one), 200);
}

#[test]
fn it_fails_in_every_way() {
    let (upstream, authority) = (Upstream::start(), authority());
    upstream.trust(authority.certificate().clone());
    let one = device(&upstream, &authority, 1);
    upstream.turn(Mood::Says(503));
    assert_eq!(says(&one, one.authenticate_message()), 503);
    upstream.turn(Mood::BreaksOff);
    assert!(one.authenticate().is_err_and(|stop| stop.status() == 0));
    upstream.down();
    assert!(one.authenticate().is_err_and(|stop| stop.status() == 0));
    upstream.up();
    upstream.turn(Mood::Works);
    // What it did before it broke off, it did.
    one.token_update().expect("accepted");
    let seen = upstream.seen();
    assert_eq!(seen.len(), 3);
    assert_eq!(
        (seen[0].method.as_str(), seen[0].path.as_str()),
        ("PUT", "/mdm")
    );
    assert_eq!(seen[0].body, seen[1].body);
}
