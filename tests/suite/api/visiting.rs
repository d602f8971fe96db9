//! Visiting an enrollment URL and downloading a profile.

use jiff::SignedDuration;
use serde_json::json;
use vestibule_tests::server::{customise, enable, policy, token};
use vestibule_tests::{Answer, Caller, on_both_databases};

/// A PNG of one colour.
fn picture() -> Vec<u8> {
    let mut png = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(40, 20)
        .write_to(&mut png, image::ImageFormat::Png)
        .expect("PNG can be written");
    png.into_inner()
}

fn unlock(stranger: &Caller, token: &str, passcode: &str) -> Answer {
    stranger.post(
        &format!("/enroll/{token}/unlock"),
        json!({ "passcode": passcode }),
    )
}

fn download(stranger: &Caller, unlocked: &Answer) -> Answer {
    stranger.open(&unlocked.text("/profile_url"))
}

on_both_databases! {
    fn all_eight_combinations_of_logo_text_and_passcode_work(server) {
        let owner = server.owner_with_beta();
        let uploaded = owner.upload("/logos", "image/png", picture()).created().text("/sha256");
        for n in 0..8 {
            let (logo, text, passcode) = (n & 1 > 0, n & 2 > 0, n & 4 > 0);
            let id = policy(&owner, &format!("Policy {n}"), None);
            enable(&owner, &id);
            let mut change = json!({});
            if logo { change["logo"] = json!({ "sha256": uploaded, "alt": "Acme" }); }
            if text { change["page_text"] = json!("**Welcome**"); }
            if passcode { change["passcode"] = json!("grüne wiese"); }
            customise(&owner, &id, change).ok();
            let (stranger, token) = (server.stranger(), token(&owner, &id));
            let page = stranger.get(&format!("/enroll/{token}")).ok();
            assert_eq!(page.json["logo"].is_object(), logo, "{n}");
            assert_eq!(page.json["text_html"].is_string(), text, "{n}");
            assert_eq!(page.json["passcode_required"], passcode, "{n}");
            let unlocked = unlock(&stranger, &token, "grüne wiese").ok();
            let profile = download(&stranger, &unlocked).ok();
            assert_eq!(profile.header("content-type"), "application/x-apple-aspen-config");
            assert_eq!(profile.header("content-disposition"), "attachment; filename=\"enroll.mobileconfig\"");
            assert_eq!(profile.header("cache-control"), "no-store");
        }
        let logo = server.stranger().get(&format!("/logos/{uploaded}.png")).ok();
        assert_eq!(logo.header("content-type"), "image/png");
    }

    fn no_profile_byte_leaves_without_the_passcode(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        customise(&owner, &macs, json!({ "passcode": "grüne wiese" })).ok();
        let (stranger, token) = (server.stranger(), token(&owner, &macs));
        let path = format!("/enroll/{token}/unlock");
        assert_eq!(stranger.post(&path, json!({})).refused(401, "passcode_invalid").json["attempts_left"], 6);
        assert_eq!(unlock(&stranger, &token, "Grüne Wiese").refused(401, "passcode_invalid").json["attempts_left"], 5);
        for door in [format!("/e/{token}"), format!("/E/{token}"), format!("/api/v1/enroll/{token}")] {
            let answer = stranger.open(&door).ok();
            assert!(!answer.header("content-type").contains("aspen"), "{door}");
        }
        let listed = owner.get(&format!("/policies/{macs}/profiles")).ok();
        assert_eq!(listed.json["items"], json!([]));
    }

    fn opening_a_page_makes_nothing(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        let (stranger, token) = (server.stranger(), token(&owner, &macs));
        for _ in 0..5 {
            stranger.open(&format!("/e/{token}")).ok();
            vestibule_tests::caller::send(stranger.request("HEAD", &format!("/e/{token}"))).ok();
        }
        assert_eq!(owner.get(&format!("/policies/{macs}/profiles")).ok().json["items"], json!([]));
    }

    fn the_same_ticket_gives_the_same_bytes_for_ten_minutes(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        let (stranger, token) = (server.stranger(), token(&owner, &macs));
        let unlocked = unlock(&stranger, &token, "").ok();
        let status = |expected: &str| {
            let status = stranger.open(&format!("{}/status", unlocked.text("/profile_url"))).ok();
            assert_eq!(status.text("/state"), expected);
        };
        status("ready");
        let first = download(&stranger, &unlocked).ok();
        status("downloaded");
        server.advance(SignedDuration::from_millis(599_999));
        assert_eq!(download(&stranger, &unlocked).ok().body, first.body);
        server.advance(SignedDuration::from_millis(1));
        download(&stranger, &unlocked).refused(410, "ticket_expired");
        status("downloaded");
        owner.stay();
        let events = owner.get("/audit-events?action=profile.downloaded").ok();
        assert_eq!(events.json["items"].as_array().map(Vec::len), Some(1));
    }

    fn a_changed_passcode_ends_tickets_also_from_an_ancestor(server) {
        let owner = server.owner_with_beta();
        let root = policy(&owner, "Root", None);
        enable(&owner, &root);
        let leaf = policy(&owner, "Leaf", Some(&root));
        let (stranger, token) = (server.stranger(), token(&owner, &leaf));
        let before = unlock(&stranger, &token, "").ok();
        customise(&owner, &root, json!({ "passcode": "grüne wiese" })).ok();
        download(&stranger, &before).refused(410, "ticket_expired");
        let after = unlock(&stranger, &token, "grüne wiese").ok();
        download(&stranger, &after).ok();
    }

    fn a_generated_passcode_is_shown_once_and_forgives_dash_and_case(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        let generated = customise(&owner, &macs, json!({ "passcode": { "generate": true } })).ok().text("/generated_passcode");
        let later = owner.get(&format!("/policies/{macs}/secure-enrollment")).ok();
        assert!(!String::from_utf8_lossy(&later.body).contains(&generated));
        let (stranger, token) = (server.stranger(), token(&owner, &macs));
        unlock(&stranger, &token, &generated).ok();
        unlock(&stranger, &token, &generated.replace('-', "").to_lowercase()).ok();
    }

    fn unknown_and_mistyped_urls_look_alike(server) {
        let stranger = server.stranger();
        for token in ["nonsense", "0000000-0000000-0000000-0000000"] {
            stranger.get(&format!("/enroll/{token}")).refused(404, "not_found");
            unlock(&stranger, token, "x").refused(404, "not_found");
            stranger.open(&format!("/e/{token}")).is(404);
        }
        stranger.get("/enroll/profiles/nonsense").refused(404, "not_found");
        stranger.get("/enroll/profiles/nonsense/status").refused(404, "not_found");
    }

    fn a_paused_door_says_its_message_and_opens_again(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        let (stranger, token) = (server.stranger(), token(&owner, &macs));
        let before = unlock(&stranger, &token, "").ok();
        let path = format!("/policies/{macs}/secure-enrollment");
        owner.post(&format!("{path}/pause"), json!({ "message": "Back at noon." })).ok();
        assert_eq!(stranger.get(&format!("/enroll/{token}")).ok().text("/paused/message"), "Back at noon.");
        assert_eq!(unlock(&stranger, &token, "").refused(423, "enrollment_paused").text("/detail"), "Back at noon.");
        download(&stranger, &before).refused(423, "enrollment_paused");
        owner.post(&format!("/policies/{macs}/profiles"), json!({})).refused(423, "enrollment_paused");
        owner.post(&format!("{path}/resume"), json!({})).ok();
        download(&stranger, &before).ok();
    }

    fn apple_configurator_is_refused_with_an_answer_it_understands(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        let (stranger, token) = (server.stranger(), token(&owner, &macs));
        let door = format!("/e/{token}");
        let shapes = [
            stranger.request("POST", &door).header("content-type", "application/pkcs7-signature").body("x"),
            stranger.request("GET", &door).header("x-apple-aspen-deviceinfo", "eA=="),
            stranger.request("GET", &door).header("user-agent", "CloudConfiguration/1.0"),
        ];
        for shape in shapes {
            let answer = vestibule_tests::caller::send(shape).is(403);
            assert_eq!(answer.text("/code"), "com.apple.unrecognized.device");
        }
        let unlocking = stranger.request("POST", &format!("/api/v1/enroll/{token}/unlock")).header("user-agent", "cfgutil/1.0");
        vestibule_tests::caller::send(unlocking.json(&json!({}))).refused(403, "configurator_refused");
        stranger.open("/MDMServiceConfig").is(404);
        let events = owner.get("/audit-events?action=enrollment_url.configurator_refused").ok();
        assert_eq!(events.json["items"].as_array().map(Vec::len), Some(1));
        assert_eq!(owner.get(&format!("/policies/{macs}/profiles")).ok().json["items"], json!([]));
    }

    fn the_plain_form_works_without_javascript_and_from_the_same_origin_only(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        customise(&owner, &macs, json!({ "passcode": "grüne wiese", "page_text": "# Welcome" })).ok();
        let (stranger, token) = (server.stranger(), token(&owner, &macs));
        let post = |site: &str, passcode: &str| {
            let form = stranger.request("POST", &format!("/e/{token}")).header("content-type", "application/x-www-form-urlencoded");
            vestibule_tests::caller::send(form.header("sec-fetch-site", site).body(format!("passcode={passcode}")))
        };
        post("cross-site", "gr%C3%BCne+wiese").refused(403, "cross_site");
        let again = post("same-origin", "wrong").is(401);
        let page = String::from_utf8_lossy(&again.body); assert!(page.contains("<h2>Welcome</h2>"), "{page}");
        let there = post("same-origin", "gr%C3%BCne+wiese").is(303);
        let profile = stranger.open(there.header("location")).ok();
        assert_eq!(profile.header("content-type"), "application/x-apple-aspen-config");
    }

    fn a_head_of_a_profile_tells_and_makes_nothing(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        let (stranger, token) = (server.stranger(), token(&owner, &macs));
        let unlocked = unlock(&stranger, &token, "").ok();
        let before = server.kept();
        for door in [unlocked.text("/profile_url"), format!("/e/{token}"), format!("/api/v1/enroll/{token}")] {
            let told = vestibule_tests::caller::send(stranger.request("HEAD", &door)).ok();
            assert_eq!(told.body, b"", "{door}");
        }
        server.assert_unchanged(&before, "HEAD");
        customise(&owner, &macs, json!({ "passcode": "grüne wiese" })).ok();
        vestibule_tests::caller::send(stranger.request("HEAD", &unlocked.text("/profile_url"))).is(410);
    }

    fn each_unlock_makes_one_profile_with_a_ticket_of_its_own(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        let (stranger, token) = (server.stranger(), token(&owner, &macs));
        let (first, second) = (unlock(&stranger, &token, "").ok(), unlock(&stranger, &token, "").ok());
        assert_ne!(download(&stranger, &first).ok().body, download(&stranger, &second).ok().body);
        let ticket = first.text("/profile_url").rsplit('/').next().expect("a ticket").to_owned();
        assert_eq!(ticket.len(), 43, "256 bits in base64");
        let listed = owner.get(&format!("/policies/{macs}/profiles")).ok();
        assert_eq!(listed.json["items"].as_array().map(Vec::len), Some(2));
        let kept: String = server.kept().into_values().flatten().collect();
        assert!(!kept.contains(&ticket) && !kept.contains(&token), "neither stands in the database");
    }

    fn a_url_is_found_however_it_is_typed(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        let (stranger, token) = (server.stranger(), token(&owner, &macs));
        assert_eq!(token.replace('-', "").len(), 28);
        let typed = [token.to_lowercase(), token.replace('-', ""), token.replace('0', "O").replace('1', "l")];
        for typed in typed {
            stranger.get(&format!("/enroll/{typed}")).ok();
            stranger.open(&format!("/E/{typed}")).ok();
        }
    }
}
