//! What devices are told when they are not listened to, by code: for whoever reads their logs.

use serde_json::json;
use vestibule_tests::TestServer;
use vestibule_tests::caller::{Answer, send};
use vestibule_tests::database::Database;
use vestibule_tests::device::installation::{CHECK_IN, xml};
use vestibule_tests::device::{Installation, Stage};
use vestibule_tests::on_both_databases;
use vestibule_tests::upstream::{Mood, Upstream};

fn say(device: &Installation, message: &plist::Dictionary) -> Answer {
    let body = xml(message);
    device
        .put(CHECK_IN, &body, &device.sign(&body))
        .expect("it answers")
}

on_both_databases! {
    fn a_message_that_is_not_listened_to_says_why(server) {
        let stage = Stage::secure(server);
        let (device, other) = (stage.enrolled(), stage.enrolled());
        let update = device.token_update_message();
        let body = xml(&update);
        device.put(CHECK_IN, &body, b"no signature").expect("it answers").refused(400, "signature_invalid");
        let mut stranger = stage.install();
        stranger.identity = Some(stranger.asker.transport.clone());
        say(&stranger, &update).refused(400, "certificate_unknown");
        say(&other, &update).refused(400, "certificate_mismatch");
        let mut fresh = stage.install();
        fresh.certificate().expect("issued");
        say(&fresh, &fresh.token_update_message()).refused(400, "not_enrolled");
        let mut token = device.message("GetToken");
        token.insert("TokenServiceType".into(), "com.apple.maid".into());
        say(&device, &token).refused(400, "not_offered");
        device.user_authenticate("ada").expect("declined").refused(410, "user_declined");
        device.check_out().expect("accepted");
        say(&device, &update).refused(400, "certificate_ended");
        let refused = stage.audited("device.message_refused");
        let mut reasons: Vec<_> = refused.iter().map(|event| event["details"]["reason"].as_str().unwrap_or_default()).collect();
        reasons.sort_unstable();
        assert_eq!(reasons, ["certificate_ended", "certificate_mismatch", "not_enrolled"]);
    }

    fn a_bootstrap_token_comes_back_to_its_own_mac_and_rests_sealed(server) {
        let stage = Stage::secure(server);
        let (one, two) = (stage.enrolled(), stage.enrolled());
        one.set_bootstrap_token(b"open sesame").expect("accepted");
        let given = one.get_bootstrap_token().expect("accepted");
        let value = plist::Value::from_reader_xml(given.body.as_slice()).expect("a property list");
        let token = value.as_dictionary().and_then(|all| all.get("BootstrapToken")).and_then(plist::Value::as_data);
        assert_eq!(token, Some(&b"open sesame"[..]));
        assert_eq!(two.get_bootstrap_token().expect("accepted").body, b"");
        let kept = format!("{:?}", server.database.contents());
        assert!(!kept.contains("open sesame") && !kept.contains("6f70656e20736573616d65") && !kept.contains("6F70656E20736573616D65"));
        say(&one, &one.message("SetBootstrapToken")).ok();
        assert_eq!(one.get_bootstrap_token().expect("accepted").body, b"");
    }
}

#[test]
fn an_upstream_that_fails_or_is_away_is_told_apart() {
    let upstream = Upstream::start();
    let server = TestServer::with(Database::sqlite(), |config| {
        config.upstream_url = Some(upstream.url());
    });
    let stage = Stage::secure(&server);
    let mut device = stage.install();
    device.certificate().expect("issued");
    upstream.turn(Mood::Says(401));
    let message = device.authenticate_message();
    say(&device, &message).refused(502, "upstream_failed");
    upstream.down();
    say(&device, &message).refused(503, "upstream_unavailable");
    assert_eq!(stage.profiles()[0]["state"], "certificate_issued");
}

#[test]
fn in_front_of_an_upstream_a_udid_lives_in_one_organization() {
    let upstream = Upstream::start();
    let server = TestServer::with(Database::sqlite(), |config| {
        config.upstream_url = Some(upstream.url());
    });
    let ca = server.stranger().open("/scep?operation=GetCACert").ok();
    let ca = vestibule_pki::certificate::Certificate::from_der(&ca.body).expect("a certificate");
    upstream.trust(ca);
    let stage = Stage::secure(&server);
    let victim = stage.enrolled();
    let other = server.owner_of("Other", "eve@other.example");
    vestibule_tests::server::turn_on_beta(&other);
    let policy = vestibule_tests::server::policy(&other, "Macs", None);
    let issued = other
        .post(&format!("/policies/{policy}/profiles"), json!({}))
        .created();
    let signed = server.stranger().open(&issued.text("/profile_url")).ok();
    let mut thief = victim
        .device
        .install(&signed.body)
        .expect("a device takes it in");
    thief.certificate().expect("issued");
    let count = upstream.seen().len();
    assert_eq!(thief.authenticate().expect_err("refused").status(), 403);
    assert_eq!(upstream.seen().len(), count);
    victim.idle().expect("accepted");
}

#[test]
fn no_body_is_read_before_there_is_a_proof() {
    let server = TestServer::on_sqlite();
    let large = vec![b'x'; 20 << 20];
    let request = server.stranger().request("PUT", "/mdm").body(large);
    assert!(matches!(send_or_none(request), None | Some(400)));
}

/// The status, or none if the server hung up before everything was sent.
fn send_or_none(request: reqwest::blocking::RequestBuilder) -> Option<u16> {
    request
        .send()
        .ok()
        .map(|response| response.status().as_u16())
}

#[test]
fn a_head_request_asks_for_nothing() {
    let server = TestServer::on_sqlite();
    let asked = server
        .stranger()
        .request("HEAD", "/scep?operation=PKIOperation&message=AAAA");
    assert_eq!(send(asked).status, 405);
}
