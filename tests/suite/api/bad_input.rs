//! Bad input gets a clear problem document and changes nothing.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;
use vestibule_tests::caller::send;
use vestibule_tests::on_both_databases;
use vestibule_tests::server::{customise, enable, policy};

on_both_databases! {
    fn bodies_that_do_not_fit_are_refused_with_the_place(server) {
        let owner = server.owner();
        for (body, pointer, code) in [
            (json!({}), "/name", "required"),
            (json!({ "name": 7 }), "/name", "wrong_type"),
            (json!({ "name": "Macs", "nmae": "x" }), "/nmae", "unknown_field"),
            (json!({ "name": "x".repeat(101) }), "/name", "too_long"),
            (json!({ "name": " " }), "/name", "required"),
            (json!({ "name": "a\u{202e}b" }), "/name", "control_character"),
            (json!({ "name": "Macs", "color": "red" }), "/color", "invalid"),
            (json!({ "name": "Macs", "parent_id": "x" }), "/parent_id", "wrong_type"),
        ] {
            let refused = owner.post("/policies", body).refused(422, "invalid");
            assert_eq!((refused.text("/errors/0/pointer"), refused.text("/errors/0/code")), (pointer.into(), code.into()));
        }
        let raw = |content_type: &str, body: &str| {
            send(owner.request("POST", "/api/v1/policies").header("content-type", content_type.to_owned()).body(body.to_owned()))
        };
        raw("application/json", "{").refused(400, "malformed_request");
        raw("text/plain", "{}").refused(415, "unsupported_media_type");
        raw("application/json", &format!("{{\"name\":\"{}\"}}", "x".repeat(70_000))).refused(413, "too_large");
        assert_eq!(owner.get("/policies").ok().json["items"], json!([]));
    }

    fn pictures_that_are_none_are_refused(server) {
        let owner = server.owner_with_beta();
        owner.upload("/logos", "image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec()).refused(415, "unsupported_image");
        owner.upload("/logos", "image/png", b"\x89PNG\r\n\x1a\nrubbish".to_vec()).refused(422, "image_refused");
        owner.upload("/logos", "image/png", vec![0; 1_100_000]).refused(413, "too_large");
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        let unknown = json!({ "logo": { "sha256": "00".repeat(32), "alt": "" } });
        let refused = customise(&owner, &macs, unknown).refused(422, "invalid");
        assert_eq!(refused.text("/errors/0/code"), "unknown_logo");
    }

    fn texts_and_passcodes_out_of_bounds_are_refused(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        for (change, pointer, code) in [
            (json!({ "page_text": "x".repeat(4_001) }), "/page_text", "too_long"),
            (json!({ "page_text": "a\u{202e}b" }), "/page_text", "control_character"),
            (json!({ "translations": { "de": "Hallo" } }), "/translations", "text_required"),
            (json!({ "passcode": "short" }), "/passcode", "too_short"),
            (json!({ "passcode": "password123" }), "/passcode", "too_common"),
            (json!({ "page_text": { "inherit": false } }), "/page_text", "wrong_type"),
        ] {
            let refused = customise(&owner, &macs, change).refused(422, "invalid");
            assert_eq!((refused.text("/errors/0/pointer"), refused.text("/errors/0/code")), (pointer.into(), code.into()));
        }
        let shown = owner.get(&format!("/policies/{macs}/secure-enrollment")).ok();
        assert_eq!((shown.text("/page/text/source"), shown.text("/passcode/source")), ("none".into(), "none".into()));
    }

    fn unknown_paths_methods_and_parameters_are_named(server) {
        let owner = server.owner();
        owner.get("/nothing").refused(404, "not_found");
        let put = send(owner.request("PUT", "/api/v1/policies")).refused(405, "method_not_allowed");
        assert_eq!(put.header("allow"), "GET, HEAD, POST");
        owner.get("/policies?limit=0").refused(422, "invalid");
        owner.get("/policies?colour=red").refused(422, "invalid");
        owner.get("/policies?cursor=x").refused(422, "invalid");
        owner.get("/policies/not-an-id").refused(404, "not_found");
    }

    fn what_a_database_cannot_write_is_refused_by_name(server) {
        let owner = server.owner();
        let macs = policy(&owner, "Macs", None);
        for path in ["/policies?query=a%00b", "/devices?query=%00"] {
            let refused = owner.get(path).refused(422, "invalid");
            assert_eq!((refused.text("/errors/0/pointer"), refused.text("/errors/0/code")), ("/query".into(), "control_character".into()));
        }
        let id = "01940000-0000-7000-8000-000000000000";
        let cursor = |place: serde_json::Value| URL_SAFE_NO_PAD.encode(place.to_string());
        let early = cursor(json!(["-009999-01-03T01:59:59Z", id]));
        for path in [
            format!("/policies?cursor={}", cursor(json!([0, "a\u{0}b", id]))),
            format!("/devices?cursor={early}"),
            format!("/audit-events?cursor={early}"),
            format!("/policies/{macs}/profiles?cursor={early}"),
            format!("/policies/{macs}/enrollment-urls?cursor={early}"),
        ] {
            let refused = owner.get(&path).refused(422, "invalid");
            assert_eq!(refused.text("/errors/0/pointer"), "/cursor", "{path}");
        }
        let all = owner.get("/audit-events").ok().json["items"].clone();
        assert_eq!(owner.get("/audit-events?from=-009999-01-03T00:00:00Z&to=9999-12-30T00:00:00Z").ok().json["items"], all);
        assert_eq!(owner.get("/audit-events?to=-009999-01-03T00:00:00Z").ok().json["items"], json!([]));
    }
}
