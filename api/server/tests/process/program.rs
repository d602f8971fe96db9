//! The program `vestibule`, started with an environment of its own, and a few words of HTTP.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Output, Stdio};
use std::thread::JoinHandle;
use tempfile::TempDir;

/// A command of the program in a folder of its own; `environment` is all it is told.
pub(crate) fn command(folder: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vestibule"));
    command
        .args(arguments)
        .env_clear()
        .envs(environment.iter().copied())
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Runs a command to its end.
pub(crate) fn run(folder: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Output {
    command(folder, arguments, environment)
        .output()
        .expect("the program starts")
}

/// A running server.
pub(crate) struct Serving {
    child: Child,
    stdout: BufReader<ChildStdout>,
    log: JoinHandle<String>,
    pub(crate) setup: Option<String>,
    pub(crate) address: String,
}

/// An answer: status, head (lower case) and body.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Serving {
    /// Serves on a port of its own, and waits for the ready line.
    pub(crate) fn start(folder: &Path, environment: &[(&str, &str)]) -> Self {
        let all = [environment, &[("VESTIBULE_LISTEN", "127.0.0.1:0")]].concat();
        let mut child = command(folder, &["serve"], &all)
            .spawn()
            .expect("the program starts");
        let mut stdout = BufReader::new(child.stdout.take().expect("a pipe"));
        // Read all the time, or a talkative server would wait for its reader.
        let mut stderr = child.stderr.take().expect("a pipe");
        let log = std::thread::spawn(move || {
            let mut log = String::new();
            stderr.read_to_string(&mut log).expect("logs are text");
            log
        });
        let mut setup = None;
        loop {
            let mut line = String::new();
            let read = stdout.read_line(&mut line).expect("lines are text");
            if read == 0 {
                panic!("it ended before it was ready: {:?}", log.join());
            }
            match line.trim().split_once(' ') {
                Some(("setup", link)) => setup = Some(link.to_owned()),
                Some(("ready", url)) => {
                    let address = url.strip_prefix("http://").expect("an address").to_owned();
                    return Self {
                        child,
                        stdout,
                        log,
                        setup,
                        address,
                    };
                }
                _ => panic!("a line nobody knows: {line}"),
            }
        }
    }

    /// Sends a signal by its name.
    pub(crate) fn signal(&self, name: &str) {
        let done = Command::new("kill")
            .args(["-s", name, &self.child.id().to_string()])
            .status();
        assert!(done.is_ok_and(|status| status.success()));
    }

    /// Waits for its end; answers exit code, what else it printed, and its log.
    pub(crate) fn ended(mut self) -> (Option<i32>, String, String) {
        let mut printed = String::new();
        self.stdout
            .read_to_string(&mut printed)
            .expect("it prints text");
        let status = self.child.wait().expect("it ends");
        let log = self.log.join().expect("the log was read");
        (status.code(), printed, log)
    }

    /// A connection to it.
    pub(crate) fn connect(&self) -> TcpStream {
        TcpStream::connect(&self.address).expect("it listens")
    }

    /// Any request.
    pub(crate) fn request(&self, method: &str, path: &str, headers: &str, body: &str) -> Answer {
        ask(&self.address, method, path, headers, body)
    }

    /// Any request; the answer as it came.
    pub(crate) fn raw(&self, method: &str, path: &str, headers: &str, body: &str) -> String {
        let mut stream = send(&self.address, method, path, headers, body);
        let mut text = String::new();
        stream
            .read_to_string(&mut text)
            .expect("it answers with text");
        text
    }

    /// `GET`.
    pub(crate) fn get(&self, path: &str) -> Answer {
        self.request("GET", path, "", "")
    }
}

/// A request to an address.
pub(crate) fn ask(address: &str, method: &str, path: &str, headers: &str, body: &str) -> Answer {
    answer(send(address, method, path, headers, body))
}

fn send(address: &str, method: &str, path: &str, headers: &str, body: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).expect("it listens");
    let length = body.len();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-length: {length}\r\n{headers}\r\n{body}"
    )
    .expect("it reads");
    stream
}

/// Reads an answer to its end.
pub(crate) fn answer(mut stream: TcpStream) -> Answer {
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).expect("it answers");
    let text = String::from_utf8_lossy(&bytes);
    let (head, body) = text.split_once("\r\n\r\n").expect("a head and a body");
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok());
    Answer {
        status: status.expect("a status"),
        head: head.to_lowercase(),
        body: body.to_owned(),
    }
}

/// A folder of a test.
pub(crate) fn folder() -> TempDir {
    TempDir::new().expect("the temporary folder can be written")
}
