//! strongSwan's `pki --scep`.

use super::{Desk, assert_issued, common_name, installed, run, said};
use jiff::SignedDuration;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use vestibule_pki::certificate::Certificate;
use vestibule_tests::TestServer;
use vestibule_tests::device::{Installation, Stage, scep};

fn there() -> bool {
    installed("pki", "strongswan-pki libstrongswan-extra-plugins", || {
        // Without its curl plugin it has no HTTP.
        let output = run(Command::new("pki").args(["--scepca", "--url", "http://127.0.0.1:1/"]));
        !said(&output).contains("unable to fetch from http://127.0.0.1:1/?operation=GetCACert, no capable fetcher found")
    })
}

/// Gets the authority as strongSwan does.
fn authority(desk: &Desk, url: &str) -> PathBuf {
    let path = desk.path("ca.crt");
    let mut pki = Command::new("pki");
    pki.args(["--scepca", "--url", url, "--caout"]).arg(&path);
    let output = run(pki.args(["--outform", "pem", "--force"]));
    assert!(output.status.success(), "{}", said(&output));
    path
}

/// Asks for a certificate.
fn ask(device: &Installation, ca: &Path, key: &Path, options: &[&str]) -> Output {
    let settings = &device.profile.scep;
    let mut pki = Command::new("pki");
    pki.args(["--scep", "--url", &settings.url, "--in"])
        .arg(key);
    pki.args(["--dn", &format!("O=Acme, CN={}", common_name(device))]);
    pki.args(["--password", &settings.challenge, "--cacert-enc"])
        .arg(ca);
    pki.arg("--cacert-sig").arg(ca);
    run(pki.args(options))
}

#[test]
fn it_enrolls_and_is_refused_as_documented() {
    if !there() {
        return;
    }
    let server = TestServer::on_sqlite();
    let stage = Stage::secure(&server);
    let (desk, device) = (Desk::new(), stage.install());
    let ca = authority(&desk, &device.profile.scep.url);
    let ours = scep::authority(&device.profile.scep).expect("an authority");
    let fetched = std::fs::read_to_string(&ca).expect("PEM");
    assert_eq!(
        Certificate::chain_from_pem(&fetched).expect("a certificate")[0],
        ours
    );
    let key = desk.new_key("key.pem");

    let mut wrong = stage.install();
    wrong.profile.scep.challenge = "s3cret".into();
    assert!(
        !ask(&wrong, &ca, &key, &[]).status.success(),
        "a wrong challenge"
    );

    let output = ask(&device, &ca, &key, &[]);
    assert!(output.status.success(), "{}", said(&output));
    let issued = Certificate::from_der(&output.stdout).expect("a certificate");
    assert_issued(&issued, &ours, &device);

    // The answer got lost: the same key gets the same certificate.
    let again = ask(&device, &ca, &key, &[]);
    assert_eq!(again.stdout, output.stdout, "{}", said(&again));
    let other = desk.new_key("other.pem");
    assert!(
        !ask(&device, &ca, &other, &[]).status.success(),
        "a used challenge"
    );

    let (late, early) = (stage.install(), stage.install());
    stage.regenerate(json!({}));
    server.advance(SignedDuration::from_millis(1_799_999));
    assert!(
        ask(&early, &ca, &other, &[]).status.success(),
        "just before the deadline"
    );
    server.advance(SignedDuration::from_millis(1));
    assert!(
        !ask(&late, &ca, &other, &[]).status.success(),
        "after the deadline"
    );
}

#[test]
fn it_enrolls_with_every_algorithm_it_has() {
    if !there() {
        return;
    }
    let server = TestServer::on_sqlite();
    let stage = Stage::secure(&server);
    let desk = Desk::new();
    let ca = authority(&desk, &stage.install().profile.scep.url);
    let key = desk.new_key("key.pem");
    for options in [
        ["--cipher", "aes", "--digest", "sha256"],
        ["--cipher", "aes", "--digest", "sha384"],
        ["--cipher", "aes", "--digest", "sha512"],
        ["--cipher", "aes", "--digest", "sha1"],
        ["--cipher", "des3", "--digest", "sha256"],
    ] {
        let device = stage.install();
        let output = ask(&device, &ca, &key, &options);
        assert!(output.status.success(), "{options:?}: {}", said(&output));
    }
}

#[test]
fn what_it_asks_for_itself_is_not_given() {
    if !there() {
        return;
    }
    let server = TestServer::on_sqlite();
    let stage = Stage::secure(&server);
    let (desk, device) = (Desk::new(), stage.install());
    let ca = authority(&desk, &device.profile.scep.url);
    let key = desk.new_key("key.pem");
    let options = ["--san", "mdm.acme.example", "--profile", "server"];
    let output = ask(&device, &ca, &key, &options);
    assert!(output.status.success(), "{}", said(&output));
    let issued = Certificate::from_der(&output.stdout).expect("a certificate");
    let ours = scep::authority(&device.profile.scep).expect("an authority");
    assert_issued(&issued, &ours, &device);
    assert!(!String::from_utf8_lossy(issued.der()).contains("mdm.acme.example"));
}

#[test]
fn its_renewal_is_refused() {
    if !there() {
        return;
    }
    let server = TestServer::on_sqlite();
    let stage = Stage::secure(&server);
    let (desk, device) = (Desk::new(), stage.install());
    let ca = authority(&desk, &device.profile.scep.url);
    let (old, new) = (desk.new_key("old.pem"), desk.new_key("new.pem"));
    let issued = ask(&device, &ca, &old, &[]);
    assert!(issued.status.success(), "{}", said(&issued));
    let certificate = desk.write("old.crt", &issued.stdout);
    let (certificate, old) = (certificate.display().to_string(), old.display().to_string());
    let output = ask(&device, &ca, &new, &["--cert", &certificate, "--key", &old]);
    assert!(!output.status.success(), "{}", said(&output));
}
