//! Two operations at once, where the second must see what the first one wrote meanwhile.

use super::racing::{ROUNDS, at_once};
use serde_json::json;
use vestibule_tests::on_both_databases;
use vestibule_tests::server::{customise, enable, policy, token};

on_both_databases! {
    fn no_passcode_is_lost_by_a_move_while_the_page_is_saved(server) {
        let owner = server.owner_with_beta();
        let root = policy(&owner, "Root", None);
        enable(&owner, &root);
        customise(&owner, &root, json!({ "passcode": "grüne wiese" })).ok();
        for round in 0..2 * ROUNDS {
            let leaf = policy(&owner, &format!("Leaf {round}"), Some(&root));
            let path = format!("/policies/{leaf}/secure-enrollment");
            let tag = owner.get(&path).ok().etag();
            let save = || owner.patch(&path, &tag, json!({ "page_text": "Welcome" }));
            let leave = || owner.post(&format!("/policies/{leaf}/move"), json!({ "parent_id": null }));
            let answers = at_once(server, &[&save, &leave]);
            assert_eq!(answers[1].status, 200, "{}", answers[1].json);
            assert!([200, 412].contains(&answers[0].status), "{}", answers[0].json);
            let page = server.stranger().get(&format!("/enroll/{}", token(&owner, &leaf))).ok();
            assert_eq!(page.json["passcode_required"], true, "round {round}: {}", answers[0].status);
            if answers[0].status == 200 {
                assert_eq!(page.text("/text_html"), "<p>Welcome</p>\n");
            }
        }
    }

    fn a_ticket_downloaded_twice_at_once_gives_the_same_bytes_and_one_line(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        let door = token(&owner, &macs);
        for round in 1..=ROUNDS {
            let stranger = server.stranger();
            let place = stranger.post(&format!("/enroll/{door}/unlock"), json!({})).ok().text("/profile_url");
            let download = || stranger.open(&place).ok();
            let answers = at_once(server, &[&download, &download, &download]);
            let again = stranger.open(&place).ok().body;
            assert!(answers.iter().all(|answer| answer.body == again), "round {round}");
            let told = owner.get("/audit-events?action=profile.downloaded&limit=200").ok();
            assert_eq!(told.json["items"].as_array().map(Vec::len), Some(round));
        }
    }
}
