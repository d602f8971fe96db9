//! What every answer tells browsers: exactly these headers, wherever it comes from.

use strum::VariantArray;
use vestibule_domain::page::reading;
use vestibule_server::problem::ProblemCode;
use vestibule_tests::caller::send;
use vestibule_tests::server::{customise, enable, policy, token};
use vestibule_tests::{Answer, on_both_databases};

/// On every answer.
const EVERYWHERE: &[(&str, &str)] = &[
    ("x-content-type-options", "nosniff"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("origin-agent-cluster", "?1"),
    (
        "permissions-policy",
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()",
    ),
    ("x-robots-tag", "noindex, nofollow, noarchive, nosnippet"),
];

/// On no answer.
const NOWHERE: &[&str] = &[
    "server",
    "x-powered-by",
    "access-control-allow-origin",
    "strict-transport-security",
];

const API: &str = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'";
const DOWNLOAD: &str = "default-src 'none'; sandbox";
const LANDING: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'";

#[track_caller]
fn told(answer: &Answer, policy: &str, referrer: &str, frame: &str, cache: &str) {
    for (name, value) in EVERYWHERE {
        assert_eq!(answer.header(name), *value, "{name}");
    }
    for name in NOWHERE {
        assert!(!answer.headers.contains_key(*name), "{name}");
    }
    assert_eq!(answer.header("content-security-policy"), policy);
    assert_eq!(answer.header("referrer-policy"), referrer);
    assert_eq!(answer.header("x-frame-options"), frame);
    assert_eq!(answer.header("cache-control"), cache);
    assert_eq!(answer.header("x-request-id").len(), 36);
}

on_both_databases! {
    fn every_route_tells_browsers_the_same(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        let (stranger, token) = (server.stranger(), token(&owner, &macs));
        for path in ["/api/v1/policies", "/api/v1/setup", "/api/v1/nothing", "/healthz", "/readyz", "/api/openapi.yaml", "/robots.txt", "/nothing"] {
            told(&owner.open(path), API, "no-referrer", "DENY", "no-store");
        }
        told(&stranger.open(&format!("/api/v1/enroll/{token}")), API, "no-referrer", "DENY", "no-store");
        told(&stranger.open(&format!("/e/{token}")).ok(), LANDING, "same-origin", "DENY", "no-store");
        told(&stranger.open("/e/unknown").is(404), LANDING, "no-referrer", "DENY", "no-store");
        let framed = LANDING.replace("frame-ancestors 'none'", "frame-ancestors 'self'");
        told(&stranger.open("/preview").ok(), &framed, "same-origin", "SAMEORIGIN", "no-store");
        let unlocked = stranger.post(&format!("/enroll/{token}/unlock"), serde_json::json!({})).ok();
        told(&stranger.open(&unlocked.text("/profile_url")).ok(), DOWNLOAD, "no-referrer", "DENY", "no-store");
        told(&stranger.open("/landing/landing.css").ok(), API, "no-referrer", "DENY", "public, no-cache");
    }

    fn a_profile_is_sent_byte_for_byte_whatever_the_browser_could_unpack(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        let (stranger, token) = (server.stranger(), token(&owner, &macs));
        let place = stranger.post(&format!("/enroll/{token}/unlock"), serde_json::json!({})).ok().text("/profile_url");
        let profile = send(stranger.request("GET", &place).header("accept-encoding", "br, gzip")).ok();
        assert_eq!(profile.header("content-encoding"), "");
        assert_eq!(profile.header("content-length"), profile.body.len().to_string());
        assert_eq!(profile.body[0], 0x30, "DER begins with a sequence");
    }

    fn the_first_view_weighs_at_most_12_kb_as_it_is_sent(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs", None);
        enable(&owner, &macs);
        customise(&owner, &macs, serde_json::json!({ "passcode": "grüne wiese" })).ok();
        let page = format!("/e/{}", token(&owner, &macs));
        let stranger = server.stranger();
        for language in reading::SHIPPED {
            let weight = [&page, "/landing/landing.js", "/landing/landing.css"].map(|path| {
                let asked = stranger.request("GET", path).header("accept-encoding", "gzip, deflate, br");
                let sent = send(asked.header("accept-language", *language)).ok();
                assert_eq!(sent.header("content-encoding"), "gzip", "{path}");
                sent.body.len()
            });
            assert!(weight.iter().sum::<usize>() <= 12 * 1024, "{language}: {weight:?}");
        }
    }

    fn the_documentation_is_served_and_every_problem_type_leads_to_its_explanation(server) {
        let stranger = server.stranger();
        assert_eq!(stranger.open("/api/docs").is(308).header("location"), "/api/docs/");
        let page = stranger.open("/api/docs/").ok();
        assert!(page.header("content-type").starts_with("text/html"));
        for script in ["swagger-ui-bundle.js", "swagger-initializer.js"] {
            assert!(stranger.open(&format!("/api/docs/{script}")).ok().header("content-type").starts_with("text/javascript"));
        }
        let initial = stranger.open("/api/docs/swagger-initializer.js").ok();
        assert!(String::from_utf8_lossy(&initial.body).contains("/api/openapi.yaml"));
        let problems = String::from_utf8(stranger.open("/api/docs/problems").ok().body).expect("HTML is text");
        for problem in ProblemCode::VARIANTS {
            let (code, status) = (problem.name(), problem.status());
            assert!(problems.contains(&format!("id=\"{code}\"")) && problems.contains(&format!("<td>{status}</td>")), "{code}");
        }
        assert!(stranger.get("/policies").text("/type").starts_with("/api/docs/problems#"));
    }
}
