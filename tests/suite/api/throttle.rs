//! Guessing is slowed per network; nobody can lock a URL for others.

use jiff::SignedDuration;
use serde_json::json;
use vestibule_tests::database::Database;
use vestibule_tests::server::{customise, enable, policy, token};
use vestibule_tests::{TestServer, on_both_databases};

on_both_databases! {
    fn guessing_slows_one_network_and_leaves_the_url_open_for_others(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        customise(&owner, &macs, json!({ "passcode": "grüne wiese" })).ok();
        let path = format!("/enroll/{}/unlock", token(&owner, &macs));
        let guesser = server.stranger().from_network("203.0.113.7");
        for left in (0..6).rev() {
            let wrong = guesser.post(&path, json!({ "passcode": "wrong" })).refused(401, "passcode_invalid");
            assert_eq!(wrong.json["attempts_left"], left);
        }
        let slowed = guesser.post(&path, json!({ "passcode": "grüne wiese" })).refused(429, "slow_down");
        assert_eq!(slowed.header("retry-after"), "30");
        server.stranger().from_network("203.0.113.8").post(&path, json!({ "passcode": "grüne wiese" })).ok();
        server.advance(SignedDuration::from_secs(30));
        guesser.post(&path, json!({ "passcode": "grüne wiese" })).ok();
    }

    fn an_attack_from_many_networks_is_told_once(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        customise(&owner, &macs, json!({ "passcode": "grüne wiese" })).ok();
        let path = format!("/enroll/{}/unlock", token(&owner, &macs));
        for n in 0..103 {
            let guesser = server.stranger().from_network(&format!("198.51.100.{n}"));
            guesser.post(&path, json!({ "passcode": "wrong" })).refused(401, "passcode_invalid");
        }
        let events = owner.get("/audit-events?action=passcode.attack_suspected").ok();
        assert_eq!(events.json["items"].as_array().map(Vec::len), Some(1));
        server.stranger().from_network("192.0.2.1").post(&path, json!({ "passcode": "grüne wiese" })).ok();
    }

    fn sign_ins_are_slowed_per_network_and_account(server) {
        server.owner();
        let guesser = server.stranger().from_network("203.0.113.7");
        let guess = json!({ "email": "ada@acme.example", "password": "not the password" });
        for _ in 0..6 {
            guesser.post("/session", guess.clone()).refused(401, "credentials_invalid");
        }
        guesser.post("/session", guess).refused(429, "slow_down");
        server.signed_in("ada@acme.example");
    }

    fn the_counters_are_in_the_database_and_survive_a_restart(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        customise(&owner, &macs, json!({ "passcode": "grüne wiese" })).ok();
        let path = format!("/enroll/{}/unlock", token(&owner, &macs));
        let guesser = || server.stranger().from_network("203.0.113.7");
        for _ in 0..6 {
            guesser().post(&path, json!({ "passcode": "wrong" })).refused(401, "passcode_invalid");
        }
        server.restart();
        guesser().post(&path, json!({ "passcode": "grüne wiese" })).refused(429, "slow_down");
    }

    fn right_passcodes_cost_nothing_however_many_come_from_one_network(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        customise(&owner, &macs, json!({ "passcode": "grüne wiese" })).ok();
        let path = format!("/enroll/{}/unlock", token(&owner, &macs));
        let office = server.stranger().from_network("203.0.113.7");
        for _ in 0..40 {
            office.post(&path, json!({ "passcode": "grüne wiese" })).ok();
        }
        assert_eq!(office.post(&path, json!({ "passcode": "wrong" })).refused(401, "passcode_invalid").json["attempts_left"], 5);
    }

    fn a_neighbour_in_the_same_ipv6_network_shares_the_counter(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        customise(&owner, &macs, json!({ "passcode": "grüne wiese" })).ok();
        let path = format!("/enroll/{}/unlock", token(&owner, &macs));
        for n in 0..6 {
            let guesser = server.stranger().from_network(&format!("2001:db8:1:1::{n}"));
            guesser.post(&path, json!({ "passcode": "wrong" })).refused(401, "passcode_invalid");
        }
        server.stranger().from_network("2001:db8:1:1:ffff::1").post(&path, json!({ "passcode": "wrong" })).refused(429, "slow_down");
        server.stranger().from_network("2001:db8:1:2::1").post(&path, json!({ "passcode": "grüne wiese" })).ok();
    }

    fn looking_for_urls_is_slowed_and_what_exists_stays_open(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        let scanner = server.stranger().from_network("203.0.113.7");
        for _ in 0..20 {
            scanner.get("/enroll/0000000-0000000-0000000-0000000").refused(404, "not_found");
        }
        scanner.get("/enroll/0000000-0000000-0000000-0000000").refused(429, "slow_down");
        scanner.get(&format!("/enroll/{}", token(&owner, &macs))).ok();
    }
}

/// Without a trusted proxy, nobody chooses the address they come from.
#[test]
fn a_header_of_a_stranger_changes_no_network() {
    let server = TestServer::with(Database::sqlite(), |config| config.trusted_proxies.clear());
    let owner = server.owner_with_beta();
    let macs = policy(&owner, "Macs", None);
    enable(&owner, &macs);
    customise(&owner, &macs, json!({ "passcode": "grüne wiese" })).ok();
    let path = format!("/enroll/{}/unlock", token(&owner, &macs));
    for n in 0..6 {
        let guesser = server.stranger().from_network(&format!("198.51.100.{n}"));
        let wrong = guesser.post(&path, json!({ "passcode": "wrong" }));
        wrong.refused(401, "passcode_invalid");
    }
    let next = server.stranger().from_network("198.51.100.99");
    next.post(&path, json!({ "passcode": "wrong" }))
        .refused(429, "slow_down");
}
