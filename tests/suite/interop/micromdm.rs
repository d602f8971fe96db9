//! Debian's `scepclient` (package `scep`, by the makers of MicroMDM), which knows single DES only.

use super::{Desk, assert_issued, common_name, installed, run, said};
use std::process::{Command, Output};
use vestibule_pki::certificate::Certificate;
use vestibule_tests::TestServer;
use vestibule_tests::database::Database;
use vestibule_tests::device::{Installation, Stage, scep};

fn there() -> bool {
    installed("scepclient", "scep", || true)
}

/// Asks for a certificate in a folder of its own, where it keeps key and certificate.
fn ask(desk: &Desk, device: &Installation) -> Output {
    let settings = &device.profile.scep;
    let mut client = Command::new("scepclient");
    client.args([
        "-server-url",
        &settings.url,
        "-challenge",
        &settings.challenge,
    ]);
    client.args([
        "-cn",
        &common_name(device),
        "-organization",
        "Acme",
        "-private-key",
    ]);
    client
        .arg(desk.path("client.key"))
        .arg("-certificate")
        .arg(desk.path("client.pem"));
    run(client.current_dir(desk.folder.path()))
}

#[test]
fn it_enrolls_where_des_is_allowed() {
    if !there() {
        return;
    }
    let server = TestServer::with(Database::sqlite(), |config| config.scep_allow_des = true);
    let stage = Stage::secure(&server);
    let (desk, device) = (Desk::new(), stage.install());
    let output = ask(&desk, &device);
    assert!(output.status.success(), "{}", said(&output));
    let pem = std::fs::read_to_string(desk.path("client.pem")).expect("its certificate");
    let issued = Certificate::chain_from_pem(&pem)
        .expect("a certificate")
        .remove(0);
    let ours = scep::authority(&device.profile.scep).expect("an authority");
    assert_issued(&issued, &ours, &device);
    // The same challenge with another key.
    let output = ask(&Desk::new(), &device);
    assert!(!output.status.success(), "{}", said(&output));
}

#[test]
fn it_is_refused_where_des_is_not_allowed() {
    if !there() {
        return;
    }
    let server = TestServer::on_sqlite();
    let stage = Stage::secure(&server);
    let device = stage.install();
    let output = ask(&Desk::new(), &device);
    assert!(!output.status.success(), "{}", said(&output));
    assert_eq!(stage.profiles()[0]["state"], "downloaded");
}

#[test]
fn a_wrong_challenge_is_refused() {
    if !there() {
        return;
    }
    let server = TestServer::with(Database::sqlite(), |config| config.scep_allow_des = true);
    let stage = Stage::secure(&server);
    let mut device = stage.install();
    device.profile.scep.challenge = "s3cret".into();
    let output = ask(&Desk::new(), &device);
    assert!(!output.status.success(), "{}", said(&output));
}
