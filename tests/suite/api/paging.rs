//! Lists in pages: whatever the size of a page, together they are the list.

use serde_json::{Value, json};
use vestibule_tests::caller::Caller;
use vestibule_tests::on_both_databases;
use vestibule_tests::server::{download, enable, policy, token};

fn items(page: &Value) -> Vec<Value> {
    page["items"].as_array().expect("a list").clone()
}

/// Every page of a list, by cursor.
fn pages(caller: &Caller, path: &str, limit: usize) -> Vec<Vec<Value>> {
    let separator = if path.contains('?') { '&' } else { '?' };
    let (mut pages, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = caller
            .get(&format!("{path}{separator}limit={limit}{cursor}"))
            .ok()
            .json;
        pages.push(items(&page));
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return pages,
        }
    }
}

on_both_databases! {
    fn every_list_is_the_same_in_pages_of_any_size(server) {
        let owner = server.owner_with_beta();
        let root = policy(&owner, "Root", None);
        for name in ["b", "a", "B 2", "ä"] {
            policy(&owner, name, Some(&root));
        }
        enable(&owner, &root);
        // All in one moment: the id alone puts them in order.
        for _ in 0..3 {
            owner.post(&format!("/policies/{root}/profiles"), json!({})).created();
            owner.post(&format!("/policies/{root}/secure-enrollment/regenerate"), json!({})).ok();
        }
        for n in 0..3 {
            let user = json!({ "name": "Ben", "email": format!("ben{n}@example.org"), "role": "helpdesk", "password": "correct horse battery" });
            owner.post("/users", user).created();
            owner.post("/api-tokens", json!({ "name": "ci", "scopes": ["policy.read"] })).created();
        }
        for (path, count) in [
            ("/policies".to_owned(), 5),
            (format!("/policies?parent_id={root}"), 4),
            ("/policies?query=b".to_owned(), 2),
            (format!("/policies/{root}/profiles"), 3),
            (format!("/policies/{root}/profiles?state=ready"), 3),
            (format!("/policies/{root}/enrollment-urls"), 5),
            ("/users".to_owned(), 4),
            ("/api-tokens".to_owned(), 3),
        ] {
            let whole = items(&owner.get(&path).ok().json);
            assert_eq!(whole.len(), count, "{path}");
            for limit in 1..=count {
                let pages = pages(&owner, &path, limit);
                assert_eq!(pages.len(), count.div_ceil(limit), "{path} by {limit}");
                assert_eq!(pages.concat(), whole, "{path} by {limit}");
            }
        }
        let log = items(&owner.get("/audit-events?limit=200").ok().json);
        assert_eq!(pages(&owner, "/audit-events", 4).concat(), log);
    }

    fn what_comes_and_goes_between_two_pages_moves_no_other_row(server) {
        let owner = server.owner();
        for name in ["b", "d", "f"] {
            policy(&owner, name, None);
        }
        let first = owner.get("/policies?limit=2").ok();
        let gone = first.text("/items/1/id");
        owner.delete(&format!("/policies/{gone}")).is(204);
        policy(&owner, "a", None);
        policy(&owner, "e", None);
        let rest = owner.get(&format!("/policies?cursor={}", first.text("/next_cursor"))).ok();
        let names: Vec<_> = items(&rest.json).iter().map(|item| item["name"].clone()).collect();
        assert_eq!(names, ["e", "f"]);
    }

    fn what_means_something_to_the_database_is_found_as_it_is_written(server) {
        let owner = server.owner();
        for name in ["100%", "1000", r"a\b", "a_b", "axb"] {
            policy(&owner, name, None);
        }
        for (query, found) in [("0%25", "100%"), ("a_", "a_b"), (r"a%5C", r"a\b")] {
            let listed = items(&owner.get(&format!("/policies?query={query}")).ok().json);
            let names: Vec<_> = listed.iter().map(|item| item["name"].clone()).collect();
            assert_eq!(names, [found], "{query}");
        }
    }

    fn a_page_that_is_full_ends_however_many_rows_of_another_state_follow(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        for _ in 0..502 {
            owner.post(&format!("/policies/{macs}/profiles"), json!({})).created();
        }
        let path = format!("/policies/{macs}/profiles?state=in_flight&limit=1");
        let listed = owner.get(&path).ok();
        assert_eq!((items(&listed.json).len(), &listed.json["next_cursor"]), (0, &Value::Null));
        server.advance(jiff::SignedDuration::from_secs(1));
        download(&server.stranger(), &token(&owner, &macs));
        let listed = owner.get(&path).ok();
        assert_eq!((items(&listed.json).len(), &listed.json["next_cursor"]), (1, &Value::Null));
    }
}
