//! One profile enrolls one device; a legacy profile any number, until its deadline.

use jiff::SignedDuration;
use serde_json::json;
use vestibule_pki::scep::FailInfo;
use vestibule_tests::device::{Stage, Stop};
use vestibule_tests::on_both_databases;
use vestibule_tests::server::{enable, policy};

const REFUSED: Stop = Stop::CertificateRefused(FailInfo::BadRequest);

on_both_databases! {
    fn a_second_device_with_the_same_profile_is_refused(server) {
        let stage = Stage::secure(server);
        let signed = stage.download();
        let mut first = stage.mac().install(&signed).expect("a device takes it in");
        let mut second = stage.mac().install(&signed).expect("a device takes it in");
        first.certificate().expect("issued");
        assert_eq!(second.certificate(), Err(REFUSED));
        first.authenticate().expect("accepted");
        assert_eq!(second.certificate(), Err(REFUSED));
        first.token_update().expect("accepted");
        assert_eq!(second.certificate(), Err(REFUSED));
        assert_eq!(stage.state(&first.device), "enrolled");
        assert_eq!(stage.state(&second.device), "");
        assert!(!stage.audited("device.enrollment_refused").is_empty());
    }

    fn of_two_devices_at_once_one_gets_the_certificate(server) {
        let stage = Stage::secure(server);
        for _ in 0..4 {
            let signed = stage.download();
            let install = || stage.mac().install(&signed).expect("a device takes it in");
            let mut devices = [install(), install(), install()];
            let issued: Vec<bool> = std::thread::scope(|scope| {
                let asked = devices.each_mut().map(|device| scope.spawn(|| device.certificate()));
                asked.map(|asked| asked.join().expect("it answers").is_ok()).to_vec()
            });
            assert_eq!(issued.iter().filter(|issued| **issued).count(), 1, "{issued:?}");
        }
    }

    fn the_same_request_many_times_at_once_gives_one_certificate(server) {
        let stage = Stage::secure(server);
        let installation = stage.install();
        let authority = vestibule_tests::device::scep::authority(&installation.profile.scep).expect("an authority");
        let csr = installation.asker.csr(&installation.profile.scep);
        let all: Vec<Vec<u8>> = std::thread::scope(|scope| {
            let ask = || installation.ask(&csr, &authority, vestibule_tests::device::scep::Method::Post);
            let asked = [(); 4].map(|()| scope.spawn(ask));
            asked.map(|asked| asked.join().expect("it answers").expect("issued").der().to_vec()).to_vec()
        });
        assert!(all.iter().all(|one| *one == all[0]));
    }

    fn an_installation_rolled_back_needs_a_new_profile(server) {
        let stage = Stage::secure(server);
        let signed = stage.download();
        let mut installation = stage.mac().install(&signed).expect("a device takes it in");
        installation.certificate().expect("issued");
        let mac = installation.wipe();
        let mut again = mac.install(&signed).expect("a device takes it in");
        assert_eq!(again.certificate(), Err(REFUSED));
        let mac = again.wipe();
        mac.enroll(&stage.download()).expect("it enrolls");
        assert_eq!(stage.state(&mac), "enrolled");
    }

    fn a_legacy_profile_enrolls_many_devices_each_with_its_own_certificate(server) {
        let stage = Stage::legacy(server);
        let signed = stage.legacy_download();
        let mut serials = Vec::new();
        for _ in 0..3 {
            let installation = stage.mac().enroll(&signed).expect("it enrolls");
            let identity = installation.identity.as_ref().expect("a certificate");
            assert_eq!(stage.device(&installation.device)["profile_id"], stage.profiles()[0]["id"]);
            serials.push(identity.serial().to_vec());
        }
        serials.sort();
        serials.dedup();
        assert_eq!(serials.len(), 3);
        let mut retried = stage.mac().install(&signed).expect("a device takes it in");
        let first = retried.certificate().expect("issued");
        assert_eq!(retried.certificate().expect("issued").der(), first.der());
    }

    fn a_revoked_profile_enrolls_nothing_and_disturbs_no_device(server) {
        let stage = Stage::secure(server);
        let (mut fresh, mut certified, enrolled) = (stage.install(), stage.install(), stage.enrolled());
        certified.certificate().expect("issued");
        for profile in stage.profiles() {
            let id = profile["id"].as_str().expect("an id");
            let answer = stage.owner().delete(&format!("/profiles/{id}"));
            assert!([204, 409].contains(&answer.status), "{}", answer.status);
        }
        assert_eq!(fresh.certificate(), Err(REFUSED));
        assert_eq!(certified.certificate(), Err(REFUSED));
        assert_eq!(certified.authenticate().expect_err("refused").status(), 403);
        assert_eq!(stage.state(&certified.device), "");
        enrolled.idle().expect("accepted");
        enrolled.token_update().expect("accepted");
        assert_eq!(stage.state(&enrolled.device), "enrolled");
    }

    fn a_deleted_policy_takes_its_profiles_with_it(server) {
        let stage = Stage::secure(server);
        let (mut fresh, mut certified) = (stage.install(), stage.install());
        certified.certificate().expect("issued");
        stage.owner().delete(&format!("/policies/{}", stage.policy)).is(204);
        assert_eq!(fresh.certificate(), Err(REFUSED));
        let refused = certified.authenticate().expect_err("refused").status();
        assert!([400, 403].contains(&refused), "{refused}");
        certified.token_update().expect_err("it never authenticated");
    }

    fn a_policy_with_a_live_device_is_not_deleted_and_one_it_left_is(server) {
        let stage = Stage::secure(server);
        let installation = stage.enrolled();
        let path = format!("/policies/{}", stage.policy);
        stage.owner().delete(&path).refused(409, "policy_has_devices");
        let mac = installation.remove().expect("it leaves");
        stage.owner().delete(&path).is(204);
        assert_eq!(stage.state(&mac), "checked_out");
    }

    fn pausing_does_not_stop_profiles_that_were_downloaded(server) {
        let stage = Stage::secure(server);
        let mut installation = stage.install();
        let path = format!("/policies/{}/secure-enrollment/pause", stage.policy);
        stage.owner().post(&path, json!({ "message": "Back at noon." })).ok();
        assert_eq!(stage.try_download(None).expect_err("refused").status(), 423);
        installation.enroll().expect("it enrolls");
    }

    fn a_profile_enrolls_into_its_own_policy_even_after_a_move(server) {
        let stage = Stage::secure(server);
        let parent = policy(stage.owner(), "Parent", None);
        enable(stage.owner(), &parent);
        let mut installation = stage.install();
        let moved = json!({ "parent_id": parent });
        stage.owner().post(&format!("/policies/{}/move", stage.policy), moved).ok();
        server.advance(SignedDuration::from_hours(2));
        installation.enroll().expect("it enrolls");
        assert_eq!(stage.device(&installation.device)["policy_id"], stage.policy);
    }
}
