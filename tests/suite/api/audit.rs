//! Every change leaves a line in its own transaction: without the line there is no change.

use serde_json::{Value, json};
use vestibule_tests::caller::send;
use vestibule_tests::server::{PASSWORD, enable, policy, token};
use vestibule_tests::{Answer, Caller, TestServer, on_both_databases};

/// Does something, and answers what came of it.
type Deed<'a> = Box<dyn Fn() -> Answer + 'a>;

/// Everything an owner can change, each with the action its line names.
fn changes(owner: &Caller) -> Vec<(&'static str, Deed<'_>)> {
    let free = policy(owner, "Free", None);
    let parent = policy(owner, "Parent", None);
    let secure = policy(owner, "Secure", None);
    let gone = policy(owner, "Gone", None);
    enable(owner, &secure);
    let page = format!("/policies/{secure}/secure-enrollment");
    owner.post(&format!("{page}/regenerate"), json!({})).ok();
    let issued = owner
        .post(&format!("/policies/{secure}/profiles"), json!({}))
        .created()
        .text("/id");
    let new_user = |email: &str| json!({ "email": email, "name": "Bo", "role": "admin", "password": PASSWORD });
    let bo = owner
        .post("/users", new_user("bo@acme.example"))
        .created()
        .text("/id");
    let api_token = json!({ "name": "ci", "scopes": ["policy.read"] });
    let old = owner
        .post("/api-tokens", api_token.clone())
        .created()
        .text("/id");
    let post = |path: String, body: Value| -> Deed<'_> {
        Box::new(move || owner.post(&path, body.clone()))
    };
    let patch = |path: String, body: Value| -> Deed<'_> {
        Box::new(move || {
            let tag = owner.get(&path).etag();
            owner.patch(&path, &tag, body.clone())
        })
    };
    let delete = |path: String| -> Deed<'_> { Box::new(move || owner.delete(&path)) };
    vec![
        (
            "policy.created",
            post("/policies".into(), json!({ "name": "New" })),
        ),
        (
            "policy.updated",
            patch(format!("/policies/{free}"), json!({ "name": "Renamed" })),
        ),
        (
            "policy.moved",
            post(
                format!("/policies/{free}/move"),
                json!({ "parent_id": parent }),
            ),
        ),
        ("policy.deleted", delete(format!("/policies/{gone}"))),
        (
            "secure_enrollment.enabled",
            post(
                format!("/policies/{parent}/secure-enrollment"),
                json!({ "acknowledged": true }),
            ),
        ),
        (
            "page.updated",
            patch(page.clone(), json!({ "page_text": "Hello" })),
        ),
        (
            "passcode.changed",
            patch(page.clone(), json!({ "passcode": "grüne wiese" })),
        ),
        (
            "enrollment_url.regenerated",
            post(format!("{page}/regenerate"), json!({})),
        ),
        (
            "profile.invalidated",
            post(format!("{page}/invalidate-profiles"), json!({})),
        ),
        (
            "enrollment_url.paused",
            post(format!("{page}/pause"), json!({})),
        ),
        (
            "enrollment_url.resumed",
            post(format!("{page}/resume"), json!({})),
        ),
        (
            "profile.issued",
            post(format!("/policies/{secure}/profiles"), json!({})),
        ),
        ("profile.revoked", delete(format!("/profiles/{issued}"))),
        (
            "settings.updated",
            patch("/settings".into(), json!({ "re_enrollment": "allow" })),
        ),
        (
            "user.created",
            post("/users".into(), new_user("cy@acme.example")),
        ),
        (
            "user.updated",
            patch(format!("/users/{bo}"), json!({ "name": "Bob" })),
        ),
        (
            "user.disabled",
            post(format!("/users/{bo}/disable"), json!({})),
        ),
        (
            "user.enabled",
            post(format!("/users/{bo}/enable"), json!({})),
        ),
        ("api_token.created", post("/api-tokens".into(), api_token)),
        ("api_token.revoked", delete(format!("/api-tokens/{old}"))),
        ("session.signed_out", delete("/session".into())),
    ]
}

/// How often an action stands in the log.
fn lines(server: &TestServer, action: &str) -> usize {
    let sql = format!("SELECT action AS value FROM audit_events WHERE action = '{action}'");
    server.database.values(&sql).len()
}

