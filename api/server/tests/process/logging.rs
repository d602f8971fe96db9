//! What stands in the log: every request with its id, and no secret, however much is logged.

use crate::program::{Answer, Serving, folder};

const JSON: &str = "content-type: application/json\r\nsec-fetch-site: same-origin\r\n";

/// A text in a JSON answer, by its field's name.
fn text(answer: &Answer, field: &str) -> String {
    let rest = answer.body.split(&format!("\"{field}\":\"")).nth(1);
    let value = rest.and_then(|rest| rest.split('"').next());
    value
        .unwrap_or_else(|| panic!("no {field} in {}", answer.body))
        .to_owned()
}

/// The cookies an answer sets, as a request sends them back.
fn cookies(answer: &Answer) -> Vec<String> {
    let lines = answer
        .head
        .lines()
        .filter_map(|line| line.strip_prefix("set-cookie: "));
    lines
        .filter_map(|line| line.split(';').next().map(str::to_owned))
        .collect()
}

#[test]
fn no_secret_of_a_whole_story_is_ever_logged() {
    let folder = folder();
    let server = Serving::start(
        folder.path(),
        &[("VESTIBULE_LOG", "trace,mio=off,polling=off")],
    );
    let setup = server.setup.clone().expect("a setup link");
    let setup = setup.split('#').nth(1).expect("a token").to_owned();
    let (password, passcode) = ("walnut harbor lantern", "cobalt meadow river");
    let body = format!(
        r#"{{"token":"{setup}","organization":"Acme","email":"ada@acme.example","password":"{password}","name":"Ada"}}"#
    );
    assert_eq!(
        server.request("POST", "/api/v1/setup", JSON, &body).status,
        201
    );
    let key = std::fs::read_to_string(folder.path().join("data/key")).expect("the key file");

    let sign_in = format!(r#"{{"email":"ada@acme.example","password":"{password}"}}"#);
    // Cookie values are case-sensitive: they are taken from an answer whose head was not folded.
    let signed_in = server.raw("POST", "/api/v1/session", JSON, &sign_in);
    let set: Vec<String> = signed_in
        .lines()
        .filter_map(|line| line.strip_prefix("set-cookie: "))
        .filter_map(|line| line.split(';').next().map(str::to_owned))
        .collect();
    assert_eq!(set.len(), 2, "{signed_in}");
    let as_ada = format!("{JSON}cookie: {}\r\n", set.join("; "));

    let settings = server.request("GET", "/api/v1/settings", &as_ada, "");
    let tag = settings
        .head
        .lines()
        .find_map(|line| line.strip_prefix("etag: "))
        .expect("an ETag")
        .to_owned();
    let on = r#"{"beta_features":{"secure_enrollment":true}}"#;
    assert_eq!(
        server
            .request(
                "PATCH",
                "/api/v1/settings",
                &format!("{as_ada}if-match: {tag}\r\n"),
                on
            )
            .status,
        200
    );
    let policy = text(
        &server.request("POST", "/api/v1/policies", &as_ada, r#"{"name":"Macs"}"#),
        "id",
    );
    let path = format!("/api/v1/policies/{policy}/secure-enrollment");
    let enabled = server.request("POST", &path, &as_ada, r#"{"acknowledged":true}"#);
    let url = text(&enabled, "url");
    let token = url.rsplit('/').next().expect("a token").to_owned();
    let page = format!(r#"{{"passcode":"{passcode}","page_text":"Hello"}}"#);
    assert_eq!(
        server
            .request(
                "PATCH",
                &path,
                &format!("{as_ada}if-match: \"v1\"\r\n"),
                &page
            )
            .status,
        200
    );
    let api_token = text(
        &server.request(
            "POST",
            "/api/v1/api-tokens",
            &as_ada,
            r#"{"name":"ci","scopes":["policy.read"]}"#,
        ),
        "secret",
    );
    let bearer = format!("authorization: Bearer {api_token}\r\n");
    assert_eq!(
        server
            .request("GET", "/api/v1/policies", &bearer, "")
            .status,
        200
    );

    server.get(&format!("/e/{token}"));
    assert_eq!(server.get(&format!("/%65/{token}")).status, 200);
    let hidden = format!("/api/v1/%65nroll/{token}");
    assert_eq!(server.get(&hidden).status, 200);
    for mangled in [
        format!("/e//{token}"),
        format!("/e%2F{token}"),
        format!("/{token}"),
    ] {
        assert_eq!(server.get(&mangled).status, 404);
    }
    let wrong = r#"{"passcode":"saffron window"}"#;
    let unlock = format!("/api/v1/enroll/{token}/unlock");
    assert_eq!(server.request("POST", &unlock, JSON, wrong).status, 401);
    let right = format!(r#"{{"passcode":"{passcode}"}}"#);
    let ticket = text(
        &server.request("POST", &unlock, JSON, &right),
        "profile_url",
    );
    assert_eq!(server.get(&ticket).status, 200);
    let last = server.get(&format!("{ticket}/status"));
    let ticket = ticket.rsplit('/').next().expect("a ticket").to_owned();
    let request_id = last
        .head
        .lines()
        .find_map(|line| line.strip_prefix("x-request-id: "))
        .expect("an id")
        .to_owned();
    assert!(cookies(&last).is_empty());

    server.signal("TERM");
    let (_, _, log) = server.ended();
    assert!(
        log.contains(&request_id) && log.contains("/enroll/profiles/…/status"),
        "requests are logged"
    );
    let mut secrets = vec![
        ("the password", password.to_owned()),
        ("the passcode", passcode.to_owned()),
        ("a wrong passcode", "saffron window".to_owned()),
        ("the setup token", setup),
        ("the API token", api_token),
        ("the enrollment token", token),
        ("the ticket", ticket),
        (
            "the key",
            key.trim().rsplit(':').next().expect("a key").to_owned(),
        ),
    ];
    secrets.extend(
        set.iter()
            .filter_map(|cookie| Some(("a cookie", cookie.split_once('=')?.1.to_owned()))),
    );
    for (what, secret) in secrets {
        let line = log.lines().find(|line| line.contains(&secret));
        assert!(line.is_none(), "{what} stands in the log: {line:?}");
    }
}

#[test]
fn no_secret_of_any_route_is_ever_logged_whatever_is_done_there() {
    let folder = folder();
    let server = Serving::start(
        folder.path(),
        &[("VESTIBULE_LOG", "trace,mio=off,polling=off")],
    );
    let mut shown = Vec::new();
    for route in vestibule_server::routes::table().routes() {
        let secrets: Vec<usize> = route.secrets().collect();
        if secrets.is_empty() {
            continue;
        }
        let filled = |secret: &str| {
            let parts = route.pattern.split('/').enumerate();
            let parts = parts.map(|(place, part)| {
                if secrets.contains(&place) {
                    secret
                } else {
                    part
                }
            });
            parts.collect::<Vec<_>>().join("/")
        };
        let path = filled("HUSHHUSH");
        let (first, rest) = path[1..].split_at(1);
        let escaped = format!("/%{:02X}{rest}", first.as_bytes()[0]);
        for sent in [&path, &escaped] {
            for method in ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"] {
                server.request(method, sent, JSON, "{}");
            }
        }
        server.get(&format!("{path}/and/more"));
        server.get(&format!("/{path}"));
        shown.push(filled("…"));
    }
    assert_eq!(shown.len(), 7);
    server.signal("TERM");
    let (_, _, log) = server.ended();
    for path in shown {
        let lines = log.matches(&format!("path=\"{path}\"")).count();
        assert_eq!(lines, 12, "{path}");
    }
    let line = log.lines().find(|line| line.contains("HUSHHUSH"));
    assert!(line.is_none(), "{line:?}");
}
