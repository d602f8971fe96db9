//! Clients and tools that others wrote: what the product says to devices, they understand, and the other way round.

mod micromdm;
mod openssl;
mod strongswan;

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output};
use tempfile::TempDir;
use vestibule_pki::certificate::Certificate;
use vestibule_tests::device::Installation;

/// Is the program there, and does it work? Where it is not, the test says so and ends; in CI it fails.
#[track_caller]
fn installed(program: &str, package: &str, works: impl FnOnce() -> bool) -> bool {
    let there = std::env::var_os("PATH").is_some_and(|path| {
        std::env::split_paths(&path).any(|folder| folder.join(program).exists())
    });
    if there && works() {
        return true;
    }
    let ci = std::env::var_os("CI").is_some_and(|ci| ci == "true");
    let why = format!(
        "{program} is not installed or does not work: on Debian, apt-get install {package}"
    );
    assert!(!ci, "{why}");
    // Past the capture of what tests print, or nobody would read it.
    let line = format!("skipped: {why}\n");
    std::io::stderr()
        .write_all(line.as_bytes())
        .expect("there is a standard error");
    false
}

/// Runs a program to its end.
fn run(command: &mut Command) -> Output {
    command.output().expect("the program starts")
}

/// What a program said, both ways.
fn said(output: &Output) -> String {
    let [out, err] = [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text));
    format!("{out}{err}")
}

/// A folder with an authority's certificate and an RSA key that `openssl` made.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = TempDir::new().expect("the temporary folder can be written");
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, content: &[u8]) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, content).expect("the temporary folder can be written");
        path
    }

    fn new_key(&self, name: &str) -> PathBuf {
        let path = self.path(name);
        let mut openssl = Command::new("openssl");
        openssl
            .args(["genrsa", "-traditional", "-out"])
            .arg(&path)
            .arg("2048");
        let output = run(&mut openssl);
        assert!(output.status.success(), "{}", said(&output));
        path
    }
}

/// The common name that the profile asks for.
fn common_name(device: &Installation) -> String {
    let found = device
        .profile
        .scep
        .subject
        .iter()
        .find(|(kind, _)| kind == "CN");
    found.map(|(_, text)| text.clone()).expect("a common name")
}

/// Whether a certificate is the one for this profile, issued by this authority.
#[track_caller]
fn assert_issued(issued: &Certificate, authority: &Certificate, device: &Installation) {
    issued
        .verify_issued_by(authority)
        .expect("the authority issued it");
    assert_eq!(issued.common_name(), Some(common_name(device)));
    assert!(issued.allows_client_authentication());
}
