//! From the invitation to an enrolled device.

use jiff::SignedDuration;
use serde_json::json;
use vestibule_tests::device::scep::Method;
use vestibule_tests::device::{Device, Shape, Stage, Visitor, verify};
use vestibule_tests::on_both_databases;
use vestibule_tests::server::customise;

on_both_databases! {
    fn a_mac_enrolls_from_its_invitation_to_its_first_command(server) {
        let stage = Stage::secure(server);
        customise(stage.owner(), &stage.policy, json!({ "passcode": "grüne wiese", "page_text": "# Welcome" })).ok();
        let mac = stage.mac();
        let visitor = Visitor::at(&stage.url()).expect("an enrollment URL");
        let page = visitor.open().expect("the page opens");
        assert_eq!((page.organization.as_str(), page.passcode_required), ("Acme", true));
        assert_eq!(visitor.unlock(Some("wrong")).expect_err("refused").status(), 401);
        let place = visitor.unlock(Some("grüne wiese")).expect("unlocked");
        let status = || visitor.status(&place).expect("a status");
        assert_eq!(status(), "ready");
        let signed = visitor.download(&place).expect("downloaded");
        assert_eq!(status(), "downloaded");

        let mut installation = mac.install(&signed).expect("a device takes it in");
        assert_eq!(stage.state(&mac), "");
        installation.certificate().expect("issued");
        assert_eq!(status(), "certificate_issued");
        assert_eq!(stage.profiles()[0]["state"], "certificate_issued");
        assert_eq!(stage.state(&mac), "");

        let answer = installation.authenticate().expect("accepted");
        assert_eq!(answer.body, b"");
        assert_eq!((status().as_str(), stage.state(&mac).as_str()), ("enrolled", "enrolling"));
        server.advance(SignedDuration::from_secs(2));
        installation.token_update().expect("accepted");

        let device = stage.device(&mac);
        assert_eq!(device["state"], "enrolled");
        assert_eq!(device["udid"], mac.udid);
        assert_eq!(device["serial_number"], mac.serial_number);
        assert_eq!(device["name"], mac.name);
        assert_eq!(device["model"], mac.model);
        assert_eq!(device["os_version"], mac.os_version);
        assert_eq!(device["policy_id"], stage.policy);
        assert_eq!(device["profile_id"], stage.profiles()[0]["id"]);
        assert_eq!(device["enrollment_url_id"], stage.profiles()[0]["enrollment_url_id"]);
        assert_eq!(device["enrolled_at"], server.now().to_string());
        assert_eq!(stage.profiles()[0]["device_id"], device["id"]);
        assert_eq!(stage.audited("device.enrolled").len(), 1);

        server.advance(SignedDuration::from_hours(1));
        assert_eq!(installation.idle().expect("accepted").body, b"");
        assert_eq!(stage.device(&mac)["last_seen_at"], server.now().to_string());
    }

    fn an_iphone_enrolls(server) {
        let stage = Stage::secure(server);
        let iphone = Device::iphone(server.clock());
        let installation = iphone.enroll(&stage.download()).expect("it enrolls");
        assert_eq!(stage.state(&iphone), "enrolled");
        assert_eq!(stage.device(&iphone)["model"], "iPhone14,5");
        installation.idle().expect("accepted");
    }

    fn a_mac_speaks_for_its_users_and_keeps_its_bootstrap_token(server) {
        let stage = Stage::secure(server);
        let installation = stage.enrolled();
        installation.user_token_update("8B2F6B7C-5A3E-4D6D-9E21-4C6A1B0F7D11").expect("accepted");
        assert_eq!(installation.user_authenticate("ada").expect("declined").status, 410);
        assert_eq!(installation.get_bootstrap_token().expect("accepted").body, b"");
        installation.set_bootstrap_token(b"secret").expect("accepted");
        for status in ["Acknowledged", "Error", "NotNow", "CommandFormatError"] {
            assert_eq!(installation.report(status, Some("4A5B")).expect("accepted").body, b"");
        }
        assert_eq!(stage.state(&installation.device), "enrolled");
    }

    fn every_shape_of_a_signature_is_accepted(server) {
        let stage = Stage::secure(server);
        let mut installation = stage.enrolled();
        for shape in Shape::all() {
            installation.shape = shape;
            assert!(installation.idle().is_ok(), "{shape:?}");
            assert!(installation.authenticate().is_ok(), "{shape:?}");
            assert!(installation.token_update().is_ok(), "{shape:?}");
        }
    }

    fn a_device_may_ask_for_its_certificate_by_get(server) {
        let stage = Stage::secure(server);
        let mut installation = stage.install();
        installation.certificate_by(Method::Get).expect("issued");
        installation.authenticate().expect("accepted");
        installation.token_update().expect("accepted");
        assert_eq!(stage.state(&installation.device), "enrolled");
    }

    fn a_restart_between_any_two_steps_changes_nothing(server) {
        let stage = Stage::secure(server);
        let signed = stage.download();
        server.restart();
        let mut installation = stage.mac().install(&signed).expect("a device takes it in");
        let first = installation.certificate().expect("issued");
        server.restart();
        assert_eq!(installation.certificate().expect("issued").der(), first.der());
        installation.authenticate().expect("accepted");
        server.restart();
        installation.token_update().expect("accepted");
        server.restart();
        installation.idle().expect("accepted");
        assert_eq!(stage.state(&installation.device), "enrolled");
    }

    fn every_message_may_come_twice(server) {
        let stage = Stage::secure(server);
        let mut installation = stage.install();
        let first = installation.certificate().expect("issued");
        assert_eq!(installation.certificate().expect("issued").der(), first.der());
        for _ in 0..2 {
            installation.authenticate().expect("accepted");
        }
        for _ in 0..2 {
            installation.token_update().expect("accepted");
        }
        assert_eq!(stage.state(&installation.device), "enrolled");
        assert_eq!(stage.audited("device.enrolled").len(), 1);
        installation.check_out().expect("accepted");
        // Devices never say goodbye twice; if one did, nothing would happen.
        drop(installation.check_out());
        assert_eq!(stage.audited("device.checked_out").len(), 1);
    }

    fn the_profile_issued_to_a_script_enrolls_for_an_hour(server) {
        let stage = Stage::secure(server);
        let issue = || {
            let issued = stage.owner().post(&format!("/policies/{}/profiles", stage.policy), json!({})).created();
            let signed = server.stranger().open(&issued.text("/profile_url")).ok().body;
            stage.mac().install(&signed).expect("a device takes it in")
        };
        let (mut early, mut late) = (issue(), issue());
        server.advance(SignedDuration::from_millis(3_599_999));
        early.enroll().expect("it enrolls");
        server.advance(SignedDuration::from_millis(1));
        late.enroll().expect_err("refused");
        assert_eq!(stage.state(&late.device), "");
    }

    fn profiles_of_two_organizations_do_not_meet(server) {
        let stage = Stage::secure(server);
        let installation = stage.enrolled();
        let other = server.owner_of("Globex", "hank@globex.example");
        assert_eq!(other.get("/devices").ok().json["items"], json!([]));
        let id = stage.device(&installation.device)["id"].as_str().expect("an id").to_owned();
        other.get(&format!("/devices/{id}")).refused(404, "not_found");
        other.post(&format!("/devices/{id}/release"), json!({})).refused(404, "not_found");
        let (profile, _) = verify(&stage.download()).expect("a device takes it in");
        assert!(profile.identifier.starts_with(&installation.profile.identifier));
    }
}
