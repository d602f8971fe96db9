//! What the timers tidy: only what nobody can use any more.

use super::picture::{encoded, noise};
use image::ImageFormat;
use jiff::SignedDuration;
use serde_json::json;
use vestibule_app::upkeep;
use vestibule_tests::caller::Caller;
use vestibule_tests::on_both_databases;
use vestibule_tests::server::{customise, enable, policy, token};

on_both_databases! {
    fn a_logo_that_no_page_uses_is_dropped_after_a_day(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        let upload = |by: &Caller, side| by.upload("/logos", "image/png", encoded(&noise(side, side), ImageFormat::Png)).created();
        let (used, unused) = (upload(&owner, 20), upload(&owner, 21));
        customise(&owner, &macs, json!({ "logo": { "sha256": used.text("/sha256"), "alt": "Acme" } })).ok();
        server.advance(SignedDuration::from_hours(24));
        let fresh = upload(&server.signed_in("ada@acme.example"), 22);
        let shown = || [&used, &unused, &fresh].map(|logo| server.stranger().open(&logo.text("/url")).status);
        upkeep::drop_unused_logos(&server.app()).expect("it tidies");
        assert_eq!(shown(), [200, 200, 200], "a whole day");
        server.advance(SignedDuration::from_secs(1));
        upkeep::drop_unused_logos(&server.app()).expect("it tidies");
        assert_eq!(shown(), [200, 404, 200]);
    }

    fn the_signed_document_is_forgotten_with_its_ticket_and_the_profile_goes_on(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        let (stranger, token) = (server.stranger(), token(&owner, &macs));
        let ticket = stranger.post(&format!("/enroll/{token}/unlock"), json!({})).ok().text("/profile_url");
        let first = stranger.open(&ticket).ok().body;
        let documents = || server.database.values("SELECT CAST(COUNT(document_sealed) AS TEXT) AS value FROM profiles");
        upkeep::drop_documents(&server.app()).expect("it tidies");
        assert_eq!((documents(), &stranger.open(&ticket).ok().body), (vec!["1".to_owned()], &first));
        server.advance(SignedDuration::from_hours(1));
        upkeep::drop_documents(&server.app()).expect("it tidies");
        assert_eq!(documents(), ["0"]);
        stranger.open(&ticket).refused(410, "ticket_expired");
        let owner = server.signed_in("ada@acme.example");
        assert_eq!(owner.get(&format!("/policies/{macs}/profiles")).ok().text("/items/0/state"), "downloaded");
    }

    fn what_has_ended_long_ago_is_forgotten_and_nothing_else(server) {
        let owner = server.owner_with_beta();
        let wrong = json!({ "email": "ada@acme.example", "password": "not the password" });
        server.stranger().post("/session", wrong).refused(401, "credentials_invalid");
        let keyed = owner.request("POST", "/api/v1/policies").header("idempotency-key", "one").json(&json!({ "name": "Macs" }));
        vestibule_tests::caller::send(keyed).created();
        let tidied = || {
            let app = server.app();
            for job in [upkeep::drop_sessions, upkeep::drop_throttles, upkeep::drop_idempotency_keys] {
                job(&app).expect("it tidies");
            }
            ["sessions", "throttles", "idempotency_keys"].map(|table| server.database.contents()[table].len())
        };
        let before = tidied();
        assert!(before.iter().all(|rows| *rows > 0), "{before:?}");
        assert_eq!(owner.get("/session").status, 200);
        server.advance(SignedDuration::from_hours(60 * 24));
        assert_eq!(tidied(), [0, 0, 0]);
        assert_eq!(owner.get("/policies").status, 401, "signed out, not served by what is left");
    }
}
