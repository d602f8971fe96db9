//! In front of an upstream MDM: only verified traffic reaches it, byte for byte, and nothing it does unenrolls a device.

use super::kept;
use jiff::SignedDuration;
use serde_json::json;
use vestibule_tests::TestServer;
use vestibule_tests::database::Database;
use vestibule_tests::device::installation::{CHECK_IN, REPORT, xml};
use vestibule_tests::device::{Installation, Stage, signature};
use vestibule_tests::upstream::{Mood, Upstream};

/// A story with a server in front of an upstream, on both databases.
fn on_both(story: impl Fn(&TestServer, &Upstream)) {
    for database in [Database::sqlite(), Database::postgresql()] {
        let upstream = Upstream::start();
        let server = TestServer::with(database, |config| {
            config.upstream_url = Some(upstream.url())
        });
        let ca = server
            .stranger()
            .open("/scep?operation=GetCACert")
            .ok()
            .body;
        upstream
            .trust(vestibule_pki::certificate::Certificate::from_der(&ca).expect("a certificate"));
        story(&server, &upstream);
    }
}

fn certified(stage: &Stage<'_>) -> Installation {
    let mut device = stage.install();
    device.certificate().expect("issued");
    device
}

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
fn an_upstream_that_fails_unenrolls_nobody_and_loses_no_enrollment() {
    on_both(|server, upstream| {
        let stage = Stage::secure(server);
        let enrolled = stage.enrolled();
        let fresh = certified(&stage);
        let check = |what: &str| {
            let messages = [
                (CHECK_IN, fresh.authenticate_message(), &fresh),
                (CHECK_IN, enrolled.authenticate_message(), &enrolled),
                (CHECK_IN, enrolled.token_update_message(), &enrolled),
                (CHECK_IN, enrolled.message("GetBootstrapToken"), &enrolled),
            ];
            for (kind, message, device) in messages {
                let body = xml(&message);
                let answer = device
                    .put(kind, &body, &device.sign(&body))
                    .expect("it answers");
                assert!(
                    [502, 503, 504].contains(&answer.status),
                    "{what}: {}",
                    answer.status
                );
                assert_ne!(answer.header("retry-after"), "", "{what}");
                assert!(
                    !String::from_utf8_lossy(&answer.body).contains("upstream</html>"),
                    "{what}"
                );
            }
            assert_eq!(stage.state(&enrolled.device), "enrolled", "{what}");
            assert_ne!(stage.state(&fresh.device), "enrolled", "{what}");
            let idle = enrolled.idle().expect_err("the upstream is out of order");
            assert!([502, 503, 504].contains(&idle.status()), "{what}: {idle}");
        };
        for status in [301, 302, 401, 403, 404, 407, 410, 429, 500, 502, 503] {
            upstream.turn(Mood::Says(status));
            check(&status.to_string());
        }
        upstream.turn(Mood::BreaksOff);
        check("breaks off");
        upstream.down();
        check("down");
        upstream.up();
        upstream.turn(Mood::Works);
        // What it has heard half of, it hears again.
        fresh.authenticate().expect("accepted");
        fresh.token_update().expect("accepted");
        enrolled.idle().expect("accepted");
        assert_eq!(stage.state(&fresh.device), "enrolled");
    });
}

#[test]
fn an_enrollment_the_upstream_did_not_take_is_none() {
    on_both(|server, upstream| {
        let stage = Stage::secure(server);
        let fresh = certified(&stage);
        upstream.down();
        fresh.authenticate().expect_err("the upstream is down");
        assert_ne!(stage.state(&fresh.device), "enrolled");
        assert_eq!(stage.profiles()[0]["state"], "certificate_issued");
        // The UDID is bound, though: the certificate speaks for no other device.
        upstream.up();
        let mut swapped = fresh.authenticate_message();
        swapped.insert("UDID".into(), stage.mac().udid.into());
        assert_eq!(
            fresh.check_in_raw(&swapped).expect("it answers").status,
            403
        );
        // Without an answer of the upstream there was no Authenticate, so the deadline is asked again.
        stage.regenerate(json!({}));
        server.advance(SignedDuration::from_mins(30));
        assert_eq!(fresh.authenticate().expect_err("refused").status(), 403);
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

#[test]
fn a_goodbye_is_passed_on_and_ends_the_device_whatever_the_upstream_says() {
    on_both(|server, upstream| {
        let stage = Stage::secure(server);
        let (one, two) = (stage.enrolled(), stage.enrolled());
        one.check_out().expect("accepted");
        assert_eq!(stage.state(&one.device), "checked_out");
        upstream.down();
        drop(two.check_out());
        assert_eq!(stage.state(&two.device), "checked_out");
    });
}
