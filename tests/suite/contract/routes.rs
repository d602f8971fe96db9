//! The table of routes against the running server: what it says of each path is what the path answers.

use std::collections::BTreeSet;
use vestibule_server::routes::{self, Audience, Head, Route};
use vestibule_tests::caller::{Caller, send};
use vestibule_tests::server::{enable, policy, token};
use vestibule_tests::{Answer, TestServer};

const METHODS: [&str; 9] = [
    "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND",
];

/// Somebody who may do everything, and what stands in the paths they ask for.
pub(super) struct Stage {
    pub(super) server: TestServer,
    owner: Caller,
    policy: String,
    token: String,
    ticket: String,
}

impl Stage {
    pub(super) fn new() -> Self {
        let server = TestServer::on_sqlite();
        let owner = server.owner_with_beta();
        let policy = policy(&owner, "Macs", None);
        enable(&owner, &policy);
        let token = token(&owner, &policy);
        let unlock = format!("/enroll/{token}/unlock");
        let place = owner
            .post(&unlock, serde_json::json!({}))
            .ok()
            .text("/profile_url");
        let ticket = place.rsplit('/').next().expect("a ticket").to_owned();
        Self {
            server,
            owner,
            policy,
            token,
            ticket,
        }
    }

    /// A path of a route: with what is there where something is, else with an id of nothing.
    pub(super) fn path(&self, route: &Route) -> String {
        let parts = route.pattern.split('/').map(|part| match part {
            "{token}" => &self.token,
            "{ticket}" => &self.ticket,
            "{policy_id}" | "{policyId}" => &self.policy,
            "{file:.*}" if route.pattern.starts_with("/landing") => "landing.css",
            "{file:.*}" => "index.css",
            "{file}" => "0.png",
            "{program:.*}" => "pkiclient.exe",
            _ if part.starts_with('{') => "01940000-0000-7000-8000-000000000000",
            _ => part,
        });
        parts.collect::<Vec<_>>().join("/")
    }
}

fn allowed(route: &Route) -> BTreeSet<&str> {
    route.allow.split(", ").collect()
}

/// The headers, but for what differs between any two answers.
fn headers(answer: &Answer) -> Vec<(String, String)> {
    let mut all: Vec<_> = answer
        .headers
        .iter()
        .filter(|(name, _)| !["x-request-id", "date"].contains(&name.as_str()))
        .map(|(name, value)| {
            let value = value.to_str().expect("headers are text");
            // The style nonce of the console's document is new each time.
            let value = value.split(" 'nonce-").next().unwrap_or_default();
            (name.to_string(), value.to_owned())
        })
        .collect();
    all.sort();
    all
}

#[test]
fn every_method_that_a_route_does_not_have_is_405_with_exactly_what_it_has() {
    let stage = Stage::new();
    let mut refused = 0;
    for route in routes::table().routes() {
        let path = stage.path(route);
        for method in METHODS {
            if allowed(route).contains(method) {
                continue;
            }
            let answer = send(stage.owner.request(method, &path));
            assert_eq!(answer.status, 405, "{method} {path}");
            assert_eq!(answer.header("allow"), route.allow, "{method} {path}");
            // An answer to HEAD has no body (RFC 9110 9.3.2).
            if method != "HEAD" {
                answer.refused(405, "method_not_allowed");
            }
            refused += 1;
        }
    }
    assert!(refused > 400, "{refused}");
}

#[test]
fn every_method_that_a_route_has_reaches_its_handler() {
    let stage = Stage::new();
    // The session goes last: whoever leaves it is a stranger to what follows.
    let (ends, others): (Vec<_>, Vec<_>) = routes::table()
        .routes()
        .iter()
        .partition(|route| route.pattern == "/api/v1/session");
    for route in others.into_iter().chain(ends) {
        let path = stage.path(route);
        for method in allowed(route) {
            let answer = send(stage.owner.request(method, &path));
            assert_ne!(answer.status, 405, "{method} {path}");
            assert_eq!(answer.header("allow"), "", "{method} {path}");
        }
    }
}

