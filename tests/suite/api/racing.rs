//! What happens at the same moment: real threads against both databases; whatever the order, the rules hold.

use jiff::SignedDuration;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Barrier, Mutex};
use vestibule_tests::caller::send;
use vestibule_tests::server::{PASSWORD, customise, enable, policy, token};
use vestibule_tests::{Answer, Caller, TestServer, on_both_databases};

/// How often a race is run.
pub(super) const ROUNDS: usize = 12;

/// Does all of it at once, while time goes by in steps of a microsecond; answers in their order.
pub(super) fn at_once(
    server: &TestServer,
    operations: &[&(dyn Fn() -> Answer + Sync)],
) -> Vec<Answer> {
    let (start, done) = (Barrier::new(operations.len()), AtomicBool::new(false));
    std::thread::scope(|scope| {
        let operation = |operation: &(dyn Fn() -> Answer + Sync)| {
            start.wait();
            operation()
        };
        let running: Vec<_> = operations
            .iter()
            .map(|each| scope.spawn(move || operation(each)))
            .collect();
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                server.advance(SignedDuration::from_micros(1));
                std::thread::yield_now();
            }
        });
        let answers = running.into_iter().map(|thread| thread.join());
        let answers: Vec<_> = answers.collect();
        done.store(true, Ordering::Relaxed);
        answers
            .into_iter()
            .map(|answer| answer.expect("no operation panics"))
            .collect()
    })
}

/// The statuses, in order of their numbers.
fn statuses(answers: &[Answer]) -> Vec<u16> {
    let mut statuses: Vec<_> = answers.iter().map(|answer| answer.status).collect();
    statuses.sort_unstable();
    statuses
}

/// What must hold whatever happened: asked of the database itself.
fn rules_hold(server: &TestServer) {
    for (rule, broken) in [
        (
            "a child of a secure policy is secure",
            "SELECT child.name AS value FROM policies child JOIN policies parent ON parent.id = child.parent_id WHERE parent.secure AND NOT child.secure",
        ),
        (
            "every policy has exactly one live URL",
            "SELECT p.name AS value FROM policies p WHERE (SELECT count(*) FROM enrollment_urls u WHERE u.policy_id = p.id AND u.retired_at IS NULL) <> 1",
        ),
        (
            "the live URL of a secure policy is a secure one, that of another a legacy one",
            "SELECT p.name AS value FROM policies p JOIN enrollment_urls u ON u.policy_id = p.id AND u.retired_at IS NULL WHERE p.secure <> (u.kind = 'secure')",
        ),
        (
            "exactly the secure policies have a page",
            "SELECT p.name AS value FROM policies p LEFT JOIN secure_enrollments s ON s.policy_id = p.id WHERE p.secure <> (s.policy_id IS NOT NULL)",
        ),
        (
            "no profile was made or downloaded after its URL was retired",
            "SELECT f.origin AS value FROM profiles f JOIN enrollment_urls u ON u.id = f.enrollment_url_id WHERE f.created_at > u.retired_at OR f.downloaded_at > u.retired_at",
        ),
    ] {
        assert_eq!(
            server.database.values(broken),
            Vec::<String>::new(),
            "{rule}"
        );
    }
}

fn enabling(owner: &Caller, id: &str) -> Answer {
    owner.post(
        &format!("/policies/{id}/secure-enrollment"),
        json!({ "acknowledged": true }),
    )
}

fn events(owner: &Caller, action: &str) -> usize {
    let found = owner
        .get(&format!("/audit-events?limit=200&action={action}"))
        .ok();
    found.json["items"].as_array().map_or(0, Vec::len)
}

