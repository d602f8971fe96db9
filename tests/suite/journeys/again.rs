//! A device that enrolls again: after it left, while it is live, released, renewed, or half way.

use jiff::SignedDuration;
use serde_json::json;
use vestibule_tests::device::{Device, Installation, Stage, Stop};
use vestibule_tests::on_both_databases;

/// Sets the re-enrollment setting.
fn allow_re_enrollment(stage: &Stage<'_>) {
    let tag = stage.owner().get("/settings").ok().etag();
    stage
        .owner()
        .patch("/settings", &tag, json!({ "re_enrollment": "allow" }))
        .ok();
}

#[track_caller]
fn refused(installation: &Installation) {
    match installation.authenticate() {
        Err(Stop::Message {
            status: 403, code, ..
        }) => assert_eq!(code, "com.apple.unrecognized.device"),
        other => panic!("not refused: {other:?}"),
    }
}

/// The same device with another profile, as after a wipe, up to its certificate.
fn once_more(stage: &Stage<'_>, device: &Device) -> Installation {
    let mut installation = stage.install_on(device);
    installation.certificate().expect("issued");
    installation
}

/// A renewal profile for a device.
fn renewal(stage: &Stage<'_>, device: &Device) -> Vec<u8> {
    let id = stage.device(device)["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    let answer = stage
        .owner()
        .post(&format!("/devices/{id}/renewals"), json!({}));
    assert!([200, 201].contains(&answer.status), "{}", answer.status);
    match answer.json["profile_url"].as_str() {
        Some(url) => stage.server.stranger().open(url).ok().body,
        None => answer.body,
    }
}

on_both_databases! {
    fn a_device_that_left_enrolls_again(server) {
        let stage = Stage::secure(server);
        let installation = stage.enrolled();
        let mac = installation.remove().expect("it leaves");
        assert_eq!(stage.state(&mac), "checked_out");
        assert_eq!(stage.audited("device.checked_out").len(), 1);
        let again = mac.enroll(&stage.download()).expect("it enrolls");
        assert_eq!(stage.state(&mac), "enrolled");
        again.idle().expect("accepted");
    }

    fn a_live_device_is_not_taken_over(server) {
        let stage = Stage::secure(server);
        let installation = stage.enrolled();
        let thief = once_more(&stage, &installation.device);
        refused(&thief);
        thief.token_update().expect_err("it never authenticated");
        thief.idle().expect_err("it never authenticated");
        installation.idle().expect("accepted");
        assert_eq!(stage.state(&installation.device), "enrolled");
        assert_eq!(stage.audited("device.enrollment_refused").len(), 1);
    }

    fn a_released_device_lets_one_other_certificate_in_within_a_day(server) {
        let stage = Stage::secure(server);
        let installation = stage.enrolled();
        let (first, second) = (once_more(&stage, &installation.device), once_more(&stage, &installation.device));
        refused(&first);
        stage.release(&installation.device).ok();
        let until = server.now() + SignedDuration::from_hours(24);
        assert_eq!(stage.device(&installation.device)["released_until"], until.to_string());
        // Until then the device stays live.
        installation.idle().expect("accepted");
        server.advance(SignedDuration::from_millis(86_399_999));
        installation.token_update().expect("accepted");
        first.authenticate().expect("accepted");
        first.token_update().expect("accepted");
        refused(&second);
        assert_eq!(stage.state(&first.device), "enrolled");
        first.idle().expect("accepted");
        installation.idle().expect_err("another certificate has taken its place");
        assert!(stage.device(&first.device)["released_until"].is_null());
    }

    fn a_release_ends_after_a_day(server) {
        let stage = Stage::secure(server);
        let installation = stage.enrolled();
        let late = once_more(&stage, &installation.device);
        stage.release(&installation.device).ok();
        server.advance(SignedDuration::from_hours(24));
        refused(&late);
        installation.idle().expect("accepted");
    }

    fn where_it_is_allowed_a_live_device_enrolls_again(server) {
        let stage = Stage::secure(server);
        let installation = stage.enrolled();
        allow_re_enrollment(&stage);
        let again = once_more(&stage, &installation.device);
        again.authenticate().expect("accepted");
        again.token_update().expect("accepted");
        again.idle().expect("accepted");
        installation.idle().expect_err("another certificate has taken its place");
        assert_eq!(stage.state(&again.device), "enrolled");
        let events = stage.audited("device.enrolled");
        assert_eq!(events.len(), 2);
        assert!(events.iter().any(|event| event["details"]["re_enrollment"] == true), "{events:?}");
    }

    fn a_device_half_way_is_replaced_by_any_valid_profile(server) {
        let stage = Stage::secure(server);
        let mut half = stage.install();
        half.certificate().expect("issued");
        half.authenticate().expect("accepted");
        assert_eq!(stage.state(&half.device), "enrolling");
        let mac = half.wipe();
        let again = mac.enroll(&stage.download()).expect("it enrolls");
        assert_eq!(stage.state(&mac), "enrolled");
        again.idle().expect("accepted");
    }

    fn a_wiped_device_needs_a_release(server) {
        let stage = Stage::secure(server);
        let mac = stage.enrolled().wipe();
        let again = once_more(&stage, &mac);
        refused(&again);
        stage.release(&mac).ok();
        again.authenticate().expect("accepted");
        again.token_update().expect("accepted");
        assert_eq!(stage.state(&mac), "enrolled");
    }

    fn a_certificate_belongs_to_one_device_for_ever(server) {
        let stage = Stage::secure(server);
        let mut installation = stage.enrolled();
        let own = installation.device.clone();
        installation.device = stage.mac();
        refused(&installation);
        assert_eq!(stage.state(&installation.device), "");
        installation.idle().expect_err("not its device");
        installation.device = own.clone();
        installation.idle().expect("accepted");
        installation.check_out().expect("accepted");
        installation.device = stage.mac();
        refused(&installation);
        assert_eq!(stage.state(&own), "checked_out");
    }

    fn a_renewal_replaces_the_identity_whatever_becomes_of_urls(server) {
        let stage = Stage::secure(server);
        let installation = stage.enrolled();
        stage.regenerate(json!({ "grace_minutes": 0 }));
        let signed = renewal(&stage, &installation.device);
        stage.regenerate(json!({ "grace_minutes": 0 }));
        let mut renewed = installation.device.renew(&installation, &signed).expect("it may replace");
        renewed.certificate().expect("issued");
        installation.idle().expect("the old one holds until the new one authenticates");
        renewed.authenticate().expect("accepted");
        renewed.token_update().expect("accepted");
        renewed.idle().expect("accepted");
        installation.idle().expect_err("another certificate has taken its place");
        assert_eq!(stage.state(&renewed.device), "enrolled");
    }

    fn a_renewal_is_for_its_device_alone(server) {
        let stage = Stage::secure(server);
        let installation = stage.enrolled();
        let signed = renewal(&stage, &installation.device);
        let mut other = stage.mac().install(&signed).expect("a device takes it in");
        other.certificate().expect("issued");
        refused(&other);
        assert_eq!(stage.state(&other.device), "");
        installation.idle().expect("accepted");
    }
}