/// From here on no line can be written.
fn break_the_log(server: &TestServer) {
    let sqlite = "CREATE TRIGGER no_more BEFORE INSERT ON audit_events BEGIN SELECT RAISE(ABORT, 'the log is full'); END";
    let postgresql = "CREATE FUNCTION no_more() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the log is full'; END $$;
                      CREATE TRIGGER no_more BEFORE INSERT ON audit_events FOR EACH ROW EXECUTE FUNCTION no_more()";
    let sql = if server.database.url.starts_with("sqlite") {
        sqlite
    } else {
        postgresql
    };
    server.database.execute(sql).expect("the trigger is made");
}

on_both_databases! {
    fn every_change_leaves_one_line_that_says_who_and_from_where(server) {
        let owner = server.owner_with_beta();
        let changes = changes(&owner);
        for (action, change) in &changes {
            let before = lines(server, action);
            let answer = change();
            assert!(answer.status < 300, "{action}: {}", answer.json);
            assert_eq!(lines(server, action), before + 1, "{action}");
        }
        let again = server.signed_in("ada@acme.example");
        for (action, _) in changes.iter().filter(|(action, _)| *action != "session.signed_out") {
            let line = again.get(&format!("/audit-events?action={action}&limit=1")).ok();
            assert_eq!((line.text("/items/0/actor/kind"), line.text("/items/0/actor/name")), ("user".into(), "Ada".into()), "{action}");
            assert_eq!(line.text("/items/0/network"), "127.0.0.1", "{action}");
            assert_eq!(line.text("/items/0/request_id").len(), 36, "{action}");
        }
    }

    fn a_change_whose_line_cannot_be_written_does_not_happen(server) {
        let owner = server.owner_with_beta();
        let changes = changes(&owner);
        let (stranger, door) = (server.stranger(), token(&owner, &policy_with_a_url(&owner)));
        let ticket = stranger.post(&format!("/enroll/{door}/unlock"), json!({})).ok().text("/profile_url");
        break_the_log(server);
        let before = server.kept();
        for (action, change) in &changes {
            // Some of them have nothing to change yet: their first half was refused as well.
            if !["enrollment_url.resumed", "user.enabled"].contains(action) {
                change().refused(500, "internal");
            }
            server.assert_unchanged(&before, action);
        }
        stranger.open(&ticket).refused(500, "internal");
        server.assert_unchanged(&before, "a download");
    }

    fn the_log_is_read_by_filter_and_page_and_exported_whole(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        for n in 0..5 {
            owner.patch(&format!("/policies/{macs}"), "", json!({ "name": format!("Macs {n}") })).ok();
        }
        let (mut seen, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = owner.get(&format!("/audit-events?policy_id={macs}&limit=2{cursor}")).ok();
            seen.extend(page.json["items"].as_array().expect("a list").clone());
            match page.json["next_cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        assert_eq!(seen.len(), 6, "five changes and the creation");
        assert_eq!(owner.get("/audit-events?action=policy.updated").ok().json["items"].as_array().map(Vec::len), Some(5));
        let me = owner.get("/session").ok().text("/user/id");
        assert_eq!(owner.get(&format!("/audit-events?actor_id={me}&from=2099-01-01T00:00:00Z")).ok().json["items"], json!([]));
        owner.get("/audit-events?action=nothing").refused(422, "invalid");
        owner.get("/audit-events?from=yesterday").refused(422, "invalid");
        let by_accept = owner.request("GET", "/api/v1/audit-events").header("accept", "application/x-ndjson");
        for export in [send(by_accept), owner.get("/audit-events?format=ndjson")] {
            assert_eq!(export.header("content-type"), "application/x-ndjson");
            let text = String::from_utf8(export.body).expect("text");
            let events: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("a JSON object a line")).collect();
            assert_eq!(events.iter().filter(|event| event["action"] == "policy.updated").count(), 5);
            assert!(events.iter().any(|event| event["action"] == "organization.created"), "to its very beginning");
        }
    }
}

fn policy_with_a_url(owner: &Caller) -> String {
    let id = policy(owner, "With a URL", None);
    enable(owner, &id);
    id
}
