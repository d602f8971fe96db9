//! Stopping: what was begun is finished, and the exit code says all is well.

use crate::program::{Serving, answer, folder};
use std::io::Write;

#[test]
fn a_request_that_was_begun_is_answered_before_the_end() {
    let folder = folder();
    let server = Serving::start(folder.path(), &[]);
    let mut begun = server.connect();
    let body = r#"{"email":"ada@acme.example","password":"a long password"}"#;
    let (first, second) = body.split_at(20);
    write!(
        begun,
        "POST /api/v1/session HTTP/1.1\r\nhost: localhost\r\nexpect: 100-continue\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{first}",
        body.len()
    )
    .unwrap();
    begun.flush().unwrap();
    // The server has read the head once it asks for the body.
    let mut asked = [0; 25];
    std::io::Read::read_exact(&mut begun, &mut asked).unwrap();
    assert_eq!(&asked, b"HTTP/1.1 100 Continue\r\n\r\n");
    server.signal("TERM");
    let refused = until(|| std::net::TcpStream::connect(&server.address).is_err());
    assert!(refused, "nothing new is taken");
    begun.write_all(second.as_bytes()).unwrap();
    let answered = answer(begun);
    assert!(
        answered.body.contains("credentials_invalid"),
        "{}",
        answered.body
    );
    let (code, _, log) = server.ended();
    assert_eq!(code, Some(0), "{log}");
}

#[test]
fn while_it_drains_it_is_alive_but_not_ready_and_a_second_signal_ends_it() {
    let folder = folder();
    let server = Serving::start(folder.path(), &[("VESTIBULE_DRAIN_SECONDS", "300")]);
    server.signal("TERM");
    assert!(
        until(|| server.get("/readyz").status == 503),
        "it says that it goes"
    );
    assert_eq!(server.get("/healthz").status, 200);
    server.signal("INT");
    assert_eq!(server.ended().0, Some(0));
}

/// Asks until it is so, for ten seconds.
fn until(mut so: impl FnMut() -> bool) -> bool {
    let began = std::time::Instant::now();
    while began.elapsed().as_secs() < 10 {
        if so() {
            return true;
        }
        std::thread::yield_now();
    }
    false
}