#[test]
fn head_is_get_without_its_body_where_the_table_says_so() {
    let stage = Stage::new();
    let mut alike = 0;
    for route in routes::table().routes() {
        let path = stage.path(route);
        if route.head != Head::AsGet {
            continue;
        }
        for accept in ["*/*", "text/html"] {
            let ask = |method| send(stage.owner.request(method, &path).header("accept", accept));
            let (get, head) = (ask("GET"), ask("HEAD"));
            assert_eq!(head.status, get.status, "{path}");
            assert_eq!(headers(&head), headers(&get), "{path}");
            assert_eq!(head.body, b"", "{path}");
        }
        alike += 1;
    }
    assert!(alike > 40, "{alike}");
}

#[test]
fn these_routes_have_exactly_these_methods() {
    let server = TestServer::on_sqlite();
    for (path, allow) in [
        ("/", "GET, HEAD"),
        ("/policies", "GET, HEAD"),
        ("/settings/users/", "GET, HEAD"),
        ("/favicon.ico", "GET, HEAD"),
        ("/robots.txt", "GET, HEAD"),
        ("/landing/landing.css", "GET, HEAD"),
        ("/console/assets/index.js", "GET, HEAD"),
        ("/api/docs", "GET, HEAD"),
        ("/api/docs/", "GET, HEAD"),
        ("/api/docs/problems", "GET, HEAD"),
        ("/api/openapi.yaml", "GET, HEAD"),
        ("/healthz", "GET, HEAD"),
        ("/preview", "GET, HEAD"),
        ("/e/TOKEN", "GET, HEAD, POST"),
        ("/E/TOKEN", "GET, HEAD, POST"),
        ("/%65/TOKEN", "GET, HEAD, POST"),
        ("/mdm/enroll/1/2", "GET, HEAD, POST"),
        ("/mdm", "PUT"),
        ("/scep", "GET, POST"),
        ("/scep/pkiclient.exe", "GET, POST"),
        ("/api/v1/policies", "GET, HEAD, POST"),
        ("/api/v1/policies/1", "GET, HEAD, PATCH, DELETE"),
        ("/api/v1/enroll/TOKEN/unlock", "POST"),
        ("/api/v1/enroll/profiles/TICKET", "GET, HEAD"),
        (
            "/api/v1/policies/1/secure-enrollment",
            "GET, HEAD, POST, PATCH",
        ),
    ] {
        let refused = send(server.stranger().request("TRACE", path));
        assert_eq!(refused.header("allow"), allow, "{path}");
        refused.refused(405, "method_not_allowed");
    }
}

#[test]
fn a_post_where_only_pages_and_files_are_says_so() {
    let server = TestServer::on_sqlite();
    for path in [
        "/",
        "/favicon.ico",
        "/robots.txt",
        "/landing/landing.css",
        "/api/docs",
        "/api/docs/problems",
        "/api/docs/index.css",
    ] {
        let answer = send(server.stranger().request("POST", path).body("x"));
        assert_eq!(answer.header("allow"), "GET, HEAD", "{path}");
        answer.refused(405, "method_not_allowed");
    }
}

#[test]
fn a_delete_that_is_never_done_names_what_is() {
    let stage = Stage::new();
    let path = format!("/policies/{}/secure-enrollment", stage.policy);
    let answer = stage.owner.delete(&path).refused(405, "method_not_allowed");
    assert_eq!(answer.header("allow"), "GET, HEAD, POST, PATCH");
    assert_eq!(
        answer.text("/detail"),
        "Secure Enrollment cannot be undone."
    );
}

#[test]
fn no_route_of_devices_answers_401_by_any_method_with_any_credentials() {
    let stage = Stage::new();
    let stranger = stage.server.stranger();
    let routes = routes::table().routes().iter();
    let device: Vec<_> = routes
        .filter(|route| route.audience == Audience::Device)
        .collect();
    let patterns: Vec<_> = device.iter().map(|route| route.pattern.as_str()).collect();
    assert_eq!(patterns, ["/mdm", "/scep", "/scep/{program:.*}"]);
    for route in device {
        for method in METHODS {
            for credentials in ["", "Basic eDp5", "Bearer vst_nobody"] {
                let request = stranger.request(method, &stage.path(route));
                let answer = send(request.header("authorization", credentials).body("x"));
                assert_ne!(answer.status, 401, "{method} {}", route.pattern);
                assert_eq!(answer.header("www-authenticate"), "", "{method}");
            }
        }
    }
}
