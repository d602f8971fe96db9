//! The device refuses a profile that lacks what Apple requires, and names the key.

use plist::{Dictionary, Value};
use serde_json::json;
use vestibule_pki::cms::open_signed;
use vestibule_tests::TestServer;
use vestibule_tests::device::installation::xml;
use vestibule_tests::device::{Device, Profile, Stop, verify};
use vestibule_tests::on_both_databases;
use vestibule_tests::server::{enable, policy, token};

/// A profile as the server hands it out, signed.
fn downloaded(server: &TestServer) -> Vec<u8> {
    let owner = server.owner_with_beta();
    let macs = policy(&owner, "Macs & <Minis>", None);
    enable(&owner, &macs);
    let (stranger, token) = (server.stranger(), token(&owner, &macs));
    let unlocked = stranger
        .post(&format!("/enroll/{token}/unlock"), json!({}))
        .ok();
    stranger.open(&unlocked.text("/profile_url")).ok().body
}

fn dictionary(signed: &[u8]) -> Dictionary {
    let (xml, _) = open_signed(signed, 1 << 20).expect("the signature holds");
    let value = Value::from_reader_xml(xml.as_slice()).expect("a property list");
    value.into_dictionary().expect("a dictionary")
}

/// The payload of a type inside a profile, or the profile itself.
fn payload<'a>(profile: &'a mut Dictionary, kind: &str) -> &'a mut Dictionary {
    if kind.is_empty() {
        return profile;
    }
    let content = profile
        .get_mut("PayloadContent")
        .and_then(Value::as_array_mut);
    let payload = content.expect("payloads").iter_mut().find_map(|payload| {
        let payload = payload.as_dictionary_mut()?;
        let found = payload.get("PayloadType").and_then(Value::as_string) == Some(kind);
        found.then_some(payload)
    });
    payload.expect("the payload is there")
}

fn refused(profile: &Dictionary) -> String {
    match Profile::read(&xml(profile)) {
        Err(Stop::Profile(fault)) => fault,
        other => panic!("not refused: {other:?}"),
    }
}

const SCEP: &str = "com.apple.security.scep";
const MDM: &str = "com.apple.mdm";

on_both_databases! {
    fn the_profile_of_the_product_has_everything_that_apple_requires(server) {
        let signed = downloaded(server);
        let (profile, _) = verify(&signed).expect("a device takes it in");
        assert_eq!(profile.payloads, [SCEP, MDM]);
        assert_eq!(profile.shown[1], "Acme");
        assert_eq!(profile.mdm.check_in_url, profile.mdm.server_url);
        assert!(profile.scep.url.starts_with("http://localhost:"), "{}", profile.scep.url);
    }
}

#[test]
fn a_missing_key_is_named() {
    let original = dictionary(&downloaded(&TestServer::on_sqlite()));
    for kind in ["", SCEP, MDM] {
        let keys: Vec<String> = payload(&mut original.clone(), kind)
            .keys()
            .cloned()
            .collect();
        // These are for people, or have a default that is as good.
        for key in keys
            .iter()
            .filter(|key| kind.is_empty() || *key != "PayloadDisplayName")
        {
            let mut without = original.clone();
            payload(&mut without, kind).remove(key);
            let fault = refused(&without);
            let named = fault.contains(key) && fault.contains("missing");
            assert!(
                named || (key == "PayloadType" && !kind.is_empty()),
                "{kind} {key}: {fault}"
            );
        }
    }
    let settings = payload(&mut original.clone(), SCEP)["PayloadContent"].clone();
    for key in settings.as_dictionary().expect("settings").keys() {
        let mut without = original.clone();
        let content = payload(&mut without, SCEP).get_mut("PayloadContent");
        content
            .and_then(Value::as_dictionary_mut)
            .expect("settings")
            .remove(key);
        let fault = refused(&without);
        assert!(
            fault.contains(key) && fault.contains("missing"),
            "{key}: {fault}"
        );
    }
}

