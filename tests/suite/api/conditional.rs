//! Conditional requests (RFC 9110 section 13): what a reader has is not sent again, and what somebody else changed is not lost.

use serde_json::json;
use vestibule_tests::caller::{Caller, send};
use vestibule_tests::server::{enable, policy};
use vestibule_tests::{Answer, on_both_databases};

fn unless(caller: &Caller, path: &str, known: &str) -> Answer {
    send(caller.request("GET", path).header("if-none-match", known))
}

/// Reads a path with every way to name its ETag, and with what does not name it.
#[track_caller]
fn is_spared_who_knows(caller: &Caller, path: &str) {
    let whole = caller.open(path).ok();
    let tag = whole.etag();
    assert!(tag.starts_with('"') && tag.ends_with('"'), "{tag}");
    for known in [
        tag.clone(),
        format!("W/{tag}"),
        format!("\"other\", W/{tag}"),
        format!("W/\"other\",{tag}"),
        "*".into(),
    ] {
        let spared = unless(caller, path, &known).is(304);
        assert!(spared.body.is_empty(), "{path} {known}");
        for name in ["etag", "cache-control", "content-security-policy", "vary"] {
            assert_eq!(
                spared.header(name),
                whole.header(name),
                "{path} {known} {name}"
            );
        }
        assert_eq!(spared.header("content-type"), "", "{path} {known}");
    }
    for other in [
        "\"other\"",
        "W/\"other\"",
        tag.trim_matches('"'),
        "\"*\"",
        "",
    ] {
        let sent = unless(caller, path, other).ok();
        assert!(sent.body == whole.body, "{path} {other}");
    }
}

/// Changes a form under every `If-Match` that holds and that does not. `change` makes a body that differs each time.
#[track_caller]
fn is_changed_onto_what_was_read(
    caller: &Caller,
    path: &str,
    change: impl Fn(bool) -> serde_json::Value,
) {
    let tag = || caller.get(path).ok().etag();
    let first = tag();
    let mut flag = false;
    let mut next = || {
        flag = !flag;
        change(flag)
    };
    for named in [
        |tag: &str| tag.to_owned(),
        |tag: &str| format!("W/{tag}"),
        |tag: &str| format!("\"v0\", {tag}"),
        |tag: &str| format!("\"other\",W/{tag}"),
        |_: &str| "*".to_owned(),
    ] {
        let before = tag();
        let changed = caller.patch(path, &named(&before), next()).ok();
        assert_ne!(changed.etag(), before, "{}", named(&before));
        assert_eq!(changed.etag(), tag(), "{}", named(&before));
    }
    let kept = tag();
    for stale in [
        first.clone(),
        format!("W/{first}"),
        format!("{first}, \"v0\""),
        "\"other\"".into(),
        "\"*\"".into(),
    ] {
        caller.patch(path, &stale, next()).refused(412, "stale");
    }
    for garbage in ["", "v1", "1", "\"v1", "w/\"v1\"", "garbage, more"] {
        caller
            .patch(path, garbage, next())
            .refused(400, "malformed_request");
    }
    let bare = caller
        .request("PATCH", &format!("/api/v1{path}"))
        .json(&next());
    send(bare).refused(428, "if_match_required");
    assert_eq!(tag(), kept, "nothing of that was saved");
}

on_both_databases! {
    fn who_knows_a_file_of_the_landing_page_is_not_sent_it_again(server) {
        let stranger = server.stranger();
        for path in ["/landing/landing.css", "/landing/landing.js", "/landing/locales/en.json"] {
            is_spared_who_knows(&stranger, path);
        }
    }

    fn who_knows_a_logo_is_not_sent_it_again(server) {
        let owner = server.owner_with_beta();
        let picture = image::RgbaImage::from_pixel(40, 20, image::Rgba([200, 30, 30, 255]));
        let mut png = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut png, image::ImageFormat::Png).expect("it is written");
        let logo = owner.upload("/logos", "image/png", png.into_inner()).created();
        let tag = server.stranger().open(&logo.text("/url")).ok().etag();
        assert_eq!(tag, format!("\"{}\"", logo.text("/sha256")));
        is_spared_who_knows(&server.stranger(), &logo.text("/url"));
        let nothing = format!("/api/v1/logos/{}.png", "00".repeat(32));
        unless(&server.stranger(), &nothing, "*").refused(404, "not_found");
    }

    fn what_is_never_kept_has_no_tag_to_know_it_by(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        let url = enable(&owner, &macs)["enrollment_url"]["url"].as_str().expect("a URL").to_owned();
        let page = format!("/e/{}", url.rsplit('/').next().expect("a token"));
        for path in [page.as_str(), "/preview", "/api/openapi.yaml"] {
            assert_eq!(server.stranger().open(path).ok().header("etag"), "", "{path}");
            unless(&server.stranger(), path, "\"v1\"").ok();
        }
    }

    fn settings_are_changed_onto_the_version_that_was_read(server) {
        let owner = server.owner();
        is_changed_onto_what_was_read(&owner, "/settings", |flag| json!({ "migration_in_progress": flag }));
    }

    fn a_page_is_changed_onto_the_version_that_was_read(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        let path = format!("/policies/{macs}/secure-enrollment");
        is_changed_onto_what_was_read(&owner, &path, |flag| json!({ "page_text": if flag { "One" } else { "Two" } }));
    }

    fn a_stranger_is_asked_who_they_are_before_the_header_is_read(server) {
        let stranger = server.stranger();
        stranger.patch("/settings", "garbage", json!({})).refused(401, "unauthenticated");
    }
}
