//! What a browser gets at addresses of the console, at addresses that lead nowhere, and what crawlers get.

use super::routes::Stage;
use vestibule_server::routes::{self, Audience};
use vestibule_tests::caller::send;
use vestibule_tests::{Answer, TestServer};

#[test]
fn crawlers_are_told_to_stay_away() {
    let server = TestServer::on_sqlite();
    for accept in ["*/*", "text/html"] {
        let request = server.stranger().request("GET", "/robots.txt");
        let robots = send(request.header("accept", accept)).ok();
        assert_eq!(robots.header("content-type"), "text/plain; charset=utf-8");
        assert_eq!(robots.body, b"User-agent: *\nDisallow: /\n");
    }
}

#[test]
fn the_console_answers_its_own_addresses_and_says_of_others_that_they_lead_nowhere() {
    let stage = Stage::new();
    let stranger = stage.server.stranger();
    let ask = |path: &str| send(stranger.request("GET", path).header("accept", "text/html"));
    let is_console = |answer: &Answer| {
        answer.header("content-type") == "text/html; charset=utf-8"
            && answer.header("content-security-policy").contains("'nonce-")
            && String::from_utf8_lossy(&answer.body).contains("The console of Vestibule")
    };
    let mut console = 0;
    for route in routes::table().routes() {
        if route.audience == Audience::Console {
            let path = stage.path(route);
            assert!(is_console(&ask(&path).ok()), "{path}");
            assert!(is_console(&ask(&format!("{path}?tab=urls")).ok()), "{path}");
            console += 1;
        }
    }
    assert!(console >= 14, "{console}");
    assert!(is_console(&ask("/policies/").ok()));
    for path in [
        "/nothing",
        "/nothing/here",
        "/Policies",
        "/policies/1/2",
        "/settings/nothing",
        "/enroll/TOKEN",
        "/TOKEN",
        "/wp-login.php",
        "/.well-known/com.apple.remotemanagement",
        "/MDMServiceConfig",
        "//policies",
    ] {
        assert!(is_console(&ask(path).is(404)), "{path}");
        stranger.open(path).refused(404, "not_found");
        send(stranger.request("POST", path)).refused(404, "not_found");
    }
}

#[test]
fn a_visitor_with_half_an_address_is_told_by_the_landing_page() {
    let server = TestServer::on_sqlite();
    for path in [
        "/e",
        "/e/",
        "/e/1/2",
        "/e//1",
        "/mdm/enroll",
        "/preview/1",
        "/landing",
        "/api",
    ] {
        let answer = send(
            server
                .stranger()
                .request("GET", path)
                .header("accept", "text/html"),
        );
        let page = String::from_utf8_lossy(&answer.body).into_owned();
        answer.is(404);
        assert!(page.contains("There is nothing at this address"), "{path}");
    }
    let beside = server.stranger().request("GET", "/api/v1/nothing");
    send(beside.header("accept", "text/html")).refused(404, "not_found");
}
