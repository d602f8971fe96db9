//! Detached signatures of devices: the shapes that exist, and every way to spoil them.

use crate::common::{at, authority, openssl, path};
use vestibule_pki::Error;
use vestibule_pki::ca::Leaf;
use vestibule_pki::certificate::{Certificate, Signer};
use vestibule_pki::cms::{open_signed, verify_detached};
use vestibule_pki::key::{Curve, PrivateKey};

macro_rules! fixture {
    ($name:literal) => {
        include_bytes!(concat!("../../../../tests/fixtures/", $name)).as_slice()
    };
}

const BODY: &[u8] = fixture!("mdm/authenticate.body.plist");
const SHAPES: [(&str, &[u8]); 3] = [
    (
        "BER, SHA-1, no attributes",
        fixture!("mdm/authenticate.ber-sha1-noattrs.der"),
    ),
    (
        "BER, SHA-256, no attributes",
        fixture!("mdm/authenticate.ber-sha256-noattrs.der"),
    ),
    (
        "DER, SHA-256, attributes",
        fixture!("mdm/authenticate.der-sha256-attrs.der"),
    ),
];

fn device() -> Certificate {
    Certificate::from_der(fixture!("mdm/device.cert.der")).unwrap()
}

#[test]
fn all_three_shapes_of_a_device_signature_are_accepted() {
    for (shape, signature) in SHAPES {
        assert_eq!(verify_detached(signature, BODY), Ok(device()), "{shape}");
    }
    let ca = Certificate::from_der(fixture!("scep/ca.cert.der")).unwrap();
    device().verify_issued_by(&ca).unwrap();
    assert!(device().allows_client_authentication());
}

#[test]
fn one_flipped_bit_in_the_body_is_refused() {
    for (shape, signature) in SHAPES {
        for place in [0, BODY.len() / 2, BODY.len() - 1] {
            let mut body = BODY.to_vec();
            body[place] ^= 1;
            let refused = verify_detached(signature, &body);
            let expected = [Error::BadSignature, Error::SignedAttributes];
            assert!(
                expected.contains(&refused.unwrap_err()),
                "{shape} at {place}"
            );
        }
    }
}

#[test]
fn one_flipped_bit_anywhere_in_the_signature_never_yields_another_certificate() {
    for (shape, signature) in SHAPES {
        for place in 0..signature.len() {
            let mut flipped = signature.to_vec();
            flipped[place] ^= 1;
            // A bit that nobody signs (a version, an unused attribute) may pass; then it is
            // still this certificate, or one that the authority did not issue.
            if let Ok(certificate) = verify_detached(&flipped, BODY)
                && certificate != device()
            {
                let ca = Certificate::from_der(fixture!("scep/ca.cert.der")).unwrap();
                assert!(
                    certificate.verify_issued_by(&ca).is_err(),
                    "{shape} at {place}"
                );
                assert_eq!(certificate.public_key(), device().public_key());
            }
        }
    }
}

#[test]
fn one_flipped_bit_in_the_signature_value_is_refused() {
    // All three end with the signature value and, in BER, the ends of contents.
    for (shape, signature) in SHAPES {
        let mut flipped = signature.to_vec();
        let place = flipped.len() - 60;
        flipped[place] ^= 1;
        assert_eq!(
            verify_detached(&flipped, BODY),
            Err(Error::BadSignature),
            "{shape}"
        );
    }
}

#[test]
fn a_message_digest_of_another_body_is_refused() {
    let (_, with_attributes) = SHAPES[2];
    assert_eq!(
        verify_detached(with_attributes, b"another body"),
        Err(Error::SignedAttributes)
    );
}

/// Signs the body with openssl, by the device of the vectors and whoever else is named.
fn by_openssl(extra: &[&str]) -> Vec<u8> {
    let key = [fixture!("mdm/device.pem"), fixture!("mdm/device.key.pem")].concat();
    by_openssl_as(&key, extra)
}

fn by_openssl_as(key: &[u8], extra: &[&str]) -> Vec<u8> {
    let directory = tempfile::tempdir().unwrap();
    let body = path(directory.path(), "body", BODY);
    let out = directory.path().join("out.der");
    let out = out.to_str().unwrap();
    let device = path(directory.path(), "device.pem", key);
    let args = [
        "cms", "-sign", "-binary", "-in", &body, "-signer", &device, "-outform", "DER", "-out", out,
    ];
    openssl(&[&args, extra].concat()).unwrap();
    std::fs::read(out).unwrap()
}

#[test]
fn signatures_of_openssl_are_accepted_whatever_the_digest_and_the_identifier() {
    for extra in [
        &["-md", "sha256"][..],
        &["-md", "sha384"],
        &["-md", "sha512"],
        &["-md", "sha256", "-noattr"],
        &["-md", "sha1"],
    ] {
        assert_eq!(
            verify_detached(&by_openssl(extra), BODY),
            Ok(device()),
            "{extra:?}"
        );
    }
}

