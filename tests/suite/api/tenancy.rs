//! Another organization's things do not exist: its ids in every position of every operation, and nothing of it changes.

use serde_json::{Value, json};
use std::collections::BTreeMap;
use vestibule_tests::caller::send;
use vestibule_tests::server::{PASSWORD, download, enable, policy, token, turn_on_beta};
use vestibule_tests::{Answer, Caller, TestServer, on_both_databases};

/// An organization with something of every kind; ids by the name their path parameter bears.
fn furnished(
    server: &TestServer,
    name: &str,
    email: &str,
) -> (Caller, BTreeMap<&'static str, String>) {
    let owner = server.owner_of(name, email);
    turn_on_beta(&owner);
    let id = policy(&owner, "Macs", None);
    enable(&owner, &id);
    download(&server.stranger(), &token(&owner, &id));
    let url = owner
        .get(&format!("/policies/{id}/secure-enrollment"))
        .ok()
        .text("/enrollment_url/id");
    let profile = owner
        .get(&format!("/policies/{id}/profiles"))
        .ok()
        .text("/items/0/id");
    let new = json!({ "email": format!("second.{email}"), "name": "Bo", "role": "helpdesk", "password": PASSWORD });
    let user = owner.post("/users", new).created().text("/id");
    let api_token = owner
        .post(
            "/api-tokens",
            json!({ "name": "ci", "scopes": ["policy.read"] }),
        )
        .created()
        .text("/id");
    let ids = [
        ("policy_id", id),
        ("url_id", url),
        ("profile_id", profile),
        ("user_id", user),
        ("token_id", api_token),
    ];
    (owner, ids.into())
}

/// A body that would do, where there is one to send.
fn body(operation: &str, ids: &BTreeMap<&str, String>) -> Value {
    match operation {
        "enable_secure_enrollment" => json!({ "acknowledged": true }),
        "move_policy" => json!({ "parent_id": null, "acknowledged": true }),
        "update_policy" | "update_user" => json!({ "name": "Taken" }),
        "update_secure_enrollment" => json!({ "page_text": "Taken" }),
        "create_policy" => json!({ "name": "Taken", "parent_id": ids["policy_id"] }),
        "create_api_token" => {
            json!({ "name": "Taken", "scopes": ["policy.read"], "policy_id": ids["policy_id"] })
        }
        _ => json!({}),
    }
}

/// Every operation that an owner may call, as (operation id, method, path).
fn operations() -> Vec<(String, String, String)> {
    let document =
        serde_json::to_value(vestibule_server::openapi::document()).expect("the document is JSON");
    let paths = document["paths"].as_object().expect("paths");
    let of = |(path, item): (&String, &Value)| {
        let operations = item.as_object().expect("operations").iter();
        let closed = operations.filter(|(_, operation)| operation["x-permission"].is_string());
        closed
            .map(|(method, operation)| {
                (
                    operation["operationId"].as_str().expect("an id").to_owned(),
                    method.to_uppercase(),
                    path.clone(),
                )
            })
            .collect::<Vec<_>>()
    };
    paths.iter().flat_map(of).collect()
}

fn call(
    caller: &Caller,
    operation: &str,
    method: &str,
    path: &str,
    ids: &BTreeMap<&str, String>,
) -> Answer {
    let part = |part: &str| match part
        .strip_prefix('{')
        .and_then(|name| name.strip_suffix('}'))
    {
        Some(name) => ids.get(name).unwrap_or(&ids["policy_id"]).clone(),
        None => part.to_owned(),
    };
    let path = path.split('/').map(part).collect::<Vec<_>>().join("/");
    let request = caller.request(method, &path).header("if-match", "\"v1\"");
    send(if method == "GET" {
        request
    } else {
        request.json(&body(operation, ids))
    })
}

/// Operations that name another thing in their path or body.
fn names_something(operation: &str, path: &str) -> bool {
    path.contains('{') || ["create_policy", "create_api_token"].contains(&operation)
}

