//! Pausing closes the door without changing the URL; it is not regenerating.

use serde_json::json;
use vestibule_tests::on_both_databases;
use vestibule_tests::server::{customise, download, enable, policy, token};

/// A hash that cannot even be read: whoever computes it anyway fails.
const BREAK_EVERY_HASH: &str =
    "UPDATE secure_enrollments SET passcode_hash = 'no hash' WHERE passcode_hash IS NOT NULL";

on_both_databases! {
    fn a_pause_belongs_to_one_policy_and_survives_regenerating(server) {
        let owner = server.owner_with_beta();
        let root = policy(&owner, "Root", None);
        let leaf = policy(&owner, "Leaf", Some(&root));
        enable(&owner, &root);
        let path = format!("/policies/{root}/secure-enrollment");
        owner.post(&format!("{path}/pause"), json!({ "message": "Back at noon." })).ok();
        let stranger = server.stranger();
        let open = token(&owner, &leaf);
        stranger.post(&format!("/enroll/{open}/unlock"), json!({})).ok();
        let old = token(&owner, &root);
        owner.post(&format!("{path}/regenerate"), json!({})).ok();
        let new = token(&owner, &root);
        assert_eq!(stranger.get(&format!("/enroll/{new}")).ok().text("/paused/message"), "Back at noon.");
        stranger.post(&format!("/enroll/{new}/unlock"), json!({})).refused(423, "enrollment_paused");
        assert_eq!(stranger.get(&format!("/enroll/{old}")).ok().json["paused"], json!(null), "a retired page shows no pause");
        stranger.post(&format!("/enroll/{old}/unlock"), json!({})).refused(410, "enrollment_url_retired");
    }

    fn profiles_downloaded_before_a_pause_go_on(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        download(&server.stranger(), &token(&owner, &macs));
        owner.post(&format!("/policies/{macs}/secure-enrollment/pause"), json!({})).ok();
        let listed = owner.get(&format!("/policies/{macs}/profiles?state=in_flight")).ok();
        assert_eq!((listed.text("/items/0/state"), listed.json["items"][0]["deadline"].clone()), ("downloaded".into(), json!(null)));
    }

    fn neither_a_paused_nor_a_retired_url_computes_a_hash(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        customise(&owner, &macs, json!({ "passcode": "grüne wiese" })).ok();
        let (path, stranger, old) = (format!("/policies/{macs}/secure-enrollment"), server.stranger(), token(&owner, &macs));
        server.database.execute(BREAK_EVERY_HASH).expect("the hash is broken");
        let unlock = |token: &str| stranger.post(&format!("/enroll/{token}/unlock"), json!({ "passcode": "grüne wiese" }));
        unlock(&old).refused(500, "internal");
        owner.post(&format!("{path}/pause"), json!({})).ok();
        unlock(&old).refused(423, "enrollment_paused");
        owner.post(&format!("{path}/resume"), json!({})).ok();
        owner.post(&format!("{path}/regenerate"), json!({})).ok();
        unlock(&old).refused(410, "enrollment_url_retired");
        unlock(&token(&owner, &macs)).refused(500, "internal");
    }

    fn a_message_is_short_printable_text_and_may_be_left_out(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        let path = format!("/policies/{macs}/secure-enrollment/pause");
        let before = server.kept();
        for (message, code) in [("x".repeat(501), "too_long"), ("a\u{0}b".into(), "control_character"), ("a\u{202e}b".into(), "control_character")] {
            let refused = owner.post(&path, json!({ "message": message })).refused(422, "invalid");
            assert_eq!((refused.text("/errors/0/pointer"), refused.text("/errors/0/code")), ("/message".into(), code.into()));
        }
        server.assert_unchanged(&before, "a refused message");
        assert_eq!(owner.post(&path, json!({})).ok().json["paused"], json!({ "message": null }));
        let detail = server.stranger().post(&format!("/enroll/{}/unlock", token(&owner, &macs)), json!({})).refused(423, "enrollment_paused");
        assert!(!detail.text("/detail").is_empty());
    }
}
