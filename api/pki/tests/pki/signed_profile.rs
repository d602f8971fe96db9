//! A signed profile is what openssl would have made of it.

use crate::common::{at, authority, openssl, path};
use vestibule_pki::ca::Leaf;
use vestibule_pki::certificate::Signer;
use vestibule_pki::key::{Curve, PrivateKey};

const PROFILE: &[u8] = b"<?xml version=\"1.0\"?>\n<plist>\r\n\xc3\xbc &amp;</plist>\n";

/// Both verifiers of openssl return the content as it was.
fn check(signed: &[u8], extra: &[&str]) {
    let directory = tempfile::tempdir().unwrap();
    let file = path(directory.path(), "signed.der", signed);
    let out = directory.path().join("out");
    let out = out.to_str().unwrap();
    for command in ["cms", "smime"] {
        let args = [
            command, "-verify", "-binary", "-inform", "DER", "-in", &file, "-out", out,
        ];
        openssl(&[&args, extra].concat()).unwrap();
        assert_eq!(std::fs::read(out).unwrap(), PROFILE, "{command}");
    }
}

#[test]
fn openssl_verifies_a_profile_signed_by_the_authority() {
    let time = at("2026-06-01T12:00:00Z");
    let signed = authority().profile_signer().sign(PROFILE, time).unwrap();
    check(&signed, &["-noverify"]);
    let directory = tempfile::tempdir().unwrap();
    let root = path(
        directory.path(),
        "root.pem",
        authority().certificate().to_pem().as_bytes(),
    );
    check(&signed, &["-CAfile", &root, "-attime", "1790000000"]);
}

#[test]
fn the_same_profile_signed_twice_with_rsa_has_the_same_bytes() {
    let time = at("2026-06-01T12:00:00Z");
    let signer = authority().profile_signer();
    let signed = signer.sign(PROFILE, time).unwrap();
    assert_eq!(signed, signer.sign(PROFILE, time).unwrap());
    let later = signer.sign(PROFILE, at("2026-06-01T12:00:01Z")).unwrap();
    assert_ne!(signed, later);
}

#[test]
fn openssl_verifies_a_profile_signed_on_an_elliptic_curve() {
    for curve in [Curve::P256, Curve::P384] {
        let key = PrivateKey::generate_ec(curve).unwrap();
        let certificate = authority()
            .issue(&Leaf {
                subject: crate::common::subject("signer"),
                uri: None,
                public_key: key.public_key().clone(),
                serial: vec![3; 16],
                not_before: at("2026-01-01T00:00:00Z"),
                not_after: at("2030-01-01T00:00:00Z"),
            })
            .unwrap();
        let chain = [certificate.to_pem(), authority().certificate().to_pem()].concat();
        let key_pem = key_pem(&key);
        let signer = Signer::from_pem(&chain, &key_pem).unwrap();
        assert_eq!(signer.certificate(), &certificate);
        assert_eq!(signer.not_after(), at("2030-01-01T00:00:00Z"));
        let signed = signer.sign(PROFILE, at("2026-06-01T12:00:00Z")).unwrap();
        check(&signed, &["-noverify"]);
        let needle = &authority().certificate().der()[100..200];
        let root_inside = signed.windows(100).any(|window| window == needle);
        assert!(!root_inside, "a root is not sent along");
    }
}

#[test]
fn one_flipped_bit_in_a_signed_profile_is_noticed() {
    let mut signed = authority()
        .profile_signer()
        .sign(PROFILE, at("2026-06-01T12:00:00Z"))
        .unwrap();
    let place = signed.windows(5).position(|w| w == b"plist").unwrap();
    signed[place] ^= 1;
    let directory = tempfile::tempdir().unwrap();
    let file = path(directory.path(), "signed.der", &signed);
    let refused = openssl(&[
        "cms",
        "-verify",
        "-noverify",
        "-inform",
        "DER",
        "-in",
        &file,
    ]);
    assert!(refused.is_err());
}

fn key_pem(key: &PrivateKey) -> String {
    let directory = tempfile::tempdir().unwrap();
    let file = path(directory.path(), "key.der", &key.to_pkcs8_der());
    openssl(&["pkey", "-inform", "DER", "-in", &file]).unwrap()
}
