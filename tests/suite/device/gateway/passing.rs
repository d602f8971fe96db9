//! What reaches an upstream that works, and what does not.

use super::{certified, on_both};
use crate::device::kept;
use serde_json::json;
use vestibule_tests::device::installation::{CHECK_IN, REPORT, xml};
use vestibule_tests::device::{Stage, signature};

#[test]
fn what_is_verified_passes_through_byte_for_byte() {
    on_both(|server, upstream| {
        let stage = Stage::secure(server);
        let device = stage.enrolled();
        upstream.enqueue(&device.device.udid, b"<plist>a command\r\n\t</plist>");
        let next = device.idle().expect("accepted");
        assert_eq!(next.body, b"<plist>a command\r\n\t</plist>");
        assert!(
            next.header("content-type").starts_with("text/xml"),
            "{}",
            next.header("content-type")
        );
        assert_eq!(next.header("server"), "");
        let large: Vec<u8> = {
            let mut report = device.message("");
            report.remove("MessageType");
            report.insert("Status".into(), "Acknowledged".into());
            report.insert("CommandUUID".into(), "4A5B".into());
            report.insert(
                "InstalledApplicationList".into(),
                "x".repeat(3 << 20).into(),
            );
            xml(&report)
        };
        let signature = device.sign(&large);
        let header = signature::header(&signature);
        let headers = [
            ("mdm-signature", header.as_str()),
            ("authorization", "Basic eDp5"),
            ("cookie", "access=secret"),
            ("x-client-cert", "forged"),
            ("client-cert", ":AAAA:"),
            ("x-forwarded-for", "203.0.113.7"),
            ("connection", "x-hop"),
            ("x-hop", "by hop"),
            ("proxy-authorization", "Basic eDp5"),
        ];
        device
            .put_with(REPORT, &large, &headers)
            .expect("it answers")
            .ok();

        let seen = upstream.seen();
        assert_eq!(seen.len(), 4);
        let profile = &stage.profiles()[0]["id"];
        for (seen, kind) in seen.iter().zip([CHECK_IN, CHECK_IN, REPORT, REPORT]) {
            assert_eq!((seen.method.as_str(), seen.path.as_str()), ("PUT", "/mdm"));
            assert_eq!(seen.header("content-type"), Some(kind));
            assert_eq!(seen.parameter("policy_id"), Some(stage.policy.as_str()));
            assert_eq!(seen.parameter("profile_id"), profile.as_str());
            assert_eq!(seen.query.len(), 2, "{:?}", seen.query);
            for name in [
                "authorization",
                "cookie",
                "x-client-cert",
                "client-cert",
                "x-hop",
                "proxy-authorization",
            ] {
                assert_eq!(seen.header(name), None, "{name}");
            }
        }
        let last = &seen[3];
        assert_eq!(last.header("mdm-signature"), Some(header.as_str()));
        assert!(last.body == large);
        assert_eq!(stage.state(&device.device), "enrolled");
    });
}

#[test]
fn what_is_refused_never_reaches_it() {
    on_both(|server, upstream| {
        let stage = Stage::secure(server);
        let (victim, late) = (stage.enrolled(), certified(&stage));
        let mut thief = stage.install_on(&victim.device);
        thief.certificate().expect("issued");
        stage.regenerate(json!({ "grace_minutes": 0 }));
        let (before, count) = (kept(server), upstream.seen().len());
        // After the deadline; a UDID that is live; another's UDID; no signature; before Authenticate; another topic.
        late.authenticate().expect_err("refused");
        thief.authenticate().expect_err("refused");
        let body = xml(&victim.token_update_message());
        thief
            .put(CHECK_IN, &body, &thief.sign(&body))
            .expect("it answers")
            .is(400);
        victim
            .put_with(CHECK_IN, &body, &[])
            .expect("it answers")
            .is(400);
        late.token_update().expect_err("refused");
        late.idle().expect_err("refused");
        let mut topic = victim.token_update_message();
        topic.insert("Topic".into(), "com.apple.mgmt.other".into());
        assert!(victim.check_in_raw(&topic).expect("it answers").status >= 400);
        assert_eq!(upstream.seen().len(), count);
        assert_eq!(kept(server), before);
        victim.idle().expect("accepted");
    });
}

#[test]
fn a_declined_user_is_declined() {
    on_both(|server, _| {
        let stage = Stage::secure(server);
        let device = stage.enrolled();
        assert_eq!(
            device.user_authenticate("ada").expect("declined").status,
            410
        );
        device
            .user_token_update("8B2F6B7C-5A3E-4D6D-9E21-4C6A1B0F7D11")
            .expect("accepted");
        assert_eq!(device.get_bootstrap_token().expect("accepted").body, b"");
        device.set_bootstrap_token(b"secret").expect("accepted");
    });
}

#[test]
fn a_renewal_tells_the_upstream_the_same_policy() {
    on_both(|server, upstream| {
        let stage = Stage::secure(server);
        let device = stage.enrolled();
        let id = stage.device(&device.device)["id"]
            .as_str()
            .expect("an id")
            .to_owned();
        let issued = stage
            .owner()
            .post(&format!("/devices/{id}/renewals"), json!({}))
            .created();
        let signed = server
            .stranger()
            .open(&issued.text("/profile_url"))
            .ok()
            .body;
        let mut renewed = device
            .device
            .renew(&device, &signed)
            .expect("it may replace");
        renewed.enroll().expect("it enrolls");
        renewed.idle().expect("accepted");
        let last = upstream.seen().pop().expect("a request");
        assert_eq!(last.parameter("policy_id"), Some(stage.policy.as_str()));
        device
            .idle()
            .expect_err("another certificate has taken its place");
    });
}
