//! Users and API tokens: who makes whom, and what a token never does.

use aws_lc_rs::digest::{SHA256, digest};
use jiff::SignedDuration;
use serde_json::{Value, json};
use vestibule_tests::caller::send;
use vestibule_tests::on_both_databases;
use vestibule_tests::server::{PASSWORD, policy};

fn person(email: &str, role: &str) -> Value {
    json!({ "email": email, "name": "Bo", "role": role, "password": PASSWORD })
}

on_both_databases! {
    fn only_owners_make_and_change_owners(server) {
        let owner = server.owner();
        owner.post("/users", person("bo@acme.example", "admin")).created();
        let second = owner.post("/users", person("cy@acme.example", "owner")).created().text("/id");
        let admin = server.signed_in("bo@acme.example");
        admin.post("/users", person("di@acme.example", "owner")).refused(403, "owner_required");
        admin.patch(&format!("/users/{second}"), "", json!({ "role": "auditor" })).refused(403, "owner_required");
        admin.patch(&format!("/users/{second}"), "", json!({ "password": "another password" })).refused(403, "owner_required");
        admin.post(&format!("/users/{second}/disable"), json!({})).refused(403, "owner_required");
        admin.post("/users", person("ed@acme.example", "helpdesk")).created();
    }

    fn an_email_address_is_unique_in_the_installation(server) {
        let owner = server.owner();
        let other = server.owner_of("Other", "eve@other.example");
        let before = server.kept();
        other.post("/users", person(" ADA@acme.example", "admin")).refused(409, "email_taken");
        owner.post("/users", person("eve@other.example", "admin")).refused(409, "email_taken");
        server.assert_unchanged(&before, "a second user of the same address");
    }

    fn a_new_password_ends_the_other_sessions_and_is_needed_from_then_on(server) {
        let owner = server.owner();
        let bo = owner.post("/users", person("bo@acme.example", "admin")).created().text("/id");
        let session = server.signed_in("bo@acme.example");
        owner.patch(&format!("/users/{bo}"), "", json!({ "password": "quite another password" })).ok();
        session.get("/session").refused(401, "unauthenticated");
        server.stranger().post("/session", json!({ "email": "bo@acme.example", "password": PASSWORD })).refused(401, "credentials_invalid");
        server.stranger().post("/session", json!({ "email": "bo@acme.example", "password": "quite another password" })).ok();
        owner.get("/session").ok();
    }

    fn a_token_shows_its_secret_once_and_ends_in_time_by_revoking_and_with_its_creator(server) {
        let owner = server.owner();
        let bo = owner.post("/users", person("bo@acme.example", "admin")).created().text("/id");
        let admin = server.signed_in("bo@acme.example");
        let made = admin.post("/api-tokens", json!({ "name": "ci", "scopes": ["policy.read", "policy.write"] })).created();
        let secret = made.text("/secret");
        assert!(secret.starts_with("vst_") && secret.len() == 47, "{secret}");
        let listed = owner.get("/api-tokens").ok();
        assert!(!String::from_utf8_lossy(&listed.body).contains(&secret));
        assert!(!server.kept().into_values().flatten().any(|row| row.contains(&secret)));
        let token = owner.with_token(&secret);
        policy(&token, "By a token", None);
        owner.patch(&format!("/users/{bo}"), "", json!({ "role": "auditor" })).ok();
        token.post("/policies", json!({ "name": "No longer" })).refused(403, "forbidden");
        token.get("/policies").ok();
        owner.post(&format!("/users/{bo}/disable"), json!({})).ok();
        token.get("/policies").refused(401, "unauthenticated");
        owner.post(&format!("/users/{bo}/enable"), json!({})).ok();
        server.advance(SignedDuration::from_hours(90 * 24) - SignedDuration::from_secs(1));
        token.get("/policies").ok();
        server.advance(SignedDuration::from_secs(1));
        token.get("/policies").refused(401, "unauthenticated");
    }

    fn a_token_is_never_given_more_than_its_maker_has_nor_users_at_all(server) {
        let owner = server.owner();
        for (scopes, code) in [(json!([]), "required"), (json!(["user.write"]), "scope_not_yours"), (json!(["everything"]), "unknown_scope")] {
            let refused = owner.post("/api-tokens", json!({ "name": "ci", "scopes": scopes })).refused(422, "invalid");
            assert_eq!(refused.text("/errors/0/code"), code);
        }
        for end in ["2027-01-31T08:59:59Z", "2028-02-01T09:00:00Z", "tomorrow"] {
            let refused = owner.post("/api-tokens", json!({ "name": "ci", "scopes": ["policy.read"], "expires_at": end })).refused(422, "invalid");
            assert_eq!(refused.text("/errors/0/pointer"), "/expires_at");
        }
        let all = owner.get("/session").ok().json["permissions"].as_array().expect("a list").clone();
        let all: Vec<_> = all.into_iter().filter(|scope| scope != "user.write").collect();
        let secret = owner.post("/api-tokens", json!({ "name": "ci", "scopes": all })).created().text("/secret");
        let token = owner.with_token(&secret);
        token.post("/users", person("bo@acme.example", "auditor")).refused(403, "forbidden");
        token.post("/api-tokens", json!({ "name": "more", "scopes": ["policy.read"] })).refused(403, "forbidden");
        token.delete("/session").refused(404, "not_found");
    }

    fn a_retry_under_the_same_key_gets_what_the_first_try_made(server) {
        let owner = server.owner();
        let macs = policy(&owner, "Macs", None);
        for (key, path, body, shown) in [
            ("a", "/api/v1/policies".to_owned(), json!({ "name": "New" }), "/id"),
            ("b", "/api/v1/users".into(), person("bo@acme.example", "admin"), "/id"),
            ("c", "/api/v1/api-tokens".into(), json!({ "name": "ci", "scopes": ["policy.read"] }), "/secret"),
            ("d", format!("/api/v1/policies/{macs}/profiles"), json!({}), "/profile_url"),
        ] {
            let post = |body: &Value| send(owner.request("POST", &path).header("idempotency-key", key).json(body));
            let first = post(&body).created().text(shown);
            let lines = || server.database.values("SELECT action AS value FROM audit_events").len();
            let before = lines();
            assert_eq!(post(&body).created().text(shown), first, "{path}");
            assert_eq!(lines(), before, "{path}");
            let mut another = body.clone();
            another["name"] = json!("Another");
            if path.ends_with("profiles") {
                continue;
            }
            post(&another).refused(422, "idempotency_key_reused");
        }
        let key = "x".repeat(256);
        for bad in ["", "a b", key.as_str()] {
            let request = owner.request("POST", "/api/v1/policies").header("idempotency-key", bad);
            send(request.json(&json!({ "name": "New" }))).refused(400, "malformed_request");
        }
    }

    fn an_idempotency_key_ends_after_24_hours_whether_or_not_a_timer_tidied_it(server) {
        server.owner();
        let (key, body) = ("once", json!({ "name": "Macs" }));
        let post = || send(server.signed_in("ada@acme.example").request("POST", "/api/v1/policies").header("idempotency-key", key).json(&body));
        let first = post().created().text("/id");
        server.advance(SignedDuration::from_hours(24) - SignedDuration::from_secs(1));
        assert_eq!(post().created().text("/id"), first, "a second before its end");
        server.advance(SignedDuration::from_secs(1));
        let second = post().created().text("/id");
        assert_ne!(second, first, "at its end the key is a new one");
        server.advance(SignedDuration::from_secs(1));
        assert_eq!(post().created().text("/id"), second, "and stands for what it made now");
        assert_eq!(server.database.values("SELECT key AS value FROM idempotency_keys"), [key]);
    }

    fn a_password_cannot_be_searched_by_what_an_idempotency_key_leaves_in_the_database(server) {
        let owner = server.owner();
        let body = person("bo@acme.example", "admin").to_string();
        let request = owner.request("POST", "/api/v1/users").header("idempotency-key", "once");
        send(request.header("content-type", "application/json").body(body.clone())).created();
        assert_eq!(server.database.values("SELECT key AS value FROM idempotency_keys"), ["once"]);
        let guessed = digest(&SHA256, format!("POST\0/api/v1/users\0{body}").as_bytes());
        let guessed: String = guessed.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
        let kept = format!("{:?}", server.database.contents()).to_lowercase();
        assert!(!kept.contains(&guessed), "whoever has the database can try passwords as fast as SHA-256");
    }
}