#[test]
fn a_wrong_value_is_named() {
    let original = dictionary(&downloaded(&TestServer::on_sqlite()));
    let other = "00000000-0000-4000-8000-000000000000";
    let cases: [(&str, &str, Value); 16] = [
        ("", "PayloadType", "Profile Service".into()),
        ("", "PayloadVersion", 2.into()),
        ("", "PayloadScope", "User".into()),
        ("", "PayloadUUID", "no UUID".into()),
        ("", "PayloadRemovalDisallowed", true.into()),
        ("", "PayloadExpirationDate", "soon".into()),
        (SCEP, "PayloadIdentifier", "elsewhere".into()),
        (SCEP, "PayloadUUID", other.into()),
        (MDM, "IdentityCertificateUUID", other.into()),
        (MDM, "Topic", "com.example.push".into()),
        (MDM, "ServerURL", "http://mdm.example/mdm".into()),
        (MDM, "ServerURL", "https://mdm.example/mdm?policy=1".into()),
        (MDM, "SignMessage", false.into()),
        (MDM, "AccessRights", 2.into()),
        (
            MDM,
            "ServerCapabilities",
            Value::Array(vec!["com.apple.mdm.token".into()]),
        ),
        (MDM, "ManagedAppleID", "ada@acme.example".into()),
    ];
    for (kind, key, value) in cases {
        let mut wrong = original.clone();
        payload(&mut wrong, kind).insert(key.into(), value.clone());
        let fault = refused(&wrong);
        // The identity of the SCEP payload is known by what refers to it.
        let named =
            fault.contains(key) || (kind == SCEP && fault.contains("IdentityCertificateUUID"));
        assert!(named, "{kind} {key} {value:?}: {fault}");
    }
    let settings: [(&str, Value); 6] = [
        ("Keysize", 1024.into()),
        ("Key Type", "ECSECPrimeRandom".into()),
        ("Key Usage", 1.into()),
        ("Challenge", "".into()),
        (
            "Subject",
            Value::Array(vec![Value::Array(vec!["CN".into(), "device".into()])]),
        ),
        ("KeyIsExtractable", true.into()),
    ];
    for (key, value) in settings {
        let mut wrong = original.clone();
        let content = payload(&mut wrong, SCEP).get_mut("PayloadContent");
        let content = content
            .and_then(Value::as_dictionary_mut)
            .expect("settings");
        content.insert(key.into(), value);
        assert!(refused(&wrong).contains(key), "{key}");
    }
}

#[test]
fn a_payload_twice_or_of_another_kind_is_refused() {
    let original = dictionary(&downloaded(&TestServer::on_sqlite()));
    for (kind, identifier) in [(MDM, MDM), (SCEP, SCEP), (MDM, "com.apple.wifi.managed")] {
        let mut more = original.clone();
        let mut second = payload(&mut more, kind).clone();
        let own = format!(
            "{}.second",
            more["PayloadIdentifier"].as_string().expect("a text")
        );
        second.insert("PayloadType".into(), identifier.into());
        second.insert("PayloadIdentifier".into(), own.into());
        second.insert(
            "PayloadUUID".into(),
            "00000000-0000-4000-8000-000000000001".into(),
        );
        let content = more.get_mut("PayloadContent").and_then(Value::as_array_mut);
        content.expect("payloads").push(second.into());
        assert!(refused(&more).contains("PayloadType"), "{identifier}");
    }
}

#[test]
fn a_spoilt_signature_is_noticed() {
    let server = TestServer::on_sqlite();
    let signed = downloaded(&server);
    let middle = signed.len() / 2;
    let mut spoilt = signed.clone();
    spoilt[middle] ^= 1;
    let mac = Device::mac(server.clock());
    assert!(matches!(mac.install(&spoilt), Err(Stop::Profile(_))));
    assert!(matches!(
        mac.install(&signed[..middle]),
        Err(Stop::Profile(_))
    ));
    assert!(mac.install(&signed).is_ok());
}

#[test]
fn an_update_may_not_move_the_device_elsewhere() {
    let server = TestServer::on_sqlite();
    let (installed, _) = verify(&downloaded(&server)).expect("a device takes it in");
    let mut other = installed.clone();
    assert_eq!(other.may_replace(&installed), Ok(()));
    other.mdm.server_url = "https://elsewhere.example/mdm".into();
    let fault = other
        .may_replace(&installed)
        .expect_err("refused")
        .to_string();
    assert!(fault.contains("ServerURL"), "{fault}");
}
