//! The rules that a race or hand-written SQL could break stand in the schema too, on both databases.

use serde_json::json;
use vestibule_tests::device::Stage;
use vestibule_tests::on_both_databases;
use vestibule_tests::server::{customise, enable, policy};

on_both_databases! {
    fn no_sql_turns_a_secure_policy_back(server) {
        let owner = server.owner_with_beta();
        let root = policy(&owner, "Root", None);
        policy(&owner, "Leaf", Some(&root));
        enable(&owner, &root);
        customise(&owner, &root, json!({ "passcode": "grüne wiese" })).ok();
        let before = server.kept();
        for sql in [
            "UPDATE policies SET secure = false",
            "UPDATE policies SET secure = false, parent_secure = false",
            "UPDATE policies SET secure = false WHERE parent_id IS NOT NULL",
            "UPDATE policies SET secure = NULL",
            "UPDATE secure_enrollments SET secure = false",
            "DELETE FROM secure_enrollments",
            "DELETE FROM secure_enrollments WHERE policy_id IN (SELECT id FROM policies WHERE parent_id IS NOT NULL)",
        ] {
            assert!(server.database.execute(sql).is_err(), "{sql}");
            server.assert_unchanged(&before, sql);
        }
    }

    fn no_sql_makes_a_child_of_a_secure_policy_that_is_not_secure(server) {
        let owner = server.owner_with_beta();
        let root = policy(&owner, "Root", None);
        enable(&owner, &root);
        policy(&owner, "Free", None);
        let before = server.kept();
        let columns = "id, organization_id, parent_id, parent_secure, depth, name, name_key, secure, created_at, updated_at";
        let id = if server.database.url.starts_with("sqlite") { "randomblob(16)" } else { "gen_random_uuid()" };
        for sql in [
            // A lie about the parent, and the truth without its consequence.
            format!("INSERT INTO policies ({columns}) SELECT {id}, organization_id, id, false, 1, 'x', 'x', false, created_at, updated_at FROM policies WHERE name = 'Root'"),
            format!("INSERT INTO policies ({columns}) SELECT {id}, organization_id, id, true, 1, 'x', 'x', false, created_at, updated_at FROM policies WHERE name = 'Root'"),
            "UPDATE policies SET parent_id = (SELECT id FROM policies WHERE name = 'Root') WHERE name = 'Free'".into(),
            "UPDATE policies SET parent_id = (SELECT id FROM policies WHERE name = 'Root'), parent_secure = true WHERE name = 'Free'".into(),
            "UPDATE policies SET parent_id = id WHERE name = 'Free'".into(),
        ] {
            assert!(server.database.execute(&sql).is_err(), "{sql}");
            server.assert_unchanged(&before, sql);
        }
    }

    fn a_parent_made_secure_by_sql_alone_needs_its_children_first(server) {
        let owner = server.owner();
        let root = policy(&owner, "Root", None);
        policy(&owner, "Leaf", Some(&root));
        assert!(server.database.execute("UPDATE policies SET secure = true WHERE name = 'Root'").is_err());
        let deepest_first = "UPDATE policies SET secure = true WHERE name = 'Leaf'; UPDATE policies SET secure = true WHERE name = 'Root'";
        server.database.execute(deepest_first).expect("children before parents");
        let copied = server.database.values("SELECT name AS value FROM policies WHERE parent_secure");
        assert_eq!(copied, ["Leaf"], "the child's copy follows by itself");
    }

    fn no_sql_gives_a_policy_two_live_urls_or_revives_one(server) {
        let owner = server.owner_with_beta();
        let root = policy(&owner, "Root", None);
        enable(&owner, &root);
        owner.post(&format!("/policies/{root}/secure-enrollment/regenerate"), json!({})).ok();
        let before = server.kept();
        let id = if server.database.url.starts_with("sqlite") { "randomblob(16)" } else { "gen_random_uuid()" };
        let legacy = format!("INSERT INTO enrollment_urls (id, organization_id, policy_id, kind, created_at) SELECT {id}, organization_id, id, 'legacy', created_at FROM policies");
        for sql in [
            legacy.clone(),
            "UPDATE enrollment_urls SET retired_at = NULL, profiles_valid_until = NULL, retired_reason = NULL".into(),
            "UPDATE enrollment_urls SET retired_at = NULL, profiles_valid_until = NULL, retired_reason = NULL WHERE kind = 'legacy'".into(),
            "UPDATE enrollment_urls SET kind = 'legacy', token_lookup = NULL, token_sealed = NULL WHERE retired_at IS NULL".into(),
            format!("DELETE FROM enrollment_urls WHERE retired_at IS NULL; {legacy}"),
        ] {
            assert!(server.database.execute(&format!("BEGIN; {sql}; COMMIT")).is_err(), "{sql}");
            server.assert_unchanged(&before, sql);
        }
    }

    fn no_sql_moves_a_deadline_later(server) {
        let owner = server.owner_with_beta();
        let root = policy(&owner, "Root", None);
        enable(&owner, &root);
        owner.post(&format!("/policies/{root}/secure-enrollment/regenerate"), json!({})).ok();
        let before = server.kept();
        let (later, earlier) = if server.database.url.starts_with("sqlite") {
            ("profiles_valid_until + 1", "profiles_valid_until - 1")
        } else {
            ("profiles_valid_until + interval '1 microsecond'", "profiles_valid_until - interval '1 microsecond'")
        };
        for sql in [
            format!("UPDATE enrollment_urls SET profiles_valid_until = {later} WHERE retired_at IS NOT NULL"),
            "UPDATE enrollment_urls SET profiles_valid_until = NULL WHERE retired_at IS NOT NULL".into(),
            format!("UPDATE enrollment_urls SET retired_at = {} WHERE retired_at IS NOT NULL", later.replace("profiles_valid_until", "retired_at")),
        ] {
            assert!(server.database.execute(&sql).is_err(), "{sql}");
            server.assert_unchanged(&before, sql);
        }
        let sooner = format!("UPDATE enrollment_urls SET profiles_valid_until = {earlier} WHERE retired_at IS NOT NULL");
        server.database.execute(&sooner).expect("deadlines may move earlier");
    }

    fn nothing_crosses_organizations_even_by_sql(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        let other = server.owner_of("Other", "eve@other.example");
        policy(&other, "Theirs", None);
        let before = server.kept();
        let theirs = "(SELECT id FROM policies WHERE name = 'Theirs')";
        for sql in [
            format!("UPDATE policies SET parent_id = {theirs} WHERE name = 'Macs'"),
            format!("UPDATE enrollment_urls SET policy_id = {theirs} WHERE kind = 'secure'"),
            format!("UPDATE secure_enrollments SET policy_id = {theirs}"),
            "UPDATE sessions SET organization_id = (SELECT id FROM organizations WHERE name = 'Other')".into(),
        ] {
            assert!(server.database.execute(&sql).is_err(), "{sql}");
            server.assert_unchanged(&before, sql);
        }
    }

    fn the_audit_log_is_only_ever_appended_to(server) {
        let owner = server.owner();
        policy(&owner, "Macs", None);
        let before = server.kept();
        for sql in ["UPDATE audit_events SET action = 'nothing'", "DELETE FROM audit_events"] {
            assert!(server.database.execute(sql).is_err(), "{sql}");
        }
        server.assert_unchanged(&before, "it");
    }

    fn renewals_and_user_enrollments_of_older_days_are_told_apart_by_the_migration(server) {
        let stage = Stage::secure(server);
        let mut by_user = stage.install();
        by_user.certificate().expect("issued");
        for mut message in [by_user.authenticate_message(), by_user.token_update_message()] {
            let udid = message.remove("UDID").expect("every message names its device");
            message.insert("EnrollmentID".into(), udid);
            by_user.check_in(message).expect("accepted");
        }
        let mac = stage.enrolled().device;
        let id = stage.device(&mac)["id"].as_str().expect("an id").to_owned();
        stage.owner().post(&format!("/devices/{id}/renewals"), json!({})).created();
        let before = server.kept();
        let told = || server.database.values("SELECT origin AS value FROM profiles ORDER BY origin");
        let kinds = || server.database.values("SELECT udid_kind AS value FROM devices ORDER BY udid_kind");
        assert_eq!(told(), ["renewal", "unlock", "unlock"]);
        assert_eq!(kinds(), ["enrollment_id", "udid"]);
        let [up, down] = if server.database.url.starts_with("sqlite") {
            [include_str!("../../../migrations/sqlite/2026-11-29-000010_name_renewals_and_identities/up.sql"),
             include_str!("../../../migrations/sqlite/2026-11-29-000010_name_renewals_and_identities/down.sql")]
        } else {
            [include_str!("../../../migrations/postgresql/2026-11-29-000010_name_renewals_and_identities/up.sql"),
             include_str!("../../../migrations/postgresql/2026-11-29-000010_name_renewals_and_identities/down.sql")]
        };
        let run = |sql: &str| server.database.execute(&format!("BEGIN; {sql} COMMIT"));
        run(down).expect("down");
        assert_eq!(told(), ["unattended", "unlock", "unlock"]);
        run(up).expect("up");
        server.assert_unchanged(&before, "down and up");
        for sql in [
            "UPDATE profiles SET origin = 'unattended' WHERE origin = 'renewal'",
            "UPDATE profiles SET origin = 'renewal' WHERE origin = 'unlock'",
            "UPDATE profiles SET renews_device_id = NULL",
            "UPDATE profiles SET origin = 'gift'",
            "UPDATE devices SET udid_kind = 'name'",
        ] {
            assert!(server.database.execute(sql).is_err(), "{sql}");
            server.assert_unchanged(&before, sql);
        }
    }

    fn a_deleted_policy_takes_its_urls_and_unused_profiles_with_it_at_once(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        let (stranger, token) = (server.stranger(), vestibule_tests::server::token(&owner, &macs));
        let ready = vestibule_tests::server::download(&stranger, &token);
        owner.delete(&format!("/policies/{macs}")).is(204);
        stranger.post(&format!("/enroll/{token}/unlock"), json!({})).refused(404, "not_found");
        stranger.open(&ready).refused(404, "not_found");
        for table in ["policies", "secure_enrollments", "enrollment_urls", "profiles"] {
            assert_eq!(server.kept()[table], Vec::<String>::new(), "{table}");
        }
    }

    fn page_texts_of_older_days_are_carried_over_by_the_migration(server) {
        let owner = server.owner_with_beta();
        let own = policy(&owner, "Own", None);
        enable(&owner, &own);
        let text = json!({ "page_text": "Grüße, \"Ada\"", "translations": { "de": "# Hallo" }, "passcode": "grüne wiese" });
        customise(&owner, &own, text).ok();
        let cleared = policy(&owner, "Cleared", Some(&own));
        customise(&owner, &cleared, json!({ "page_text": null })).ok();
        policy(&owner, "Inherits", Some(&own));
        let before = server.kept();
        let page = |id: &str| owner.get(&format!("/policies/{id}/secure-enrollment")).ok().json;
        let shown = [page(&own), page(&cleared)];
        let [up, down] = if server.database.url.starts_with("sqlite") {
            [include_str!("../../../migrations/sqlite/2026-11-29-000011_keep_settings_in_a_document/up.sql"),
             include_str!("../../../migrations/sqlite/2026-11-29-000011_keep_settings_in_a_document/down.sql")]
        } else {
            [include_str!("../../../migrations/postgresql/2026-11-29-000011_keep_settings_in_a_document/up.sql"),
             include_str!("../../../migrations/postgresql/2026-11-29-000011_keep_settings_in_a_document/down.sql")]
        };
        let run = |sql: &str| server.database.execute(&format!("BEGIN; {sql} COMMIT"));
        run(down).expect("down");
        let states = server.database.values("SELECT text_state AS value FROM secure_enrollments ORDER BY text_state");
        assert_eq!(states, ["cleared", "inherit", "own"]);
        run(up).expect("up");
        server.assert_unchanged(&before, "down and up");
        assert_eq!([page(&own), page(&cleared)], shown);
    }
}
