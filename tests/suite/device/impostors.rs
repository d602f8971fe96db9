//! Somebody with a valid profile who claims another's UDID: what they get before they took its place, and in which organization.

use serde_json::json;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::{Barrier, mpsc};
use std::time::Duration;
use vestibule_tests::database::Database;
use vestibule_tests::device::installation::REPORT;
use vestibule_tests::device::{Device, Installation, Stage, signature};
use vestibule_tests::on_both_databases;
use vestibule_tests::server::{TestServer, enable, policy, turn_on_beta};
use vestibule_tests::upstream::{Mood, Upstream};

/// A profile from the page on a device, up to its certificate.
fn certified(stage: &Stage<'_>, device: &Device) -> Installation {
    let mut installation = stage.install_on(device);
    installation.certificate().expect("issued");
    installation
}

on_both_databases! {
    fn a_bootstrap_token_is_not_given_to_a_certificate_that_has_only_authenticated(server) {
        let stage = Stage::secure(server);
        let mac = stage.enrolled();
        mac.set_bootstrap_token(b"open sesame").expect("accepted");
        let token = mac.get_bootstrap_token().expect("accepted").body;
        stage.release(&mac.device).ok();
        let impostor = certified(&stage, &mac.device);
        impostor.authenticate().expect("the device is released");
        let given = impostor.check_in_raw(&impostor.message("GetBootstrapToken")).expect("it answers");
        assert_eq!(given.refused(400, "not_enrolled").json["token"], json!(null));
        impostor.set_bootstrap_token(b"mine").expect_err("it has not taken over");
        assert_eq!(mac.get_bootstrap_token().expect("accepted").body, token);
        // Having taken over, it begins without one.
        impostor.token_update().expect("accepted");
        assert_eq!(impostor.get_bootstrap_token().expect("accepted").body, b"");
    }
}

#[test]
fn nobody_without_a_certificate_of_ours_makes_the_server_hold_megabytes() {
    let (server, elsewhere) = (TestServer::on_sqlite(), TestServer::on_sqlite());
    let stage = Stage::secure(&elsewhere);
    let foreign = certified(&stage, &stage.mac());
    let signature = signature::header(&foreign.sign(b"whatever"));
    for length in ["content-length: 16777216", "transfer-encoding: chunked"] {
        let mut wire =
            TcpStream::connect(server.base.trim_start_matches("http://")).expect("it listens");
        wire.set_read_timeout(Some(Duration::from_secs(10)))
            .expect("a socket");
        let head = format!(
            "PUT /mdm HTTP/1.1\r\nhost: x\r\ncontent-type: {REPORT}\r\nmdm-signature: {signature}\r\n{length}\r\n\r\n"
        );
        wire.write_all(head.as_bytes()).expect("it listens");
        let mut answer = vec![0; 4096];
        // Nothing of the body was sent yet.
        let read = wire.read(&mut answer).expect("it answers at once");
        let answer = String::from_utf8_lossy(&answer[..read]).into_owned();
        assert!(answer.starts_with("HTTP/1.1 400"), "{length}: {answer}");
    }
}

/// Two organizations with a secure policy each, in front of one upstream.
fn two_tenants(story: impl Fn(&Upstream, &Stage<'_>, &Stage<'_>)) {
    for database in [Database::sqlite(), Database::postgresql()] {
        let upstream = Upstream::start();
        let server = TestServer::with(database, |config| {
            config.upstream_url = Some(upstream.url())
        });
        let authority = server
            .stranger()
            .open("/scep?operation=GetCACert")
            .ok()
            .body;
        upstream.trust(
            vestibule_pki::certificate::Certificate::from_der(&authority).expect("a certificate"),
        );
        let ours = Stage::secure(&server);
        let owner = server.owner_of("Other", "eve@other.example");
        turn_on_beta(&owner);
        let theirs = policy(&owner, "Macs", None);
        enable(&owner, &theirs);
        story(&upstream, &ours, &Stage::by(&server, owner, &theirs));
    }
}

#[test]
fn an_authenticate_from_another_organization_does_not_wait_to_take_over_a_device_that_enrolls() {
    two_tenants(|_, ours, theirs| {
        let mac = certified(ours, &ours.mac());
        let waiting = certified(theirs, &mac.device);
        waiting.authenticate().expect("the UDID is nobody's yet");
        mac.authenticate().expect("accepted");
        mac.token_update().expect("accepted");
        waiting
            .authenticate()
            .expect_err("the device is live elsewhere");
        waiting
            .token_update()
            .expect_err("the device is live elsewhere");
        waiting.idle().expect_err("the device is live elsewhere");
        assert_ne!(theirs.state(&mac.device), "enrolled");
        mac.idle().expect("accepted");
        assert_eq!(ours.state(&mac.device), "enrolled");
    });
}

#[test]
fn a_released_device_that_enrolls_in_another_organization_is_live_there_only() {
    two_tenants(|_, ours, theirs| {
        let mac = ours.mac();
        let mut before = ours.install_on(&mac);
        before.enroll().expect("it enrolls");
        ours.release(&mac).ok();
        let after = certified(theirs, &mac);
        after.authenticate().expect("the device is released");
        after.token_update().expect("accepted");
        assert_eq!(theirs.state(&mac), "enrolled");
        assert_eq!(ours.state(&mac), "checked_out");
        assert_eq!(ours.audited("device.checked_out").len(), 1);
        before.authenticate().expect_err("it lives elsewhere");
        before.idle().expect_err("it lives elsewhere");
        after.idle().expect("accepted");
    });
}

#[test]
fn of_two_authenticates_at_once_for_a_udid_nobody_has_one_reaches_the_upstream() {
    two_tenants(|upstream, ours, theirs| {
        let mac = certified(ours, &ours.mac());
        let waiting = certified(theirs, &mac.device);
        for round in 1..=12 {
            upstream.turn(Mood::Hangs);
            let (start, (tell, told)) = (Barrier::new(2), mpsc::channel());
            std::thread::scope(|scope| {
                for device in [&mac, &waiting] {
                    let (start, tell) = (&start, tell.clone());
                    scope.spawn(move || {
                        start.wait();
                        let status = device.authenticate().expect_err("it hangs").status();
                        tell.send(status).expect("the test waits");
                    });
                }
                assert_eq!(told.recv().expect("one is told at once"), 503);
                while !upstream.is_hanging() {
                    std::thread::yield_now();
                }
                upstream.down();
                assert!([502, 503].contains(&told.recv().expect("the other hears the break")));
            });
            upstream.up();
            assert_eq!(upstream.seen().len(), round, "round {round}");
        }
    });
}
