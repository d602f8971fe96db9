//! Every shape of `Mdm-Signature` that the simulated device sends is one that others read.

use std::path::Path;
use std::process::Command;
use vestibule_pki::certificate::{Certificate, Subject};
use vestibule_pki::cms::verify_detached;
use vestibule_pki::key::{PrivateKey, RsaSize};
use vestibule_tests::device::asn1::Node;
use vestibule_tests::device::signature::{Shape, by_openssl, piped, sign};

const BODY: &[u8] =
    b"<plist><dict><key>MessageType</key><string>Authenticate</string></dict></plist>";

fn identity() -> (PrivateKey, Certificate) {
    let key = PrivateKey::generate_rsa(RsaSize::Bits2048).expect("a key");
    let (from, to) = ("2026-01-01T00:00:00Z", "2036-01-01T00:00:00Z");
    let [from, to] = [from, to].map(|text| text.parse().expect("a moment"));
    let name = Subject {
        common_name: "device".into(),
        ..Subject::default()
    };
    let certificate = Certificate::self_signed(&key, &name, &[7; 16], from, to);
    (key, certificate.expect("a certificate"))
}

fn fixture(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/mdm");
    std::fs::read(folder.join(name)).expect("the fixture is there")
}

/// What `openssl cms -verify` makes of it: the body.
fn verified_by_openssl(signature: &[u8]) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("the temporary folder can be written");
    let body = folder.path().join("body");
    std::fs::write(&body, BODY).expect("the temporary folder can be written");
    let mut openssl = Command::new("openssl");
    openssl.args([
        "cms",
        "-verify",
        "-binary",
        "-noverify",
        "-inform",
        "DER",
        "-content",
    ]);
    piped(openssl.arg(&body), signature)
}

#[test]
fn every_shape_is_read_by_the_product_and_by_openssl() {
    let (key, certificate) = identity();
    for shape in Shape::all() {
        let signature = sign(shape, &key, &certificate, BODY);
        assert_eq!(
            verify_detached(&signature, BODY),
            Ok(certificate.clone()),
            "{shape:?}"
        );
        assert_eq!(verified_by_openssl(&signature), BODY, "{shape:?}");
        let indefinite = signature.starts_with(&[0x30, 0x80]);
        assert_eq!(indefinite, shape.ber, "{shape:?}");
    }
}

#[test]
fn openssl_signs_in_the_same_shapes() {
    let (key, certificate) = identity();
    for shape in Shape::all() {
        let signature = by_openssl(shape, &key, &certificate, BODY);
        assert_eq!(
            verify_detached(&signature, BODY),
            Ok(certificate.clone()),
            "{shape:?}"
        );
    }
}

#[test]
fn the_device_signs_as_captured_devices_do() {
    let key = fixture("device.key.pem");
    let key = PrivateKey::from_pem(std::str::from_utf8(&key).expect("PEM is text")).expect("a key");
    let certificate = Certificate::from_der(&fixture("device.cert.der")).expect("a certificate");
    let body = fixture("authenticate.body.plist");
    let ours = sign(Shape::DEVICE, &key, &certificate, &body);
    let captured = fixture("authenticate.ber-sha256-noattrs.der");
    // PKCS#1 v1.5 has no randomness, so the value is the same, and so is what stands around it.
    assert_eq!(verify_detached(&captured, &body), Ok(certificate));
    let (ours, captured) = (value(&ours), value(&captured));
    assert_eq!(ours, captured);
}

/// The end of the signature's value, before the ends of contents.
fn value(ber: &[u8]) -> &[u8] {
    let last = ber.iter().rposition(|octet| *octet != 0).expect("a value");
    &ber[last - 200..=last]
}

#[test]
fn a_tree_is_written_as_it_was_read() {
    let (_, certificate) = identity();
    assert_eq!(Node::parse(certificate.der()).der(), certificate.der());
}
