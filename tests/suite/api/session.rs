//! Setup, signing in, staying in, signing out.

use jiff::SignedDuration;
use serde_json::json;
use vestibule_tests::caller::send;
use vestibule_tests::on_both_databases;
use vestibule_tests::server::PASSWORD;

on_both_databases! {
    fn setup_works_once_and_with_the_printed_token_only(server) {
        let stranger = server.stranger();
        assert_eq!(stranger.get("/setup").ok().json, json!({ "required": true }));
        let setup = json!({ "token": "guess", "organization": "Acme", "email": "a@b.example", "password": PASSWORD, "name": "Ada" });
        stranger.post("/setup", setup.clone()).refused(403, "setup_token_invalid");
        server.owner();
        assert_eq!(stranger.get("/setup").ok().json, json!({ "required": false }));
        stranger.post("/setup", setup).refused(409, "setup_done");
    }

    fn wrong_and_unknown_sign_ins_look_alike(server) {
        server.owner();
        let stranger = server.stranger();
        let mut answers = ["ada@acme.example", "nobody@acme.example"].map(|email| {
            let answer = stranger.post("/session", json!({ "email": email, "password": "not the password" }));
            answer.refused(401, "credentials_invalid").json
        });
        for answer in &mut answers {
            answer["request_id"] = json!(null);
        }
        assert_eq!(answers[0], answers[1]);
    }

    fn wrong_and_unknown_sign_ins_each_write_one_line(server) {
        let owner = server.owner();
        let stranger = server.stranger().from_network("203.0.113.7");
        let lines = || {
            let failed = owner.get("/audit-events?action=session.sign_in_failed").ok().json["items"].as_array().map_or(0, Vec::len);
            let noted = server.database.contents()["throttles"].iter().filter(|row| row.contains("unknown account 203.0.113.7")).count();
            (failed, noted)
        };
        for (email, left) in [("ada@acme.example", (1, 0)), ("nobody@acme.example", (1, 1))] {
            stranger.post("/session", json!({ "email": email, "password": "not the password" })).refused(401, "credentials_invalid");
            assert_eq!(lines(), left, "{email}: who waits for the answer must not tell them apart");
        }
    }

    fn a_session_is_refreshed_and_ends_with_sign_out(server) {
        let owner = server.owner();
        assert_eq!(owner.get("/session").ok().text("/user/role"), "owner");
        server.advance(SignedDuration::from_mins(11));
        owner.get("/session").refused(401, "unauthenticated");
        owner.post("/session/refresh", json!({})).ok();
        owner.get("/session").ok();
        owner.delete("/session").is(204);
        owner.get("/session").refused(401, "unauthenticated");
        owner.post("/session/refresh", json!({})).refused(401, "unauthenticated");
    }

    fn another_sites_request_with_our_cookie_changes_nothing(server) {
        let owner = server.owner();
        let forged = owner.request("POST", "/api/v1/policies").header("sec-fetch-site", "cross-site");
        send(forged.json(&json!({ "name": "Forged" }))).refused(403, "cross_site");
        assert_eq!(owner.get("/policies").ok().json["items"], json!([]));
    }

    fn a_disabled_user_is_out_at_once_and_the_last_owner_stays(server) {
        let owner = server.owner();
        let new = json!({ "email": "bo@acme.example", "name": "Bo", "role": "admin", "password": PASSWORD });
        let id = owner.post("/users", new).created().text("/id");
        let admin = server.signed_in("bo@acme.example");
        admin.get("/session").ok();
        owner.post(&format!("/users/{id}/disable"), json!({})).ok();
        admin.get("/session").refused(401, "unauthenticated");
        let me = owner.get("/session").ok().text("/user/id");
        owner.post(&format!("/users/{me}/disable"), json!({})).refused(409, "last_owner");
        owner.patch(&format!("/users/{me}"), "", json!({ "role": "admin" })).refused(409, "last_owner");
    }
}
