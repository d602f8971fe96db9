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
        assert_eq!(refused.header("allow"), "GET, HEAD, POST, PATCH");
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

    fn a_policy_that_is_not_secure_shows_its_legacy_url_also_with_the_beta_on(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        let shown = owner.get(&format!("/policies/{macs}/secure-enrollment")).ok();
        assert_eq!((shown.json["enabled"].clone(), shown.text("/enrollment_url/kind")), (json!(false), "legacy".into()));
        assert!(shown.text("/enrollment_url/url").ends_with(&format!("/{macs}")), "{}", shown.json);
        assert_eq!(shown.header("etag"), "", "there is nothing to save yet");
    }

    fn without_the_acknowledgement_nothing_at_all_changes(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        let before = server.kept();
        let path = format!("/policies/{macs}/secure-enrollment");
        for body in [json!({}), json!({ "acknowledged": false })] {
            owner.post(&path, body).refused(422, "acknowledgement_required");
        }
        for body in [json!({ "acknowledged": "true" }), json!({ "acknowledged": null }), json!({ "acknowledge": true })] {
            owner.post(&path, body).refused(422, "invalid");
        }
        server.assert_unchanged(&before, "a request without it");
    }

    fn a_secured_policy_has_a_url_of_its_own_and_its_page_can_be_saved_at_once(server) {
        let owner = server.owner_with_beta();
        let (macs, phones) = (policy(&owner, "Macs", None), policy(&owner, "Phones", None));
        let path = format!("/policies/{macs}/secure-enrollment");
        let enabled = owner.post(&path, json!({ "acknowledged": true })).created();
        let other = enable(&owner, &phones);
        assert_ne!(enabled.json["enrollment_url"]["url"], other["enrollment_url"]["url"]);
        assert_eq!(enabled.text("/enabled_by/name"), "Ada");
        owner.patch(&path, &enabled.etag(), json!({ "page_text": "Hello", "passcode": "grüne wiese" })).ok();
    }

    fn whatever_is_done_to_a_secure_policy_it_stays_secure(server) {
        let owner = server.owner_with_beta();
        let (root, elsewhere) = (policy(&owner, "Root", None), policy(&owner, "Elsewhere", None));
        let leaf = policy(&owner, "Leaf", Some(&root));
        enable(&owner, &root);
        let path = format!("/policies/{leaf}");
        owner.patch(&path, "", json!({ "name": "Renamed" })).ok();
        owner.patch(&path, "", json!({ "secure": false })).refused(422, "invalid");
        for parent in [json!(elsewhere), json!(root), json!(null)] {
            owner.post(&format!("{path}/move"), json!({ "parent_id": parent, "acknowledged": true })).ok();
            assert_eq!(owner.get(&path).ok().json["secure"], true, "{parent}");
        }
        owner.post(&format!("{path}/secure-enrollment/regenerate"), json!({ "grace_minutes": 0 })).ok();
        customise(&owner, &leaf, json!({ "page_text": null, "logo": null, "passcode": null })).ok();
        for method in ["DELETE", "PUT"] {
            let request = owner.request(method, &format!("/api/v1{path}/secure-enrollment"));
            vestibule_tests::caller::send(request).refused(405, "method_not_allowed");
        }
        let kept = owner.get(&format!("{path}/secure-enrollment")).ok();
        assert_eq!((kept.json["enabled"].clone(), kept.text("/inherited_from")), (json!(true), root));
    }

    fn a_profile_from_a_legacy_url_lives_thirty_minutes_after_enabling(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        let url = owner.get(&format!("/policies/{macs}/secure-enrollment")).ok().text("/enrollment_url/url");
        let path = format!("/{}", url.splitn(4, '/').nth(3).expect("a path"));
        server.stranger().open(&path).ok();
        let profile = || owner.get(&format!("/policies/{macs}/profiles")).ok();
        assert_eq!((profile().text("/items/0/state"), profile().json["items"][0]["deadline"].clone()), ("downloaded".into(), json!(null)));
        enable(&owner, &macs);
        let deadline = server.now() + jiff::SignedDuration::from_mins(30);
        assert_eq!(profile().text("/items/0/deadline"), deadline.to_string());
        server.advance(jiff::SignedDuration::from_mins(30) - jiff::SignedDuration::from_millis(1));
        owner.stay();
        assert_eq!(profile().text("/items/0/state"), "downloaded");
        server.advance(jiff::SignedDuration::from_millis(1));
        assert_eq!(profile().text("/items/0/state"), "expired");
    }

    fn a_retired_legacy_url_says_so_leads_nowhere_and_is_counted(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        let url = owner.get(&format!("/policies/{macs}/secure-enrollment")).ok().text("/enrollment_url/url");
        let path = format!("/{}", url.splitn(4, '/').nth(3).expect("a path"));
        server.advance(jiff::SignedDuration::from_secs(1));
        enable(&owner, &macs);
        let told = server.stranger().open(&path).is(410);
        assert_eq!((told.header("content-type"), told.header("location")), ("text/html; charset=utf-8", ""));
        assert!(!String::from_utf8_lossy(&told.body).contains(&token(&owner, &macs)));
        let urls = owner.get(&format!("/policies/{macs}/enrollment-urls")).ok();
        assert_eq!((urls.text("/items/1/kind"), urls.json["items"][1]["refused"].clone()), ("legacy".into(), json!(1)));
        assert_eq!(urls.text("/items/1/retired_reason"), "enabled");
    }

    fn a_migration_in_progress_also_stops_moves_that_would_secure(server) {
        let owner = server.owner_with_beta();
        let (secure, free) = (policy(&owner, "Secure", None), policy(&owner, "Free", None));
        enable(&owner, &secure);
        let tag = owner.get("/settings").ok().etag();
        owner.patch("/settings", &tag, json!({ "migration_in_progress": true })).ok();
        let under = json!({ "parent_id": secure, "acknowledged": true });
        owner.post(&format!("/policies/{free}/move"), under).refused(409, "migration_in_progress");
        assert_eq!(owner.get(&format!("/policies/{free}")).ok().json["secure"], false);
    }
}
