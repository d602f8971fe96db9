//! An upstream that fails, hangs or is down: no device is unenrolled, and no enrollment lost.

use super::{certified, on_both, on_both_for};
use jiff::SignedDuration;
use serde_json::json;
use std::time::Duration;
use vestibule_tests::device::Stage;
use vestibule_tests::device::installation::{CHECK_IN, xml};
use vestibule_tests::upstream::Mood;

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
fn an_upstream_that_hangs_is_given_up_and_heard_again_later() {
    on_both_for(Duration::from_secs(2), |server, upstream| {
        let stage = Stage::secure(server);
        let (enrolled, fresh) = (stage.enrolled(), certified(&stage));
        upstream.turn(Mood::Hangs);
        for refused in [fresh.authenticate(), enrolled.idle()] {
            assert_eq!(refused.expect_err("given up").status(), 503);
        }
        assert_eq!(stage.state(&enrolled.device), "enrolled");
        assert_ne!(stage.state(&fresh.device), "enrolled");
        upstream.turn(Mood::Works);
        fresh.authenticate().expect("accepted");
        fresh.token_update().expect("accepted");
        enrolled.idle().expect("accepted");
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
