//! `openssl`: reads the profile and the authority, and signs as devices do.

use super::{Desk, run, said};
use std::process::Command;
use vestibule_tests::TestServer;
use vestibule_tests::device::asn1::Node;
use vestibule_tests::device::installation::{CHECK_IN, REPORT, xml};
use vestibule_tests::device::signature::{Digest, Shape, by_openssl};
use vestibule_tests::device::{Profile, Stage, scep};

#[test]
fn it_verifies_the_profile_and_finds_the_same_inside() {
    let server = TestServer::on_sqlite();
    let stage = Stage::secure(&server);
    let (desk, signed) = (Desk::new(), stage.download());
    let device = stage.mac().install(&signed).expect("a device takes it in");
    let authority = scep::authority(&device.profile.scep).expect("an authority");
    let (file, root) = (
        desk.write("p.mobileconfig", &signed),
        desk.write("ca.pem", authority.to_pem().as_bytes()),
    );
    let mut openssl = Command::new("openssl");
    openssl
        .args([
            "cms", "-verify", "-binary", "-inform", "DER", "-purpose", "any", "-in",
        ])
        .arg(&file);
    // The embedded authority signs: trusted as a root, the whole chain holds, too.
    openssl
        .arg("-CAfile")
        .arg(&root)
        .args(["-attime", &server.now().as_second().to_string()]);
    let output = run(&mut openssl);
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(Profile::read(&output.stdout), Ok(device.profile));
    // DER, attached, one signer, SHA-256 (2.16.840.1.101.3.4.2.1).
    let data = Node::parse(&signed).inside()[1].inside()[0].clone();
    let signers = data.inside().last().expect("signers").inside();
    assert_eq!(signers.len(), 1);
    let sha256 = Node::oid(&[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01]);
    assert_eq!(signers[0].inside()[2].inside()[0], sha256);
}

#[test]
fn it_verifies_the_chain_and_the_purpose_of_an_identity() {
    let server = TestServer::on_sqlite();
    let stage = Stage::secure(&server);
    let (desk, mut device) = (Desk::new(), stage.install());
    let identity = device.certificate().expect("issued");
    let authority = scep::authority(&device.profile.scep).expect("an authority");
    let root = desk.write("ca.pem", authority.to_pem().as_bytes());
    let file = desk.write("device.pem", identity.to_pem().as_bytes());
    let verify = |purpose: &str| {
        let mut openssl = Command::new("openssl");
        openssl
            .args(["verify", "-x509_strict", "-purpose", purpose, "-CAfile"])
            .arg(&root);
        run(openssl
            .args(["-attime", &server.now().as_second().to_string()])
            .arg(&file))
    };
    let output = verify("sslclient");
    assert!(output.status.success(), "{}", said(&output));
    for purpose in ["sslserver", "smimesign", "crlsign"] {
        assert!(!verify(purpose).status.success(), "{purpose}");
    }
}

#[test]
fn it_signs_messages_that_are_accepted() {
    let server = TestServer::on_sqlite();
    let stage = Stage::secure(&server);
    let mut device = stage.install();
    let identity = device.certificate().expect("issued");
    let shapes = [Digest::Sha1, Digest::Sha256, Digest::Sha384, Digest::Sha512]
        .into_iter()
        .flat_map(|digest| {
            [true, false].map(|attributes| Shape {
                digest,
                attributes,
                ..Shape::DEVICE
            })
        });
    for shape in shapes {
        for (kind, message) in [
            (CHECK_IN, device.authenticate_message()),
            (CHECK_IN, device.token_update_message()),
            (REPORT, idle(&device.device.udid)),
        ] {
            let body = xml(&message);
            let signature = by_openssl(shape, &device.asker.key, &identity, &body);
            device
                .put(kind, &body, &signature)
                .expect("it answers")
                .ok();
        }
    }
    assert_eq!(stage.state(&device.device), "enrolled");
}

fn idle(udid: &str) -> plist::Dictionary {
    let mut report = plist::Dictionary::new();
    report.insert("Status".into(), "Idle".into());
    report.insert("UDID".into(), udid.into());
    report
}
