//! The harness stops a server and starts another one in its place.

use serde_json::json;
use vestibule_tests::on_both_databases;
use vestibule_tests::server::{enable, policy, token};

on_both_databases! {
    fn a_server_started_again_on_the_same_database_goes_on(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        let before = token(&owner, &macs);
        let stranger = server.stranger();
        let unlocked = stranger.post(&format!("/enroll/{before}/unlock"), json!({})).ok();
        let profile = stranger.open(&unlocked.text("/profile_url")).ok();
        server.restart();
        assert_eq!(token(&owner, &macs), before);
        assert_eq!(stranger.open(&unlocked.text("/profile_url")).ok().body, profile.body);
    }
}
