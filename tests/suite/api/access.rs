//! Who may do what: every operation, as every role, as a stranger, as another organization, as a token without its scope.

use serde_json::{Value, json};
use strum::VariantArray;
use vestibule_domain::access::permission::Permission;
use vestibule_domain::access::role::Role;
use vestibule_tests::caller::send;
use vestibule_tests::server::{PASSWORD, enable, policy, turn_on_beta};
use vestibule_tests::{Caller, on_both_databases};

/// Every operation with a permission: method, path, permission.
fn operations() -> Vec<(String, String, Permission)> {
    let document: Value =
        serde_json::to_value(vestibule_server::openapi::document()).expect("the document is JSON");
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().expect("paths") {
        for (method, operation) in item.as_object().expect("operations") {
            if let Some(name) = operation["x-permission"].as_str() {
                let permission = name.parse().expect("a known permission");
                found.push((method.to_uppercase(), path.clone(), permission));
            }
        }
    }
    assert!(found.len() > 25, "{}", found.len());
    found
}

fn call(caller: &Caller, method: &str, path: &str, policy: &str) -> vestibule_tests::Answer {
    let path = path
        .split('/')
        .map(|part| if part.starts_with('{') { policy } else { part })
        .collect::<Vec<_>>()
        .join("/");
    let request = caller.request(method, &path).header("if-match", "\"v0\"");
    send(if method == "GET" {
        request
    } else {
        request.json(&json!({ "unknown": true }))
    })
}

