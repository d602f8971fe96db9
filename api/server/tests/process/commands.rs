//! The other commands: `setup`, `migrate`, `key`, `openapi`.

use crate::program::{Serving, folder, run};
use std::path::Path;

fn set_up(folder: &Path, organization: &str, email: &str, password: &str) -> std::process::Output {
    std::fs::write(folder.join("password"), format!("{password}\n"))
        .expect("a file can be written");
    let arguments = [
        "setup",
        "--organization",
        organization,
        "--name",
        "Ada",
        "--email",
        email,
        "--password-file",
        "password",
    ];
    run(folder, &arguments, &[])
}

#[test]
fn setup_makes_organizations_without_a_browser_and_no_setup_link_is_left() {
    let folder = folder();
    let first = set_up(folder.path(), "Acme", "ada@acme.example", "a long password");
    assert_eq!(
        first.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&first.stderr)
    );
    let server = Serving::start(folder.path(), &[]);
    assert_eq!(server.setup, None);
    assert!(
        server
            .get("/api/v1/setup")
            .body
            .contains(r#""required":false"#)
    );
    let body = r#"{"email":"ada@acme.example","password":"a long password"}"#;
    let signed_in = server.request(
        "POST",
        "/api/v1/session",
        "content-type: application/json\r\n",
        body,
    );
    assert_eq!(signed_in.status, 200, "{}", signed_in.body);
    server.signal("TERM");
    server.ended();

    let second = set_up(
        folder.path(),
        "Other",
        "bo@other.example",
        "another password",
    );
    assert_eq!(second.status.code(), Some(0));
    assert_ne!(first.stdout, second.stdout, "each organization has its id");
    for (email, password, word) in [
        ("bo@other.example", "another password", "already in use"),
        ("no address", "another password", "email"),
        ("eve@third.example", "short", "12 characters"),
    ] {
        let refused = set_up(folder.path(), "Third", email, password);
        let line = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert_eq!(refused.status.code(), Some(2), "{line}");
        assert!(
            line.contains(word) && line.trim().lines().count() == 1,
            "{line}"
        );
    }
}

#[test]
fn migrate_makes_the_database_and_does_nothing_twice() {
    let folder = folder();
    for _ in 0..2 {
        let done = run(folder.path(), &["migrate"], &[]);
        assert_eq!(
            done.status.code(),
            Some(0),
            "{}",
            String::from_utf8_lossy(&done.stderr)
        );
    }
    assert!(folder.path().join("data/vestibule.sqlite").is_file());
}

#[test]
fn key_prints_a_new_key_that_serves() {
    let folder = folder();
    let keys = [(); 2].map(|()| run(folder.path(), &["key"], &[]).stdout);
    assert_ne!(keys[0], keys[1]);
    assert!(keys[0].starts_with(b"vestibule-key-1:") && keys[0].ends_with(b"\n"));
    std::fs::write(folder.path().join("key"), &keys[0]).unwrap();
    let server = Serving::start(folder.path(), &[("VESTIBULE_KEY_FILE", "key")]);
    server.signal("TERM");
    assert_eq!(server.ended().0, Some(0));
}

#[test]
fn openapi_prints_the_description_that_is_served() {
    let folder = folder();
    let printed = String::from_utf8(run(folder.path(), &["openapi"], &[]).stdout).unwrap();
    assert!(printed.starts_with("openapi: "), "{printed}");
    let server = Serving::start(folder.path(), &[]);
    assert_eq!(server.get("/api/openapi.yaml").body, printed);
    server.signal("TERM");
    server.ended();
}
