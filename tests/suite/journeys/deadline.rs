//! A profile dies thirty minutes after its URL was first regenerated: asked for the certificate, and again at
//! Authenticate.

use jiff::SignedDuration;
use serde_json::json;
use vestibule_pki::scep::FailInfo;
use vestibule_tests::device::{Installation, Stage, Stop};
use vestibule_tests::on_both_databases;

/// Moves the clock to a moment after `since`.
fn reach(stage: &Stage<'_>, since: jiff::Timestamp, minutes: i64, millis: i64) {
    let moment = since + SignedDuration::from_mins(minutes) + SignedDuration::from_millis(millis);
    stage
        .server
        .advance(moment.duration_since(stage.server.now()));
}

#[track_caller]
fn no_certificate(installation: &mut Installation) {
    let refused = installation.certificate();
    assert_eq!(refused, Err(Stop::CertificateRefused(FailInfo::BadRequest)));
}

/// Refused in words, and never in a way that an enrolled device would take for "unenroll".
#[track_caller]
fn no_enrollment(stage: &Stage<'_>, installation: &Installation) {
    match installation.authenticate() {
        Err(Stop::Message {
            status: 403,
            code,
            said,
            ..
        }) => {
            assert_eq!(code, "com.apple.unrecognized.device");
            assert!(said.len() > 20, "{said}");
        }
        other => panic!("not refused: {other:?}"),
    }
    assert_eq!(stage.state(&installation.device), "");
    installation
        .token_update()
        .expect_err("it never authenticated");
    installation.idle().expect_err("it never authenticated");
}

on_both_databases! {
    fn just_before_thirty_minutes_a_device_still_enrolls(server) {
        let stage = Stage::secure(server);
        let mut installation = stage.install();
        let since = server.now();
        stage.regenerate(json!({}));
        reach(&stage, since, 29, 59_999);
        installation.certificate().expect("issued");
        installation.authenticate().expect("accepted");
        // Once Authenticate was accepted, no deadline is asked again.
        reach(&stage, since, 31, 0);
        installation.token_update().expect("accepted");
        assert_eq!(stage.state(&installation.device), "enrolled");
        reach(&stage, since, 150, 0);
        installation.idle().expect("accepted");
        installation.authenticate().expect("a repeat");
        installation.token_update().expect("accepted");
    }

    fn at_thirty_minutes_no_certificate_is_issued(server) {
        let stage = Stage::secure(server);
        let mut installation = stage.install();
        let since = server.now();
        stage.regenerate(json!({}));
        reach(&stage, since, 30, 0);
        no_certificate(&mut installation);
        assert_eq!(stage.profiles()[0]["state"], "expired");
        assert_eq!(stage.audited("device.enrollment_refused").len(), 1);
    }

    fn at_thirty_minutes_a_certificate_enrolls_nothing(server) {
        let stage = Stage::secure(server);
        let (mut early, mut late) = (stage.install(), stage.install());
        let since = server.now();
        stage.regenerate(json!({}));
        reach(&stage, since, 29, 0);
        early.certificate().expect("issued");
        late.certificate().expect("issued");
        reach(&stage, since, 29, 59_999);
        early.authenticate().expect("accepted");
        reach(&stage, since, 30, 0);
        no_enrollment(&stage, &late);
        reach(&stage, since, 30, 1_000);
        no_enrollment(&stage, &late);
        early.token_update().expect("accepted");
        // The same certificate again: the deadline is asked there, too.
        no_certificate(&mut late);
    }

    fn a_second_regeneration_does_not_extend(server) {
        let stage = Stage::secure(server);
        let (mut early, mut late) = (stage.install(), stage.install());
        let since = server.now();
        stage.regenerate(json!({}));
        for minutes in [10, 20, 29] {
            reach(&stage, since, minutes, 0);
            stage.regenerate(json!({}));
        }
        reach(&stage, since, 29, 59_999);
        early.enroll().expect("it enrolls");
        reach(&stage, since, 30, 0);
        no_certificate(&mut late);
    }

    fn each_generation_has_its_own_thirty_minutes(server) {
        let stage = Stage::secure(server);
        let mut first = stage.install();
        let since = server.now();
        stage.regenerate(json!({}));
        reach(&stage, since, 10, 0);
        let mut second = stage.install();
        stage.regenerate(json!({}));
        let mut third = stage.install();
        reach(&stage, since, 30, 0);
        no_certificate(&mut first);
        reach(&stage, since, 39, 59_999);
        second.enroll().expect("it enrolls");
        reach(&stage, since, 120, 0);
        third.enroll().expect("its URL is live");
    }

    fn without_grace_profiles_die_at_once(server) {
        let stage = Stage::secure(server);
        let (mut fresh, mut certified, enrolled) = (stage.install(), stage.install(), stage.enrolled());
        certified.certificate().expect("issued");
        stage.regenerate(json!({ "grace_minutes": 0 }));
        no_certificate(&mut fresh);
        no_enrollment(&stage, &certified);
        enrolled.idle().expect("accepted");
    }

    fn profiles_of_retired_urls_can_be_ended_later(server) {
        let stage = Stage::secure(server);
        let (mut fresh, mut certified, enrolled) = (stage.install(), stage.install(), stage.enrolled());
        certified.certificate().expect("issued");
        let since = server.now();
        stage.regenerate(json!({}));
        let mut newer = stage.install();
        reach(&stage, since, 5, 0);
        let path = format!("/policies/{}/secure-enrollment/invalidate-profiles", stage.policy);
        stage.owner().post(&path, json!({})).ok();
        no_certificate(&mut fresh);
        no_enrollment(&stage, &certified);
        newer.enroll().expect("its URL is live");
        enrolled.idle().expect("accepted");
    }

    fn a_restart_moves_no_deadline(server) {
        let stage = Stage::secure(server);
        let (mut early, mut late) = (stage.install(), stage.install());
        let since = server.now();
        stage.regenerate(json!({}));
        server.restart();
        late.certificate().expect("issued");
        reach(&stage, since, 29, 59_999);
        early.enroll().expect("it enrolls");
        server.restart();
        reach(&stage, since, 30, 0);
        no_enrollment(&stage, &late);
    }

    fn regenerating_the_parent_with_its_children_ends_the_childrens_profiles_too(server) {
        let stage = Stage::secure(server);
        let child = vestibule_tests::server::policy(stage.owner(), "Child", Some(&stage.policy));
        let mut installation = Stage::of(server, &child).install();
        let since = server.now();
        stage.regenerate(json!({}));
        reach(&stage, since, 45, 0);
        installation.certificate().expect("the child kept its URL");
        stage.regenerate(json!({ "include_children": true }));
        reach(&stage, since, 75, 0);
        no_enrollment(&stage, &installation);
    }

    fn enabling_gives_legacy_profiles_thirty_minutes(server) {
        let stage = Stage::legacy(server);
        let signed = stage.legacy_download();
        let since = server.now();
        vestibule_tests::server::enable(stage.owner(), &stage.policy);
        let install = || stage.mac().install(&signed).expect("a device takes it in");
        reach(&stage, since, 29, 59_999);
        install().enroll().expect("it enrolls");
        let mut certified = install();
        certified.certificate().expect("issued");
        reach(&stage, since, 30, 0);
        no_enrollment(&stage, &certified);
        no_certificate(&mut install());
    }
}
