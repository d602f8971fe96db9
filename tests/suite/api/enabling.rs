//! Enabling secure enrollment.

use serde_json::json;
use vestibule_tests::on_both_databases;
use vestibule_tests::server::{customise, enable, policy, token, turn_on_beta};

on_both_databases! {
    fn with_the_beta_off_only_the_legacy_url_is_shown(server) {
        let owner = server.owner();
        let macs = policy(&owner, "Macs", None);
        let shown = owner.get(&format!("/policies/{macs}/secure-enrollment")).ok();
        assert_eq!(shown.json["enabled"], false);
        assert_eq!(shown.json["enrollment_url"]["kind"], "legacy");
        for path in ["", "/regenerate", "/pause", "/resume", "/preview", "/invalidate-profiles"] {
            owner.post(&format!("/policies/{macs}/secure-enrollment{path}"), json!({})).refused(403, "feature_disabled");
        }
        owner.get(&format!("/policies/{macs}/secure-enrollment/readiness")).refused(403, "feature_disabled");
    }

    fn nothing_is_enabled_without_the_acknowledgement(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        let path = format!("/policies/{macs}/secure-enrollment");
        owner.post(&path, json!({})).refused(422, "acknowledgement_required");
        owner.post(&path, json!({ "acknowledged": false })).refused(422, "acknowledgement_required");
        assert_eq!(owner.get(&path).ok().json["enabled"], false);
    }

    fn enabling_secures_the_branch_retires_its_legacy_urls_and_leaves_siblings_alone(server) {
        let owner = server.owner_with_beta();
        let root = policy(&owner, "Root", None);
        let branch = policy(&owner, "Branch", Some(&root));
        let leaf = policy(&owner, "Leaf", Some(&branch));
        let sibling = policy(&owner, "Sibling", Some(&root));
        let legacy = |id: &str| owner.get(&format!("/policies/{id}/secure-enrollment")).ok().text("/enrollment_url/url");
        let [root_url, branch_url, leaf_url, sibling_url] = [&root, &branch, &leaf, &sibling].map(|id| {
            legacy(id).splitn(4, '/').nth(3).map(|path| format!("/{path}")).expect("a URL has a path")
        });
        let enabled = enable(&owner, &branch);
        assert_eq!(enabled["enabled"], true);
        assert_eq!(enabled["inherited_from"], json!(null));
        assert_eq!(enabled["enrollment_url"]["kind"], "secure");
        let inherited = owner.get(&format!("/policies/{leaf}/secure-enrollment")).ok();
        assert_eq!(inherited.text("/inherited_from"), branch);
        assert_ne!(token(&owner, &leaf), token(&owner, &branch));
        let stranger = server.stranger();
        for (url, status) in [(&root_url, 200), (&sibling_url, 200), (&branch_url, 410), (&leaf_url, 410)] {
            let answer = stranger.open(url).is(status);
            assert_eq!(answer.header("content-type") == "application/x-apple-aspen-config", status == 200);
        }
    }

    fn enabling_twice_gives_the_same_url_and_one_audit_event(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        let first = enable(&owner, &macs);
        let again = owner.post(&format!("/policies/{macs}/secure-enrollment"), json!({ "acknowledged": true })).ok();
        assert_eq!(again.json["enrollment_url"]["url"], first["enrollment_url"]["url"]);
        let events = owner.get("/audit-events?action=secure_enrollment.enabled").ok();
        assert_eq!(events.json["items"].as_array().map(Vec::len), Some(1));
    }

    fn nothing_turns_a_secure_policy_back(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        let refused = owner.delete(&format!("/policies/{macs}/secure-enrollment")).refused(405, "method_not_allowed");
        assert_eq!(refused.header("allow"), "GET, POST, PATCH");
        assert!(server.database.execute("UPDATE policies SET secure = false").is_err());
        assert_eq!(owner.get(&format!("/policies/{macs}")).ok().json["secure"], true);
    }

    fn a_new_child_of_a_secure_policy_is_secure_from_birth(server) {
        let owner = server.owner_with_beta();
        let root = policy(&owner, "Root", None);
        enable(&owner, &root);
        let child = policy(&owner, "Child", Some(&root));
        let shown = owner.get(&format!("/policies/{child}/secure-enrollment")).ok();
        assert_eq!((shown.json["enabled"].clone(), shown.text("/inherited_from")), (json!(true), root));
        let history = owner.get(&format!("/policies/{child}/enrollment-urls")).ok();
        assert_eq!(history.json["items"].as_array().map(Vec::len), Some(1));
    }

    fn moving_under_a_secure_policy_asks_and_moving_out_keeps_everything(server) {
        let owner = server.owner_with_beta();
        let secure = policy(&owner, "Secure", None);
        enable(&owner, &secure);
        customise(&owner, &secure, json!({ "passcode": "grüne wiese" })).ok();
        let open = policy(&owner, "Open", None);
        let child = policy(&owner, "Child", Some(&open));
        let path = format!("/policies/{open}/move");
        owner.post(&path, json!({ "parent_id": secure })).refused(422, "acknowledgement_required");
        assert_eq!(owner.get(&format!("/policies/{open}")).ok().json["secure"], false);
        owner.post(&path, json!({ "parent_id": secure, "acknowledged": true })).ok();
        assert_eq!(owner.get(&format!("/policies/{child}")).ok().json["secure"], true);
        owner.post(&path, json!({ "parent_id": null })).ok();
        let kept = owner.get(&format!("/policies/{open}/secure-enrollment")).ok();
        assert_eq!((kept.json["enabled"].clone(), kept.text("/passcode/source")), (json!(true), "own".into()));
        let below = token(&owner, &child);
        server.stranger().post(&format!("/enroll/{below}/unlock"), json!({ "passcode": "grüne wiese" })).ok();
    }

    fn a_cycle_is_refused(server) {
        let owner = server.owner();
        let root = policy(&owner, "Root", None);
        let child = policy(&owner, "Child", Some(&root));
        owner.post(&format!("/policies/{root}/move"), json!({ "parent_id": child })).refused(409, "policy_cycle");
        owner.post(&format!("/policies/{root}/move"), json!({ "parent_id": root })).refused(409, "policy_cycle");
    }

    fn a_migration_in_progress_keeps_policies_as_they_are(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        let tag = owner.get("/settings").ok().etag();
        owner.patch("/settings", &tag, json!({ "migration_in_progress": true })).ok();
        let path = format!("/policies/{macs}/secure-enrollment");
        owner.post(&path, json!({ "acknowledged": true })).refused(409, "migration_in_progress");
    }

    fn the_beta_switch_stays_on_while_a_policy_is_secure(server) {
        let owner = server.owner();
        turn_on_beta(&owner);
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        let tag = owner.get("/settings").ok().etag();
        let off = json!({ "beta_features": { "secure_enrollment": false } });
        let refused = owner.patch("/settings", &tag, off).refused(409, "feature_in_use");
        assert_eq!(refused.text("/policies/0/id"), macs);
        assert_eq!(owner.get("/settings").ok().json["beta_features"]["secure_enrollment"], true);
    }

    fn the_readiness_report_counts_who_still_uses_legacy_urls(server) {
        let owner = server.owner_with_beta();
        let root = policy(&owner, "Root", None);
        let child = policy(&owner, "Child", Some(&root));
        let url = owner.get(&format!("/policies/{child}/secure-enrollment")).ok().text("/enrollment_url/url");
        let path = format!("/{}", url.splitn(4, '/').nth(3).expect("a path"));
        let stranger = server.stranger();
        stranger.open(&path).ok();
        let device = stranger.request("POST", &path).header("content-type", "application/pkcs7-signature").body("x");
        vestibule_tests::caller::send(device).ok();
        let report = owner.get(&format!("/policies/{root}/secure-enrollment/readiness")).ok();
        let policies = report.json["policies_to_secure"].as_array().expect("a list").clone();
        assert_eq!(policies.len(), 2);
        let of_child = policies.iter().find(|entry| entry["id"] == json!(child)).expect("the child is listed");
        assert_eq!((of_child["legacy_url"]["downloaded"].clone(), of_child["legacy_url"]["configurator"].clone()), (json!(2), json!(1)));
    }
}
