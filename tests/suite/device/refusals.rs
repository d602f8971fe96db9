//! What a refusal leaves behind: one row of the audit log per reason and hour where a known profile or device is
//! named; nothing of strangers.

use jiff::SignedDuration;
use serde_json::json;
use vestibule_tests::device::installation::{CHECK_IN, xml};
use vestibule_tests::device::{Installation, Stage};
use vestibule_tests::on_both_databases;

const REFUSED: &str = "device.enrollment_refused";

/// The reasons of all refusals in the log, oldest first.
fn reasons(stage: &Stage<'_>) -> Vec<String> {
    let events = stage.audited(REFUSED);
    let reason = |event: &serde_json::Value| {
        event["details"]["reason"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    events.iter().rev().map(reason).collect()
}

fn certified(stage: &Stage<'_>) -> Installation {
    let mut device = stage.install();
    device.certificate().expect("issued");
    device
}

on_both_databases! {
    fn a_refusal_of_a_known_profile_is_written_once_per_reason_and_hour(server) {
        let stage = Stage::secure(server);
        let (mut fresh, late) = (stage.install(), certified(&stage));
        stage.regenerate(json!({ "grace_minutes": 0 }));
        for _ in 0..5 {
            fresh.certificate().expect_err("refused");
        }
        assert_eq!(reasons(&stage).len(), 1);
        for _ in 0..5 {
            late.authenticate().expect_err("refused");
        }
        let written = reasons(&stage);
        assert_eq!(written.len(), 2, "another profile: {written:?}");
        assert!(written.iter().all(|reason| !reason.is_empty()), "{written:?}");
        server.advance(SignedDuration::from_mins(59));
        fresh.certificate().expect_err("refused");
        assert_eq!(reasons(&stage).len(), 2);
        server.advance(SignedDuration::from_mins(61));
        fresh.certificate().expect_err("refused");
        assert_eq!(reasons(&stage).len(), 3);
        let event = &stage.audited(REFUSED)[0];
        assert_eq!(event["policy_id"], stage.policy);
    }

    fn a_second_device_and_a_takeover_have_reasons_of_their_own(server) {
        let stage = Stage::secure(server);
        let signed = stage.download();
        let first = stage.mac().enroll(&signed).expect("it enrolls");
        let mut second = stage.mac().install(&signed).expect("a device takes it in");
        second.certificate().expect_err("refused");
        let mut thief = stage.install_on(&first.device);
        thief.certificate().expect("issued");
        thief.authenticate().expect_err("refused");
        let mut reasons = reasons(&stage);
        assert_eq!(reasons.len(), 2, "{reasons:?}");
        reasons.dedup();
        assert_eq!(reasons.len(), 2, "{reasons:?}");
    }

    fn strangers_garbage_is_not_written(server) {
        let stage = Stage::secure(server);
        let device = stage.install();
        let count = || stage.owner().get("/audit-events?limit=200").ok().json["items"].as_array().map(Vec::len);
        let before = count();
        let stranger = server.stranger();
        let mut unknown = stage.mac().install_checked(device.profile.clone());
        unknown.profile.scep.challenge = "nobody-knows-this".into();
        unknown.profile.scep.subject = vec![("CN".into(), "device".into())];
        for _ in 0..3 {
            unknown.certificate().expect_err("refused");
            vestibule_tests::caller::send(stranger.request("POST", "/scep?operation=PKIOperation").body("garbage")).is(400);
            vestibule_tests::caller::send(stranger.request("PUT", "/mdm").body("garbage")).is(400);
            let body = xml(&device.authenticate_message());
            device.put(CHECK_IN, &body, b"garbage").expect("it answers").is(400);
        }
assert_eq!(count(), before);
    }

    fn the_page_that_waits_tells_why(server) {
        let stage = Stage::secure(server);
        let visitor = stage.visitor();
        let place = visitor.unlock(None).expect("unlocked");
        let signed = visitor.download(&place).expect("downloaded");
        let mut device = stage.mac().install(&signed).expect("a device takes it in");
        let status = || server.stranger().open(&format!("{place}/status")).ok();
        assert_eq!(status().json["refusal"], json!(null));
        stage.regenerate(json!({ "grace_minutes": 0 }));
        device.certificate().expect_err("refused");
        let told = status();
        assert_eq!(told.text("/state"), "expired");
        assert_eq!(told.text("/refusal/code"), "deadline_passed");
        assert_eq!(told.text("/refusal/at"), server.now().to_string());
    }

    fn what_the_log_says_holds_no_secret(server) {
        let stage = Stage::secure(server);
        let signed = stage.download();
        let first = stage.mac().enroll(&signed).expect("it enrolls");
        let mut second = stage.mac().install(&signed).expect("a device takes it in");
        second.certificate().expect_err("refused");
        first.set_bootstrap_token(b"bootstrap-secret").expect("accepted");
        let log = stage.owner().get("/audit-events?limit=200").ok();
        let log = String::from_utf8(log.body).expect("text");
        for secret in [first.profile.scep.challenge.as_str(), "6D5AC1F0-1F6C", "bootstrap-secret", "paWlpaWlpaW"] {
            assert!(!log.contains(secret), "{secret}");
        }
    }
}
