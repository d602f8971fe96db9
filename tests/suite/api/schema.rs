//! The rules that hand-written SQL could break stand in the schema too.

use serde_json::json;
use vestibule_tests::on_both_databases;
use vestibule_tests::server::{enable, policy};

on_both_databases! {
    fn the_database_itself_refuses_to_break_the_rules(server) {
        let owner = server.owner_with_beta();
        let root = policy(&owner, "Root", None);
        let leaf = policy(&owner, "Leaf", Some(&root));
        enable(&owner, &root);
        owner.post(&format!("/policies/{root}/secure-enrollment/regenerate"), json!({})).ok();
        let before = owner.get(&format!("/policies/{leaf}/secure-enrollment")).ok().json;
        for sql in [
            "UPDATE policies SET secure = false, parent_secure = false",
            "UPDATE policies SET parent_secure = false WHERE parent_id IS NOT NULL",
            "UPDATE secure_enrollments SET secure = false",
            "UPDATE enrollment_urls SET retired_at = NULL, profiles_valid_until = NULL, retired_reason = NULL",
            "UPDATE audit_events SET action = 'nothing'",
            "DELETE FROM audit_events",
        ] {
            assert!(server.database.execute(sql).is_err(), "{sql}");
        }
        assert_eq!(owner.get(&format!("/policies/{leaf}/secure-enrollment")).ok().json, before);
    }
}
