//! What a new machine gets, and what its visitors' browsers are told.

use crate::program::{Serving, ask, folder};
use std::os::unix::fs::PermissionsExt;

#[test]
fn a_new_machine_gets_a_database_a_key_for_its_owner_only_a_setup_link_and_a_ready_line() {
    let folder = folder();
    let server = Serving::start(folder.path(), &[]);
    assert_eq!(
        (server.get("/healthz").status, server.get("/readyz").status),
        (200, 200)
    );
    let port = server.address.rsplit(':').next().expect("a port");
    let link = server.setup.clone().expect("a setup link");
    assert!(
        link.starts_with(&format!("http://localhost:{port}/setup#")),
        "{link}"
    );
    let data = folder.path().join("data");
    assert!(data.join("vestibule.sqlite").is_file());
    let mode = |path: &std::path::Path| {
        std::fs::metadata(path)
            .map(|found| found.permissions().mode() & 0o777)
            .unwrap()
    };
    assert_eq!((mode(&data), mode(&data.join("key"))), (0o700, 0o600));
    server.signal("TERM");
    let (code, _, log) = server.ended();
    assert_eq!(code, Some(0), "{log}");
    assert!(
        log.contains("VESTIBULE_PUSH_TOPIC"),
        "the placeholder is warned about: {log}"
    );

    let again = Serving::start(folder.path(), &[]);
    let next = again.setup.clone().expect("a setup link");
    assert_ne!(
        next.split_once('#').unwrap().1,
        link.split_once('#').unwrap().1
    );
    again.signal("TERM");
    assert_eq!(again.ended().0, Some(0));
}

#[test]
fn only_an_https_installation_pins_https_and_upgrades() {
    let folder = folder();
    let plain = Serving::start(folder.path(), &[]);
    let page = plain.get("/preview").head;
    assert!(
        !page.contains("strict-transport-security") && !page.contains("upgrade-insecure-requests"),
        "{page}"
    );
    plain.signal("TERM");
    plain.ended();

    let server = Serving::start(
        folder.path(),
        &[("VESTIBULE_PUBLIC_URL", "https://enroll.example.com")],
    );
    let link = server.setup.clone().expect("a setup link");
    let token = link
        .strip_prefix("https://enroll.example.com/setup#")
        .expect("the public URL");
    let page = server.get("/preview").head;
    assert!(
        page.contains("strict-transport-security: max-age=63072000; includesubdomains"),
        "{page}"
    );
    assert!(page.contains("; upgrade-insecure-requests"), "{page}");
    let setup = format!(
        r#"{{"token":"{token}","organization":"Acme","email":"ada@acme.example","password":"a long password","name":"Ada"}}"#
    );
    let answer = server.request(
        "POST",
        "/api/v1/setup",
        "content-type: application/json\r\n",
        &setup,
    );
    assert_eq!(answer.status, 201, "{}", answer.body);
    for cookie in [
        "set-cookie: __host-vestibule_session=",
        "set-cookie: __host-vestibule_refresh=",
    ] {
        let set = answer
            .head
            .lines()
            .find(|line| line.starts_with(cookie))
            .expect("a cookie");
        for word in ["httponly", "samesite=strict", "secure", "path=/"] {
            assert!(set.contains(word), "{word}: {set}");
        }
    }
    server.signal("TERM");
    server.ended();
}

#[test]
fn metrics_have_a_listener_of_their_own_and_name_routes_not_paths() {
    let folder = folder();
    let server = Serving::start(
        folder.path(),
        &[
            ("VESTIBULE_METRICS_LISTEN", "127.0.0.1:0"),
            ("VESTIBULE_LOG_FORMAT", "json"),
        ],
    );
    assert_eq!(server.get("/metrics").status, 404);
    server.get("/e/7KQ3X9A-SECRET1-SECRET2-SECRET3");
    server.signal("TERM");
    let (_, _, log) = server.ended();
    let line = log
        .lines()
        .find(|line| line.contains("/metrics"))
        .expect("the log names the listener");
    assert!(
        line.starts_with('{') && line.contains("http://127.0.0.1:"),
        "{line}"
    );
    assert!(!log.contains("SECRET1"), "{log}");

    let free = std::net::TcpListener::bind("127.0.0.1:0")
        .and_then(|free| free.local_addr())
        .unwrap()
        .to_string();
    let server = Serving::start(folder.path(), &[("VESTIBULE_METRICS_LISTEN", &free)]);
    server.get("/e/7KQ3X9A-SECRET1-SECRET2-SECRET3");
    let told = ask(&free, "GET", "/metrics", "", "");
    assert_eq!(told.status, 200);
    assert!(
        told.body.contains(
            r#"vestibule_http_requests_total{method="GET",route="/e/{token}",status="404"} 1"#
        ),
        "{}",
        told.body
    );
    assert!(!told.body.contains("SECRET1"));
    assert_eq!(ask(&free, "GET", "/api/v1/setup", "", "").status, 404);
    server.signal("TERM");
    assert_eq!(server.ended().0, Some(0));
}