on_both_databases! {
    fn a_foreign_id_in_any_path_is_not_found_and_changes_nothing(server) {
        let (_, theirs) = furnished(server, "Acme", "ada@acme.example");
        let (eve, _) = furnished(server, "Other", "eve@other.example");
        let before = server.kept();
        let mut walked = 0;
        for (operation, method, path) in operations() {
            if !names_something(&operation, &path) || operation == "delete_secure_enrollment" {
                continue;
            }
            let answer = call(&eve, &operation, &method, &path, &theirs);
            assert_eq!((answer.status, answer.json["code"].as_str()), (404, Some("not_found")), "{operation}: {}", answer.json);
            walked += 1;
        }
        assert!(walked >= 25, "{walked}");
        server.assert_unchanged(&before, "it");
    }

    fn a_foreign_id_in_a_query_finds_nothing(server) {
        let (ada, theirs) = furnished(server, "Acme", "ada@acme.example");
        let (eve, _) = furnished(server, "Other", "eve@other.example");
        eve.get(&format!("/policies?parent_id={}", theirs["policy_id"])).refused(404, "not_found");
        let user = ada.get("/session").ok().text("/user/id");
        for query in [format!("policy_id={}", theirs["policy_id"]), format!("actor_id={user}")] {
            assert_eq!(eve.get(&format!("/audit-events?{query}")).ok().json["items"], json!([]), "{query}");
        }
        for list in ["/policies", "/users", "/api-tokens", "/audit-events?limit=200"] {
            let seen = String::from_utf8(eve.get(list).ok().body).expect("JSON is text");
            assert!(!seen.contains("acme.example") && theirs.values().all(|id| !seen.contains(id.as_str())), "{list}");
        }
    }

    fn a_foreign_move_and_a_foreign_cursor_do_not_reach_across(server) {
        let (ada, theirs) = furnished(server, "Acme", "ada@acme.example");
        let (eve, mine) = furnished(server, "Other", "eve@other.example");
        let under = json!({ "parent_id": theirs["policy_id"], "acknowledged": true });
        eve.post(&format!("/policies/{}/move", mine["policy_id"]), under).refused(404, "not_found");
        policy(&ada, "Second", None);
        let cursor = ada.get("/policies?limit=1").ok().text("/next_cursor");
        let page = eve.get(&format!("/policies?cursor={cursor}")).ok();
        let names: Vec<_> = page.json["items"].as_array().expect("a list").iter().map(|item| item["id"].clone()).collect();
        assert!(names.iter().all(|id| *id == json!(mine["policy_id"])), "{names:?}");
    }

    fn a_subtree_token_reaches_nothing_beside_its_branch_in_any_position(server) {
        let (owner, beside) = furnished(server, "Acme", "ada@acme.example");
        let branch = policy(&owner, "Branch", None);
        let scopes = ["policy.read", "enrollment_url.read", "policy.write", "secure_enrollment.enable", "secure_enrollment.write",
            "enrollment_url.regenerate", "profile.issue", "profile.revoke"];
        let new = json!({ "name": "ci", "scopes": scopes, "policy_id": branch });
        let secret = owner.post("/api-tokens", new).created().text("/secret");
        let bound = owner.with_token(&secret);
        bound.get(&format!("/policies/{branch}")).ok();
        let before = server.kept();
        for (operation, method, path) in operations() {
            let of_policies = ["policy_id", "url_id", "profile_id"].iter().any(|name| path.contains(name));
            if operation == "delete_secure_enrollment" || !(of_policies || operation == "create_policy") {
                continue;
            }
            let answer = call(&bound, &operation, &method, &path, &beside);
            assert!(answer.json["code"] == "not_found" || answer.json["code"] == "forbidden", "{operation}: {}", answer.json);
        }
        bound.post("/policies", json!({ "name": "At the top" })).refused(404, "not_found");
        bound.post(&format!("/policies/{branch}/move"), json!({ "parent_id": null })).refused(404, "not_found");
        bound.post(&format!("/policies/{branch}/move"), json!({ "parent_id": beside["policy_id"], "acknowledged": true })).refused(404, "not_found");
        server.assert_unchanged(&before, "it");
    }

    fn a_subtree_token_does_not_change_the_whole_organizations_settings(server) {
        let owner = server.owner_with_beta();
        let (branch, beside) = (policy(&owner, "Branch", None), policy(&owner, "Beside", None));
        enable(&owner, &beside);
        let new = json!({ "name": "ci", "scopes": ["policy.read", "settings.write"], "policy_id": branch });
        let secret = owner.post("/api-tokens", new).created().text("/secret");
        let bound = owner.with_token(&secret);
        let tag = bound.get("/settings").ok().etag();
        for change in [
            json!({ "re_enrollment": "allow" }),
            json!({ "migration_in_progress": true }),
            // Its refusal would name the policies beside the branch.
            json!({ "beta_features": { "secure_enrollment": false } }),
        ] {
            let answer = bound.patch("/settings", &tag, change).refused(403, "forbidden");
            assert!(!answer.json.to_string().contains("Beside"), "{}", answer.json);
        }
        assert_eq!(owner.get("/settings").ok().etag(), tag);
    }

    fn a_token_that_may_not_enable_secures_nothing_by_a_move_either(server) {
        let owner = server.owner_with_beta();
        let (secure, open) = (policy(&owner, "Secure", None), policy(&owner, "Open", None));
        enable(&owner, &secure);
        let token = |scopes: &[&str]| {
            let new = json!({ "name": "ci", "scopes": scopes });
            owner.with_token(&owner.post("/api-tokens", new).created().text("/secret"))
        };
        let under = json!({ "parent_id": secure, "acknowledged": true });
        let before = owner.get(&format!("/policies/{open}")).ok().json;
        token(&["policy.read", "policy.write"]).post(&format!("/policies/{open}/move"), under.clone()).refused(403, "forbidden");
        assert_eq!(owner.get(&format!("/policies/{open}")).ok().json, before);
        let moved = token(&["policy.read", "policy.write", "secure_enrollment.enable"]).post(&format!("/policies/{open}/move"), under).ok();
        assert_eq!(moved.json["secure"], true);
    }

    fn a_subtree_token_does_not_list_the_whole_organizations_people(server) {
        let owner = server.owner();
        let branch = policy(&owner, "Branch", None);
        let token = |policy: Option<&str>| {
            let new = json!({ "name": "ci", "scopes": ["policy.read"], "policy_id": policy });
            owner.with_token(&owner.post("/api-tokens", new).created().text("/secret"))
        };
        token(Some(&branch)).get("/users").refused(404, "not_found");
        assert_eq!(token(None).get("/users").ok().json["items"][0]["email"], "ada@acme.example");
    }
}