on_both_databases! {
    fn two_enables_at_once_give_one_url_and_one_audit_event(server) {
        let owner = server.owner_with_beta();
        for round in 0..ROUNDS {
            let macs = policy(&owner, &format!("Macs {round}"), None);
            let answers = at_once(server, &[&|| enabling(&owner, &macs), &|| enabling(&owner, &macs), &|| enabling(&owner, &macs)]);
            assert_eq!(statuses(&answers), [200, 200, 201]);
            let urls: Vec<&Value> = answers.iter().map(|answer| &answer.json["enrollment_url"]["url"]).collect();
            assert!(urls.iter().all(|url| *url == urls[0]), "{urls:?}");
            assert_eq!(events(&owner, "secure_enrollment.enabled"), round + 1);
        }
        rules_hold(server);
    }

    fn enabling_a_parent_while_children_are_made_and_moved_leaves_no_child_behind(server) {
        let owner = server.owner_with_beta();
        for round in 0..ROUNDS {
            let parent = policy(&owner, &format!("Parent {round}"), None);
            let below = policy(&owner, "Below", Some(&parent));
            let moving = policy(&owner, "Moving", None);
            let answers = at_once(server, &[
                &|| enabling(&owner, &parent),
                &|| owner.post("/policies", json!({ "name": "Born", "parent_id": parent })),
                &|| owner.post("/policies", json!({ "name": "Deep", "parent_id": below })),
                &|| owner.post(&format!("/policies/{moving}/move"), json!({ "parent_id": below, "acknowledged": true })),
            ]);
            assert_eq!(answers.iter().map(|answer| answer.status).collect::<Vec<_>>(), [201, 201, 201, 200]);
            let branch = owner.get(&format!("/policies?parent_id={below}")).ok();
            let branch = branch.json["items"].as_array().expect("a list").clone();
            assert_eq!(branch.len(), 2);
            assert!(branch.iter().all(|child| child["secure"] == true), "{branch:?}");
        }
        rules_hold(server);
    }

    fn moving_two_policies_below_each_other_makes_no_circle(server) {
        let owner = server.owner();
        for round in 0..ROUNDS {
            let (a, b) = (policy(&owner, &format!("A {round}"), None), policy(&owner, &format!("B {round}"), None));
            let below = |id: &str, parent: &str| owner.post(&format!("/policies/{id}/move"), json!({ "parent_id": parent }));
            let answers = at_once(server, &[&|| below(&a, &b), &|| below(&b, &a)]);
            assert_eq!(statuses(&answers), [200, 409]);
        }
        rules_hold(server);
    }

    fn regenerations_at_once_leave_one_live_url_and_are_all_audited(server) {
        let owner = server.owner_with_beta();
        let root = policy(&owner, "Root", None);
        let leaf = policy(&owner, "Leaf", Some(&root));
        enable(&owner, &root);
        let regenerate = |id: &str, body: Value| owner.post(&format!("/policies/{id}/secure-enrollment/regenerate"), body).ok();
        for round in 0..ROUNDS {
            at_once(server, &[
                &|| regenerate(&root, json!({})),
                &|| regenerate(&root, json!({ "include_children": true })),
                &|| regenerate(&leaf, json!({ "grace_minutes": 0 })),
            ]);
            rules_hold(server);
            assert_eq!(events(&owner, "enrollment_url.regenerated"), (round + 1) * 3);
        }
        let urls = owner.get(&format!("/policies/{root}/enrollment-urls?limit=200")).ok();
        assert_eq!(urls.json["items"].as_array().map(Vec::len), Some(2 + 2 * ROUNDS), "the legacy one, the first, and two a round");
    }

    fn once_a_regeneration_answered_nothing_comes_from_the_old_url(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        for _ in 0..ROUNDS {
            let (stranger, old) = (server.stranger(), token(&owner, &macs));
            let ready = stranger.post(&format!("/enroll/{old}/unlock"), json!({})).ok().text("/profile_url");
            let made = || server.database.values("SELECT CAST(count(*) AS text) || ' made, ' || CAST(count(f.downloaded_at) AS text) || ' downloaded' AS value
                FROM profiles f JOIN enrollment_urls u ON u.id = f.enrollment_url_id WHERE u.retired_at IS NOT NULL");
            let when_answered = Mutex::new(Vec::new());
            let regenerate = || {
                let answer = owner.post(&format!("/policies/{macs}/secure-enrollment/regenerate"), json!({})).ok();
                *when_answered.lock().expect("nobody panics") = made();
                answer
            };
            let answers = at_once(server, &[
                &regenerate,
                &|| stranger.post(&format!("/enroll/{old}/unlock"), json!({})),
                &|| stranger.open(&ready),
            ]);
            assert_eq!(made(), *when_answered.lock().expect("nobody panics"), "nothing was committed after the answer");
            for answer in &answers[1..] {
                assert!(answer.status == 200 || answer.json["code"] == "enrollment_url_retired", "{}", answer.json);
            }
            stranger.post(&format!("/enroll/{old}/unlock"), json!({})).refused(410, "enrollment_url_retired");
            stranger.open(&ready).refused(410, "enrollment_url_retired");
            if answers[1].status == 200 {
                stranger.open(&answers[1].text("/profile_url")).refused(410, "enrollment_url_retired");
            }
        }
        let downloads = events(&owner, "profile.downloaded");
        assert_eq!(owner.get(&format!("/policies/{macs}/profiles?state=in_flight&limit=200")).ok().json["items"].as_array().map(Vec::len), Some(downloads));
        rules_hold(server);
    }

    fn a_passcode_set_while_a_ticket_downloads_stops_every_later_download(server) {
        let owner = server.owner_with_beta();
        let root = policy(&owner, "Root", None);
        let leaf = policy(&owner, "Leaf", Some(&root));
        enable(&owner, &root);
        for round in 0..ROUNDS {
            let (stranger, door) = (server.stranger(), token(&owner, &leaf));
            customise(&owner, &root, json!({ "passcode": null })).ok();
            let ready = stranger.post(&format!("/enroll/{door}/unlock"), json!({})).ok().text("/profile_url");
            let passcode = format!("grüne wiese {round}");
            let answers = at_once(server, &[&|| customise(&owner, &root, json!({ "passcode": passcode })).ok(), &|| stranger.open(&ready)]);
            assert!(answers[1].status == 200 || answers[1].json["code"] == "ticket_expired", "{}", answers[1].json);
            stranger.open(&ready).refused(410, "ticket_expired");
        }
    }

    fn many_guesses_at_once_get_no_more_tries_than_one_after_another(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        customise(&owner, &macs, json!({ "passcode": "grüne wiese" })).ok();
        let path = format!("/enroll/{}/unlock", token(&owner, &macs));
        let guessers: Vec<_> = (0..40).map(|_| server.stranger().from_network("203.0.113.7")).collect();
        let guesses: Vec<_> = guessers.iter().map(|guesser| || guesser.post(&path, json!({ "passcode": "a wrong one" }))).collect();
        let answers = at_once(server, &guesses.iter().map(|guess| guess as &(dyn Fn() -> Answer + Sync)).collect::<Vec<_>>());
        let count = |status: u16| answers.iter().filter(|answer| answer.status == status).count();
        assert_eq!((count(401), count(429)), (6, 34));
    }

    fn of_two_saves_onto_the_same_version_one_wins_and_the_other_is_told(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        let path = format!("/policies/{macs}/secure-enrollment");
        for round in 0..ROUNDS {
            let tag = owner.get(&path).ok().etag();
            let save = |who: &str| owner.patch(&path, &tag, json!({ "page_text": format!("{who} {round}") }));
            let answers = at_once(server, &[&|| save("Ada"), &|| save("Bo")]);
            assert_eq!(statuses(&answers), [200, 412]);
        }
    }

    fn two_setups_with_the_same_token_make_one_organization(server) {
        let (token, stranger) = (server.setup_token(), server.stranger());
        let setup = |email: &str| stranger.post("/setup", json!({ "token": token, "organization": "Acme", "email": email, "password": PASSWORD, "name": "Ada" }));
        let answers = at_once(server, &[&|| setup("ada@acme.example"), &|| setup("bo@acme.example")]);
        assert_eq!(statuses(&answers), [201, 409]);
        stranger.post("/setup", json!({ "token": token, "organization": "Again", "email": "cy@acme.example", "password": PASSWORD, "name": "Cy" })).refused(409, "setup_done");
        assert_eq!(server.database.values("SELECT name AS value FROM organizations"), ["Acme"]);
    }

    fn two_owners_who_demote_each_other_leave_one(server) {
        let owner = server.owner();
        let bo = json!({ "email": "bo@acme.example", "name": "Bo", "role": "owner", "password": PASSWORD });
        let bo = owner.post("/users", bo).created().text("/id");
        let (ada, other) = (owner.get("/session").ok().text("/user/id"), server.signed_in("bo@acme.example"));
        let demote = |by: &Caller, id: &str| by.patch(&format!("/users/{id}"), "", json!({ "role": "admin" }));
        at_once(server, &[&|| demote(&owner, &bo), &|| demote(&other, &ada)]);
        assert_eq!(server.database.values("SELECT role AS value FROM users WHERE role = 'owner'").len(), 1);
    }

    fn no_sign_in_with_the_old_password_outlives_its_change(server) {
        let owner = server.owner();
        let bo = json!({ "email": "bo@acme.example", "name": "Bo", "role": "admin", "password": "password number 0" });
        let bo = owner.post("/users", bo).created().text("/id");
        for round in 0..ROUNDS {
            server.advance(SignedDuration::from_mins(5));
            owner.stay();
            let thieves: Vec<_> = (0..4).map(|_| server.stranger()).collect();
            let old = json!({ "email": "bo@acme.example", "password": format!("password number {round}") });
            let new = json!({ "password": format!("password number {}", round + 1) });
            let change = || owner.patch(&format!("/users/{bo}"), "", new.clone());
            let tries: Vec<_> = thieves.iter().map(|thief| { let old = &old; move || thief.post("/session", old.clone()) }).collect();
            let mut operations: Vec<&(dyn Fn() -> Answer + Sync)> = vec![&change];
            operations.extend(tries.iter().map(|operation| operation as &(dyn Fn() -> Answer + Sync)));
            at_once(server, &operations)[0].json["id"].as_str().expect("it was changed");
            for thief in &thieves {
                thief.get("/session").refused(401, "unauthenticated");
            }
        }
    }

    fn two_requests_with_the_same_idempotency_key_make_one_thing(server) {
        let owner = server.owner();
        for round in 0..ROUNDS {
            let create = || send(owner.request("POST", "/api/v1/policies").header("idempotency-key", format!("once-{round}")).json(&json!({ "name": "Macs" })));
            let answers = at_once(server, &[&create, &create]);
            assert_eq!(statuses(&answers), [201, 201]);
            assert_eq!(answers[0].json["id"], answers[1].json["id"]);
        }
        assert_eq!(owner.get("/policies?limit=200").ok().json["items"].as_array().map(Vec::len), Some(ROUNDS));
    }
}
