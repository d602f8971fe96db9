//! Regenerating an enrollment URL.

use jiff::SignedDuration;
use serde_json::json;
use vestibule_tests::on_both_databases;
use vestibule_tests::server::{customise, enable, policy, token};

on_both_databases! {
    fn the_old_url_stops_at_once_and_accepts_no_passcode_right_or_wrong(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        customise(&owner, &macs, json!({ "passcode": "grüne wiese", "page_text": "Welcome" })).ok();
        let (stranger, old) = (server.stranger(), token(&owner, &macs));
        let unlocked = stranger.post(&format!("/enroll/{old}/unlock"), json!({ "passcode": "grüne wiese" })).ok();
        let again = owner.post(&format!("/policies/{macs}/secure-enrollment/regenerate"), json!({})).ok();
        let new = token(&owner, &macs);
        assert_ne!(new, old);
        assert!(again.text("/enrollment_url/url").ends_with(&new));
        let page = stranger.get(&format!("/enroll/{old}")).ok();
        assert_eq!(page.json, stranger.get(&format!("/enroll/{new}")).ok().json);
        let mut answers = ["grüne wiese", "wrong"].map(|passcode| {
            let answer = stranger.post(&format!("/enroll/{old}/unlock"), json!({ "passcode": passcode }));
            answer.refused(410, "enrollment_url_retired").json
        });
        for answer in &mut answers {
            answer["request_id"] = json!(null);
        }
        assert_eq!(answers[0], answers[1]);
        stranger.open(&unlocked.text("/profile_url")).refused(410, "enrollment_url_retired");
        assert!(!String::from_utf8_lossy(&stranger.open(&format!("/e/{old}")).ok().body).contains(&new));
    }

    fn a_downloaded_profile_dies_thirty_minutes_after_the_first_regeneration(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        let (stranger, old) = (server.stranger(), token(&owner, &macs));
        let unlocked = stranger.post(&format!("/enroll/{old}/unlock"), json!({})).ok();
        stranger.open(&unlocked.text("/profile_url")).ok();
        let regenerated_at = server.now();
        let path = format!("/policies/{macs}/secure-enrollment/regenerate");
        owner.post(&path, json!({})).ok();
        let state = || owner.get(&format!("/policies/{macs}/profiles")).ok().text("/items/0/state");
        let deadline = owner.get(&format!("/policies/{macs}/profiles")).ok().text("/items/0/deadline");
        assert_eq!(deadline, (regenerated_at + SignedDuration::from_mins(30)).to_string());
        server.advance(SignedDuration::from_mins(20));
        owner.stay();
        owner.post(&path, json!({})).ok();
        server.advance(SignedDuration::from_millis(599_999));
        owner.stay();
        assert_eq!(state(), "downloaded");
        server.advance(SignedDuration::from_millis(1));
        assert_eq!(state(), "expired");
        let in_flight = owner.get(&format!("/policies/{macs}/profiles?state=in_flight")).ok();
        assert_eq!(in_flight.json["items"], json!([]));
    }

    fn grace_is_thirty_minutes_or_nothing(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        let path = format!("/policies/{macs}/secure-enrollment/regenerate");
        let refused = owner.post(&path, json!({ "grace_minutes": 15 })).refused(422, "invalid");
        assert_eq!(refused.text("/errors/0/pointer"), "/grace_minutes");
        let (stranger, old) = (server.stranger(), token(&owner, &macs));
        let unlocked = stranger.post(&format!("/enroll/{old}/unlock"), json!({})).ok();
        stranger.open(&unlocked.text("/profile_url")).ok();
        owner.post(&path, json!({ "grace_minutes": 0 })).ok();
        assert_eq!(owner.get(&format!("/policies/{macs}/profiles")).ok().text("/items/0/state"), "expired");
    }

    fn deadlines_only_ever_move_earlier(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        let path = format!("/policies/{macs}/secure-enrollment");
        server.advance(SignedDuration::from_mins(1));
        owner.post(&format!("{path}/regenerate"), json!({})).ok();
        server.advance(SignedDuration::from_mins(10));
        owner.stay();
        owner.post(&format!("{path}/invalidate-profiles"), json!({})).ok();
        let ended = server.now().to_string();
        server.advance(SignedDuration::from_mins(5));
        owner.stay();
        owner.post(&format!("{path}/invalidate-profiles"), json!({})).ok();
        let urls = owner.get(&format!("/policies/{macs}/enrollment-urls")).ok();
        assert_eq!(urls.text("/items/1/profiles_valid_until"), ended);
    }

    fn children_are_regenerated_only_when_asked(server) {
        let owner = server.owner_with_beta();
        let root = policy(&owner, "Root", None);
        let leaf = policy(&owner, "Leaf", Some(&root));
        enable(&owner, &root);
        let path = format!("/policies/{root}/secure-enrollment/regenerate");
        let before = token(&owner, &leaf);
        owner.post(&path, json!({})).ok();
        assert_eq!(token(&owner, &leaf), before);
        owner.post(&path, json!({ "include_children": true })).ok();
        assert_ne!(token(&owner, &leaf), before);
    }

    fn two_regenerations_at_once_leave_one_live_url_and_two_audit_events(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        let path = format!("/policies/{macs}/secure-enrollment/regenerate");
        std::thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| owner.post(&path, json!({})).ok());
            }
        });
        let urls = owner.get(&format!("/policies/{macs}/enrollment-urls")).ok();
        let all = urls.json["items"].as_array().expect("a list");
        assert_eq!(all.iter().filter(|url| url["kind"] == "secure").count(), 3);
        assert_eq!(all.iter().filter(|url| url["retired_at"].is_null()).count(), 1);
        let events = owner.get("/audit-events?action=enrollment_url.regenerated").ok();
        assert_eq!(events.json["items"].as_array().map(Vec::len), Some(2));
    }

    fn a_retry_under_the_same_idempotency_key_changes_nothing(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        let send = |body: serde_json::Value| {
            let path = format!("/api/v1/policies/{macs}/secure-enrollment/regenerate");
            vestibule_tests::caller::send(owner.request("POST", &path).header("idempotency-key", "once").json(&body))
        };
        let first = send(json!({})).ok().text("/enrollment_url/url");
        assert_eq!(send(json!({})).ok().text("/enrollment_url/url"), first);
        send(json!({ "grace_minutes": 0 })).refused(422, "idempotency_key_reused");
    }

    fn a_profile_can_be_revoked_and_an_unattended_one_ends_after_an_hour(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        let issued = owner.post(&format!("/policies/{macs}/profiles"), json!({})).created();
        server.stranger().open(&issued.text("/profile_url")).ok();
        let listed = || owner.get(&format!("/policies/{macs}/profiles")).ok();
        assert_eq!(listed().text("/items/0/deadline"), (server.now() + SignedDuration::from_mins(60)).to_string());
        owner.delete(&format!("/profiles/{}", issued.text("/id"))).is(204);
        assert_eq!(listed().text("/items/0/state"), "revoked");
        server.stranger().open(&issued.text("/profile_url")).refused(410, "ticket_expired");
    }

    fn download_now_at_the_old_url_leads_to_a_page_that_says_it_is_no_longer_valid(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        let (stranger, old) = (server.stranger(), token(&owner, &macs));
        server.advance(SignedDuration::from_secs(1));
        owner.post(&format!("/policies/{macs}/secure-enrollment/regenerate"), json!({})).ok();
        stranger.open(&format!("/e/{old}")).ok();
        let form = stranger.request("POST", &format!("/e/{old}")).header("content-type", "application/x-www-form-urlencoded");
        let told = vestibule_tests::caller::send(form.body("")).is(410);
        let page = String::from_utf8_lossy(&told.body).into_owned();
        assert!(page.contains("no longer valid"), "{page}");
        assert!(!page.contains(&token(&owner, &macs)) && told.header("location").is_empty());
        let urls = owner.get(&format!("/policies/{macs}/enrollment-urls")).ok();
        let retired = urls.json["items"].as_array().expect("a list").iter().find(|url| url["retired_reason"] == "regenerated");
        assert_eq!(retired.map(|url| url["refused"].clone()), Some(json!(1)), "who still uses it is counted");
    }

    fn a_profile_from_the_new_url_has_no_deadline(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        let stranger = server.stranger();
        vestibule_tests::server::download(&stranger, &token(&owner, &macs));
        owner.post(&format!("/policies/{macs}/secure-enrollment/regenerate"), json!({})).ok();
        server.advance(SignedDuration::from_secs(1));
        vestibule_tests::server::download(&stranger, &token(&owner, &macs));
        server.advance(SignedDuration::from_hours(3));
        let ada = server.signed_in("ada@acme.example");
        let listed = ada.get(&format!("/policies/{macs}/profiles")).ok();
        assert_eq!((listed.text("/items/0/state"), listed.json["items"][0]["deadline"].clone()), ("downloaded".into(), json!(null)));
        assert_eq!(listed.text("/items/1/state"), "expired");
    }
}