#[test]
fn a_signer_may_be_named_by_its_key_identifier() {
    let ca = Certificate::from_der(fixture!("scep/ca.cert.der")).unwrap();
    let key = [ca.to_pem().as_bytes(), fixture!("scep/ca.key.pem")].concat();
    let signature = by_openssl_as(&key, &["-keyid"]);
    assert_eq!(verify_detached(&signature, BODY), Ok(ca));
}

#[test]
fn two_signers_none_or_an_absent_certificate_are_refused() {
    let directory = tempfile::tempdir().unwrap();
    let ca_pem = Certificate::from_der(fixture!("scep/ca.cert.der"))
        .unwrap()
        .to_pem();
    let second = path(
        directory.path(),
        "ca.pem",
        &[ca_pem.as_bytes(), fixture!("scep/ca.key.pem")].concat(),
    );
    let two = by_openssl(&["-signer", &second]);
    assert_eq!(verify_detached(&two, BODY), Err(Error::Signer));
    let absent = by_openssl(&["-nocerts"]);
    assert_eq!(verify_detached(&absent, BODY), Err(Error::Signer));
    let none = vestibule_pki::cms::certs_only(&[&device()]).unwrap();
    assert_eq!(verify_detached(&none, BODY), Err(Error::Signer));
}

#[test]
fn a_signature_with_content_inside_is_not_a_detached_one() {
    let attached = by_openssl(&["-nodetach"]);
    assert_eq!(
        verify_detached(&attached, BODY),
        Err(Error::Malformed("detached signature"))
    );
    let (content, signer) = open_signed(&attached, 1 << 16).unwrap();
    assert_eq!((content.as_slice(), signer), (BODY, device()));
}

#[test]
fn streamed_messages_of_openssl_are_opened() {
    let streamed = by_openssl(&["-nodetach", "-stream"]);
    assert!(
        streamed.windows(4).any(|w| w == [0x24, 0x80, 0x04, 0x82]),
        "pieces"
    );
    let (content, signer) = open_signed(&streamed, 1 << 16).unwrap();
    assert_eq!((content.as_slice(), signer), (BODY, device()));
}

#[test]
fn weak_and_foreign_signature_algorithms_are_refused() {
    assert_eq!(
        verify_detached(&by_openssl(&["-md", "sha224"]), BODY),
        Err(Error::UnsupportedAlgorithm("digest"))
    );
    let pss = by_openssl(&["-md", "sha256", "-keyopt", "rsa_padding_mode:pss"]);
    assert_eq!(
        verify_detached(&pss, BODY),
        Err(Error::UnsupportedAlgorithm("signature"))
    );
}

#[test]
fn a_depth_bomb_and_a_long_message_are_refused() {
    let deep = [&[0x30, 0x80].repeat(4000)[..], &[0, 0].repeat(4000)].concat();
    assert_eq!(verify_detached(&deep, BODY), Err(Error::TooDeep));
    assert_eq!(
        verify_detached(&vec![0x30; 20_000], BODY),
        Err(Error::TooLarge)
    );
    assert_eq!(verify_detached(&[], BODY), Err(Error::Malformed("BER")));
}

#[test]
fn a_simulated_device_signs_as_a_real_one_does() {
    let rsa = PrivateKey::from_pem(std::str::from_utf8(fixture!("mdm/device.key.pem")).unwrap());
    let signer = Signer::new(rsa.unwrap(), vec![device()]).unwrap();
    let signature = signer.sign_detached(BODY).unwrap();
    assert_eq!(verify_detached(&signature, BODY), Ok(device()));
    let directory = tempfile::tempdir().unwrap();
    let file = path(directory.path(), "s.der", &signature);
    let body = path(directory.path(), "body", BODY);
    openssl(&[
        "cms",
        "-verify",
        "-binary",
        "-noverify",
        "-inform",
        "DER",
        "-in",
        &file,
        "-content",
        &body,
        "-out",
        "/dev/null",
    ])
    .unwrap();

    for curve in [Curve::P256, Curve::P384] {
        let key = PrivateKey::generate_ec(curve).unwrap();
        let certificate = authority()
            .issue(&Leaf {
                subject: crate::common::subject("attested"),
                uri: None,
                public_key: key.public_key().clone(),
                serial: vec![5; 16],
                not_before: at("2026-01-01T00:00:00Z"),
                not_after: at("2027-01-01T00:00:00Z"),
            })
            .unwrap();
        let signer = Signer::new(key, vec![certificate.clone()]).unwrap();
        let signature = signer.sign_detached(BODY).unwrap();
        assert_eq!(verify_detached(&signature, BODY), Ok(certificate));
    }
}
