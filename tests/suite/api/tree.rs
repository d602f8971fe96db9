//! The policy tree: names, places, and what keeps a policy from going.

use serde_json::json;
use vestibule_tests::on_both_databases;
use vestibule_tests::server::{enable, policy};

on_both_databases! {
    fn a_policy_is_created_renamed_moved_and_deleted(server) {
        let owner = server.owner();
        let root = policy(&owner, "Root", None);
        let made = owner.post("/policies", json!({ "name": "  Macs ", "parent_id": root, "color": "#4450d6", "icon": "laptop" })).created();
        let id = made.text("/id");
        assert_eq!((made.text("/name"), made.text("/parent_id"), made.text("/path/0/name")), ("Macs".into(), root.clone(), "Root".into()));
        assert_eq!((made.json["secure"].clone(), made.json["child_count"].clone(), made.json["device_count"].clone()), (json!(false), json!(0), json!(0)));
        let path = format!("/policies/{id}");
        let renamed = owner.patch(&path, "", json!({ "name": "Minis", "color": null })).ok();
        assert_eq!((renamed.text("/name"), renamed.json["color"].clone(), renamed.text("/icon")), ("Minis".into(), json!(null), "laptop".into()));
        let moved = owner.post(&format!("{path}/move"), json!({ "parent_id": null })).ok();
        assert_eq!((moved.json["parent_id"].clone(), moved.json["path"].as_array().map(Vec::len)), (json!(null), Some(1)));
        owner.delete(&path).is(204);
        owner.get(&path).refused(404, "not_found");
    }

    fn siblings_may_share_a_name_and_a_search_finds_them_with_their_paths(server) {
        let owner = server.owner();
        for customer in ["Acme", "Cedar"] {
            let parent = policy(&owner, customer, None);
            policy(&owner, "Büro Macs", Some(&parent));
            policy(&owner, "Büro Macs", Some(&parent));
        }
        let found = owner.get("/policies?query=b%C3%BCRO").ok();
        let paths: Vec<_> = found.json["items"].as_array().expect("a list").iter().map(|item| item["path"][0]["name"].clone()).collect();
        assert_eq!(paths.len(), 4);
        assert_eq!(paths.iter().filter(|name| **name == "Acme").count(), 2);
        let top = owner.get("/policies?parent_id=root").ok();
        assert_eq!((top.json["items"].as_array().map(Vec::len), top.json["items"][0]["child_count"].clone()), (Some(2), json!(2)));
    }

    fn a_policy_with_children_or_live_devices_stays(server) {
        let owner = server.owner();
        let root = policy(&owner, "Root", None);
        let leaf = policy(&owner, "Leaf", Some(&root));
        owner.delete(&format!("/policies/{root}")).refused(409, "policy_has_children");
        let id = if server.database.url.starts_with("sqlite") { "randomblob(16)" } else { "gen_random_uuid()" };
        let device = format!("INSERT INTO devices (id, organization_id, policy_id, udid, state, created_at)
            SELECT {id}, organization_id, id, '00008030-001', 'enrolled', created_at FROM policies WHERE name = 'Leaf'");
        server.database.execute(&device).expect("a device");
        assert_eq!(owner.get(&format!("/policies/{leaf}")).ok().json["device_count"], 1);
        owner.delete(&format!("/policies/{leaf}")).refused(409, "policy_has_devices");
        server.database.execute("UPDATE devices SET state = 'checked_out'").expect("it leaves");
        let device = owner.get("/devices").ok().text("/items/0/id");
        owner.post(&format!("/devices/{device}/release"), json!({})).refused(409, "device_not_enrolled");
        owner.delete(&format!("/policies/{leaf}")).is(204);
        owner.delete(&format!("/policies/{root}")).is(204);
    }

    fn a_tree_has_a_bottom(server) {
        let owner = server.owner();
        let mut parent = policy(&owner, "0", None);
        let (mut made, mut refused) = (1, None);
        while refused.is_none() && made < 100 {
            let answer = owner.post("/policies", json!({ "name": made.to_string(), "parent_id": parent }));
            match answer.status {
                201 => parent = answer.text("/id"),
                _ => refused = Some(answer.refused(409, "policy_too_deep")),
            }
            made += 1;
        }
        assert!(refused.is_some() && made > 8, "{made}");
    }

    fn a_secure_branch_keeps_its_rules_through_any_shape(server) {
        let owner = server.owner_with_beta();
        let root = policy(&owner, "Root", None);
        enable(&owner, &root);
        let leaf = policy(&owner, "Leaf", Some(&root));
        owner.delete(&format!("/policies/{root}")).refused(409, "policy_has_children");
        owner.delete(&format!("/policies/{leaf}")).is(204);
        owner.delete(&format!("/policies/{root}")).is(204);
    }
}
