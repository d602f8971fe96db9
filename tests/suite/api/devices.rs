//! Devices in the API: listing, finding, releasing and renewing them.

use serde_json::{Value, json};
use std::sync::Barrier;
use vestibule_tests::caller::send;
use vestibule_tests::device::{Device, Stage, Stop};
use vestibule_tests::on_both_databases;
use vestibule_tests::server::policy;

fn ids(list: &Value) -> Vec<String> {
    let items = list["items"].as_array().expect("a list");
    items
        .iter()
        .map(|item| item["udid"].as_str().expect("a UDID").to_owned())
        .collect()
}

on_both_databases! {
    fn devices_are_found_by_policy_state_and_words(server) {
        let stage = Stage::secure(server);
        let child = policy(stage.owner(), "Child", Some(&stage.policy));
        let mac = stage.enrolled();
        server.advance(jiff::SignedDuration::from_secs(1));
        let iphone = Device::iphone(server.clock()).enroll(&Stage::of(server, &child).download()).expect("it enrolls");
        mac.check_out().expect("accepted");
        let list = |query: &str| ids(&stage.owner().get(&format!("/devices{query}")).ok().json);
        let (mac, iphone) = (&mac.device, &iphone.device);
        assert_eq!(list(""), [iphone.udid.as_str(), mac.udid.as_str()]);
        assert_eq!(list(&format!("?policy_id={child}")), [iphone.udid.as_str()]);
        assert_eq!(list(&format!("?policy_id={}", stage.policy)), [mac.udid.as_str()]);
        assert_eq!(list(&format!("?policy_id={}&include_children=true", stage.policy)), [iphone.udid.as_str(), mac.udid.as_str()]);
        assert_eq!(list(&format!("?policy_id={child}&include_children=true")), [iphone.udid.as_str()]);
        assert_eq!(list("?state=checked_out"), [mac.udid.as_str()]);
        assert_eq!(list("?state=enrolled"), [iphone.udid.as_str()]);
        assert_eq!(list("?state=enrolling"), Vec::<String>::new());
        assert_eq!(list(&format!("?query={}", mac.serial_number.to_lowercase())), [mac.udid.as_str()]);
        assert_eq!(list(&format!("?query={}", iphone.udid.to_lowercase())), [iphone.udid.as_str()]);
        assert_eq!(list("?query=IPHONE14"), [iphone.udid.as_str()]);
        assert_eq!(list("?query=100%25"), Vec::<String>::new());
        assert_eq!(list("?query=_").len(), 0);
        stage.owner().get("/devices?state=lost").refused(422, "invalid");
        stage.owner().get("/devices?policy_id=x").refused(422, "invalid");
        stage.owner().get("/devices?include_children=maybe").refused(422, "invalid");
        stage.owner().get("/devices?policy_id=01940000-0000-7000-8000-000000000000").refused(404, "not_found");
        let counts = stage.owner().get(&format!("/policies/{child}")).ok();
        assert_eq!(counts.json["device_count"], 1);
        stage.owner().delete(&format!("/policies/{child}")).refused(409, "policy_has_devices");
    }

    fn a_list_is_read_page_by_page(server) {
        let stage = Stage::secure(server);
        let mut enrolled = Vec::new();
        for _ in 0..3 {
            enrolled.push(stage.enrolled().device.udid);
            server.advance(jiff::SignedDuration::from_secs(1));
        }
        enrolled.reverse();
        let first = stage.owner().get("/devices?limit=2").ok();
        let next = first.text("/next_cursor");
        let second = stage.owner().get(&format!("/devices?limit=2&cursor={next}")).ok();
        assert_eq!([ids(&first.json), ids(&second.json)].concat(), enrolled);
        assert!(second.json["next_cursor"].is_null());
    }

    fn a_token_of_a_subtree_sees_its_own_devices_only(server) {
        let stage = Stage::secure(server);
        let child = policy(stage.owner(), "Child", Some(&stage.policy));
        let (above, below) = (stage.enrolled(), Stage::of(server, &child).enrolled());
        let scopes = ["policy.read", "device.release", "device.renew"];
        let secret = stage.owner().post("/api-tokens", json!({ "name": "ci", "scopes": scopes, "policy_id": child })).created().text("/secret");
        let token = server.stranger().with_token(&secret);
        assert_eq!(ids(&token.get("/devices").ok().json), [below.device.udid.as_str()]);
        token.get(&format!("/devices?policy_id={}&include_children=true", stage.policy)).refused(404, "not_found");
        let hidden = stage.device(&above.device)["id"].as_str().expect("an id").to_owned();
        token.get(&format!("/devices/{hidden}")).refused(404, "not_found");
        for verb in ["release", "renewals"] {
            token.post(&format!("/devices/{hidden}/{verb}"), json!({})).refused(404, "not_found");
        }
        let own = stage.device(&below.device)["id"].as_str().expect("an id").to_owned();
        token.post(&format!("/devices/{own}/release"), json!({})).ok();
    }

    fn only_an_enrolled_device_is_released_or_renewed(server) {
        let stage = Stage::secure(server);
        let device = stage.enrolled();
        let id = stage.device(&device.device)["id"].as_str().expect("an id").to_owned();
        device.check_out().expect("accepted");
        for verb in ["release", "renewals"] {
            stage.owner().post(&format!("/devices/{id}/{verb}"), json!({})).refused(409, "device_not_enrolled");
        }
    }

    fn a_renewal_profile_is_made_once_per_key_and_used_once(server) {
        let stage = Stage::secure(server);
        let device = stage.enrolled();
        let id = stage.device(&device.device)["id"].as_str().expect("an id").to_owned();
        let path = format!("/api/v1/devices/{id}/renewals");
        let make = || send(stage.owner().request("POST", &path).header("idempotency-key", "once").json(&json!({}))).created();
        let (first, again) = (make(), make());
        assert_eq!(first.text("/profile_url"), again.text("/profile_url"));
        assert_eq!(first.text("/device_id"), id);
        let deadline = server.now() + jiff::SignedDuration::from_hours(7 * 24);
        assert_eq!(first.text("/deadline"), deadline.to_string());
        assert_eq!(stage.profiles().len(), 1, "a renewal is no profile of the policy");
        let signed = server.stranger().open(&first.text("/profile_url")).ok().body;
        let before = stage.device(&device.device);
        let mut renewed = device.device.renew(&device, &signed).expect("it may replace");
        renewed.enroll().expect("it enrolls");
        let after = stage.device(&device.device);
        for same in ["id", "policy_id", "profile_id", "enrollment_url_id", "enrolled_at", "state"] {
            assert_eq!(before[same], after[same], "{same}");
        }
        assert_eq!(stage.audited("device.renewed").len(), 1);
        assert_eq!(stage.audited("device.enrolled").len(), 1);
        let mut second = device.device.renew(&renewed, &signed).expect("it may replace");
        assert!(matches!(second.certificate(), Err(Stop::CertificateRefused(_))));
        renewed.idle().expect("accepted");
    }

    fn a_renewal_ends_after_seven_days_and_can_be_revoked(server) {
        let stage = Stage::secure(server);
        let device = stage.enrolled();
        let id = stage.device(&device.device)["id"].as_str().expect("an id").to_owned();
        let make = || stage.owner().post(&format!("/devices/{id}/renewals"), json!({})).created();
        let download = |url: &str| server.stranger().open(url).ok().body;
        let (late, revoked) = (make(), make());
        let (late_signed, revoked_signed) = (download(&late.text("/profile_url")), download(&revoked.text("/profile_url")));
        stage.owner().delete(&format!("/profiles/{}", revoked.text("/id"))).is(204);
        let mut renewed = device.device.renew(&device, &revoked_signed).expect("it may replace");
        renewed.certificate().expect_err("revoked");
        server.advance(jiff::SignedDuration::from_hours(7 * 24));
        let mut renewed = device.device.renew(&device, &late_signed).expect("it may replace");
        renewed.certificate().expect_err("its deadline passed");
        device.idle().expect("accepted");
    }

    fn a_policy_whose_devices_only_began_can_be_deleted_and_turns_them_away(server) {
        let stage = Stage::secure(server);
        let mut half = stage.install();
        half.certificate().expect("issued");
        half.authenticate().expect("accepted");
        let mut later = stage.install();
        later.certificate().expect("issued");
        stage.owner().delete(&format!("/policies/{}", stage.policy)).is(204);
        half.token_update().expect_err("turned away");
        assert_eq!(later.authenticate().expect_err("refused").status(), 403);
        let listed = stage.owner().get("/devices").ok();
        assert_eq!(listed.text("/items/0/state"), "checked_out");
        assert!(listed.json["items"][0]["policy_id"].is_null());
    }

    fn a_policy_deleted_while_its_device_enrolls_takes_no_enrolled_device_along(server) {
        let stage = Stage::secure(server);
        for round in 0..12 {
            server.advance(jiff::SignedDuration::from_secs(1));
            let leaf = policy(stage.owner(), &format!("Leaf {round}"), Some(&stage.policy));
            let mut mac = stage.mac().install(&Stage::of(server, &leaf).download()).expect("a device takes it in");
            mac.certificate().expect("issued");
            mac.authenticate().expect("accepted");
            let start = Barrier::new(2);
            let (deleted, enrolled) = std::thread::scope(|scope| {
                let deletes = scope.spawn(|| { start.wait(); stage.owner().delete(&format!("/policies/{leaf}")).status });
                let enrolls = scope.spawn(|| { start.wait(); mac.token_update().is_ok() });
                (deletes.join().expect("it answers"), enrolls.join().expect("it answers"))
            });
            assert_eq!(mac.idle().is_ok(), enrolled, "round {round}: an enrolled device stays one, {deleted}");
            assert_eq!(deleted == 204, !enrolled, "round {round}: {deleted}");
        }
    }
}