on_both_databases! {
    fn every_operation_refuses_strangers_wrong_roles_and_tokens_without_its_scope(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        let people: Vec<(Role, Caller)> = Role::VARIANTS.iter().map(|role| {
            let email = format!("{}@acme.example", role.name());
            let new = json!({ "email": email, "name": "Bo", "role": role.name(), "password": PASSWORD });
            owner.post("/users", new).created();
            (*role, server.signed_in(&email))
        }).collect();
        for (method, path, permission) in operations() {
            let shown = format!("{method} {path}");
            let answer = call(&server.stranger(), &method, &path, &macs);
            assert_eq!((answer.status, answer.json["code"].as_str()), (401, Some("unauthenticated")), "{shown}");
            for (role, person) in &people {
                let forbidden = call(person, &method, &path, &macs).json["code"] == "forbidden";
                assert_eq!(forbidden, !role.grants(permission), "{shown} as {}", role.name());
            }
            let with = |scope: Permission| {
                let new = json!({ "name": "ci", "scopes": [scope.name()] });
                owner.with_token(&owner.post("/api-tokens", new).created().text("/secret"))
            };
            let other = Permission::VARIANTS.iter().find(|other| **other != permission && other.fits_a_token()).expect("another");
            let answer = call(&with(*other), &method, &path, &macs);
            assert_eq!((answer.status, answer.json["code"].as_str()), (403, Some("forbidden")), "{shown}");
            if permission.fits_a_token() {
                let answer = call(&with(permission), &method, &path, &macs);
                assert!(answer.json["code"] != "forbidden" && answer.status != 401, "{shown}: {}", answer.json);
            }
        }
    }

    fn another_organizations_things_do_not_exist(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        let url = owner.get(&format!("/policies/{macs}/secure-enrollment")).ok().text("/enrollment_url/id");
        let profile = owner.post(&format!("/policies/{macs}/profiles"), json!({})).created().text("/id");
        let me = owner.get("/session").ok().text("/user/id");
        let other = server.owner_of("Other", "eve@other.example");
        turn_on_beta(&other);
        let mine = policy(&other, "Mine", None);
        for path in [
            format!("/policies/{macs}"),
            format!("/policies/{macs}/secure-enrollment"),
            format!("/policies/{macs}/secure-enrollment/readiness"),
            format!("/policies/{macs}/enrollment-urls"),
            format!("/policies/{macs}/profiles"),
            format!("/enrollment-urls/{url}/qr.svg"),
            format!("/enrollment-urls/{url}/qr.png"),
            format!("/policies?parent_id={macs}"),
        ] {
            other.get(&path).refused(404, "not_found");
        }
        for path in ["", "/regenerate", "/pause", "/resume", "/preview", "/invalidate-profiles"] {
            let body = if path.is_empty() { json!({ "acknowledged": true }) } else { json!({}) };
            other.post(&format!("/policies/{macs}/secure-enrollment{path}"), body).refused(404, "not_found");
        }
        other.post("/policies", json!({ "name": "x", "parent_id": macs })).refused(404, "not_found");
        other.post(&format!("/policies/{mine}/move"), json!({ "parent_id": macs, "acknowledged": true })).refused(404, "not_found");
        other.post(&format!("/policies/{macs}/profiles"), json!({})).refused(404, "not_found");
        other.post("/api-tokens", json!({ "name": "x", "scopes": ["policy.read"], "policy_id": macs })).refused(404, "not_found");
        other.post(&format!("/users/{me}/disable"), json!({})).refused(404, "not_found");
        other.delete(&format!("/profiles/{profile}")).refused(404, "not_found");
        other.delete(&format!("/policies/{macs}")).refused(404, "not_found");
        assert_eq!(other.get("/policies").ok().json["items"].as_array().map(Vec::len), Some(1));
        assert_eq!(owner.get(&format!("/policies/{macs}/profiles")).ok().text("/items/0/state"), "ready");
    }

    fn who_may_not_see_urls_gets_null_and_a_subtree_token_sees_only_its_branch(server) {
        let owner = server.owner_with_beta();
        let root = policy(&owner, "Root", None);
        let leaf = policy(&owner, "Leaf", Some(&root));
        let elsewhere = policy(&owner, "Elsewhere", None);
        enable(&owner, &root);
        let new = json!({ "name": "ci", "scopes": ["policy.read"], "policy_id": leaf });
        let secret = owner.post("/api-tokens", new).created().text("/secret");
        let token = owner.with_token(&secret);
        assert_eq!(token.get(&format!("/policies/{leaf}/secure-enrollment")).ok().json["enrollment_url"]["url"], json!(null));
        for id in [&root, &elsewhere] {
            token.get(&format!("/policies/{id}")).refused(404, "not_found");
        }
        for query in ["", "?parent_id=root", "?query=e"] {
            let listed = token.get(&format!("/policies{query}")).ok();
            assert_eq!(listed.json["items"].as_array().map(Vec::len), Some(1), "{query}");
        }
        let id = owner.get("/api-tokens").ok().text("/items/0/id");
        owner.delete(&format!("/api-tokens/{id}")).is(204);
        token.get("/policies").refused(401, "unauthenticated");
    }

    fn a_token_with_a_scope_that_is_no_more_keeps_its_others(server) {
        let owner = server.owner();
        let new = json!({ "name": "ci", "scopes": ["policy.read"] });
        let token = owner.with_token(&owner.post("/api-tokens", new).created().text("/secret"));
        let scopes = r#"UPDATE api_tokens SET scopes = '["webhook.write", "policy.read"]'"#;
        server.database.execute(scopes).expect("the token is changed");
        token.get("/policies").ok();
        token.get("/audit-events").refused(403, "forbidden");
        assert_eq!(owner.get("/api-tokens").ok().json["items"][0]["scopes"], json!(["policy.read"]));
        let new = json!({ "name": "ci", "scopes": ["policy.read", "webhook.write"] });
        let refused = owner.post("/api-tokens", new).refused(422, "invalid");
        assert_eq!((refused.text("/errors/0/pointer"), refused.text("/errors/0/code")), ("/scopes/1".into(), "unknown_scope".into()));
    }

    fn lists_are_paged_and_complete(server) {
        let owner = server.owner();
        let root = policy(&owner, "Root", None);
        for n in 0..7 {
            policy(&owner, &format!("Child {n}"), Some(&root));
        }
        let (mut seen, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = owner.get(&format!("/policies?limit=3{cursor}")).ok();
            seen.extend(page.json["items"].as_array().expect("a list").iter().map(|item| item["name"].clone()));
            match page.json["next_cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        assert_eq!(seen.len(), 8);
        assert_eq!(seen[0], "Root");
        assert_eq!(owner.get("/policies?query=child%20%25").ok().json["items"], json!([]));
    }
}
