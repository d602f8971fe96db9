//! SCEP requests that are refused, and odd ones that are not.

use vestibule_pki::Error;
use vestibule_pki::ca::Authority;
use vestibule_pki::csr::Csr;
use vestibule_pki::key::{PrivateKey, RsaSize};
use vestibule_pki::scep::client::Sent;
use vestibule_pki::scep::{Entropy, FailInfo, Kind, OpenError};

use crate::common::{at, authority, openssl, path, subject};
use crate::device::{Device, NOW, issue, receive, refusal};

#[test]
fn a_renewal_is_opened_only_for_a_certificate_of_this_authority() {
    let mut device = Device::new();
    let csr = device.csr(None);
    let stranger = device.send(Kind::Renewal, &csr);
    assert_eq!(refusal(receive(&stranger.message)).0, FailInfo::BadCertId);
    let first = receive(&device.send(Kind::Enrollment, &csr).message).unwrap();
    device.certificate = issue(&first);
    let renewal = receive(&device.send(Kind::Renewal, &csr).message).unwrap();
    assert_eq!(renewal.kind, Kind::Renewal);
    assert_eq!(renewal.signer, device.certificate);
}

#[test]
fn the_signer_of_an_enrollment_may_have_another_key_than_the_request() {
    let (device, other) = (Device::new(), Device::new());
    let sent = device.send(Kind::Enrollment, &other.csr(Some("s3cret")));
    let request = receive(&sent.message).unwrap();
    assert_eq!(request.csr.public_key(), other.key.public_key());
    assert_eq!(request.signer, device.certificate);
}

#[test]
fn a_certification_request_with_a_spoilt_signature_is_a_bad_request() {
    let device = Device::new();
    let mut csr = device.csr(Some("s3cret"));
    let last = csr.len() - 1;
    csr[last] ^= 1;
    let sent = device.send(Kind::Enrollment, &csr);
    assert_eq!(
        refusal(receive(&sent.message)),
        (FailInfo::BadRequest, Error::BadSignature)
    );
}

#[test]
fn a_certification_request_for_a_weak_or_curved_key_is_a_bad_request() {
    let device = Device::new();
    for args in [
        &["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024"][..],
        &["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
    ] {
        let directory = tempfile::tempdir().unwrap();
        let key = openssl(&[&["genpkey"], args].concat()).unwrap();
        let key = path(directory.path(), "key", key.as_bytes());
        let out = directory.path().join("csr");
        let out = out.to_str().unwrap();
        openssl(&[
            "req", "-new", "-key", &key, "-subj", "/CN=x", "-outform", "DER", "-out", out,
        ])
        .unwrap();
        let sent = device.send(Kind::Enrollment, &std::fs::read(out).unwrap());
        let expected = (
            FailInfo::BadRequest,
            Error::UnsupportedAlgorithm("public key"),
        );
        assert_eq!(refusal(receive(&sent.message)), expected, "{args:?}");
    }
}

#[test]
fn every_failure_to_decrypt_looks_alike() {
    let device = Device::new();
    let expected = (FailInfo::BadMessageCheck, Error::Decryption);
    // Decrypts well, to nonsense.
    let nonsense = device.send(Kind::Enrollment, b"no request");
    assert_eq!(refusal(receive(&nonsense.message)), expected);
    // The content key is wrapped for another key of the same name: padding of the key, then of the
    // content, is wrong.
    let root = vestibule_pki::ca::Root {
        subject: subject("Acme Device CA"),
        serial: vec![0x91; 16],
        not_before: at("2026-01-01T00:00:00Z"),
    };
    let key = PrivateKey::generate_rsa(RsaSize::Bits3072).unwrap();
    let namesake = Authority::create(key, &root).unwrap();
    let sent = Sent::new(
        Kind::Enrollment,
        &device.csr(None),
        device.identity(),
        namesake.certificate(),
        "id",
        &Entropy::new(&[1; 48]),
        at(NOW),
    )
    .unwrap();
    assert_eq!(refusal(receive(&sent.message)), expected);
}

#[test]
fn a_request_for_another_authority_is_a_bad_message_check() {
    assert_eq!(
        refusal(receive(include_bytes!(
            "../../../../tests/fixtures/scep/strongswan-pki-5.9.8_pkimessage.der"
        ))),
        (FailInfo::BadMessageCheck, Error::NotForUs)
    );
}

#[test]
fn what_cannot_be_answered_is_unreadable() {
    let deep = [&[0x30, 0x80].repeat(4000)[..], &[0, 0].repeat(4000)].concat();
    for (bytes, expected) in [
        (&b"hello"[..], Error::Malformed("BER")),
        (&[], Error::Malformed("BER")),
        (&deep, Error::TooDeep),
        (&vec![0; 70_000], Error::TooLarge),
        (
            &include_bytes!("../../../../tests/fixtures/scep/strongswan-pki-5.9.8_pkimessage.der")
                [..include_bytes!(
                    "../../../../tests/fixtures/scep/strongswan-pki-5.9.8_pkimessage.der"
                )
                .len()
                    - 1],
            Error::Malformed("BER"),
        ),
    ] {
        assert_eq!(receive(bytes).unwrap_err(), OpenError::Unreadable(expected));
    }
    // Signed, but without the attributes of SCEP.
    let plain = authority().profile_signer().sign(b"x", at(NOW)).unwrap();
    let refused = receive(&plain).unwrap_err();
    assert_eq!(refused, OpenError::Unreadable(Error::SignedAttributes));
}

#[test]
fn challenges_are_read_in_every_string_type() {
    let directory = tempfile::tempdir().unwrap();
    let file = |name: &str, content: &[u8]| path(directory.path(), name, content);
    let key = openssl(&[
        "genpkey",
        "-algorithm",
        "RSA",
        "-pkeyopt",
        "rsa_keygen_bits:2048",
    ])
    .unwrap();
    let key = file("key.pem", key.as_bytes());
    for (mask, challenge) in [
        ("MASK:0x2", "plain"),
        ("MASK:0x10", "with+slash"),
        ("MASK:0x4", "tele@x"),
        ("utf8only", "gr\u{fc}n"),
        ("MASK:0x800", "wide"),
    ] {
        let config = format!(
            "[req]\nprompt=no\nutf8=yes\nstring_mask={mask}\ndistinguished_name=d\nattributes=a\n[d]\nCN=x\n[a]\nchallengePassword={challenge}\n"
        );
        let config = file("config", config.as_bytes());
        let out = file("out", b"");
        openssl(&[
            "req", "-new", "-utf8", "-config", &config, "-key", &key, "-outform", "DER", "-out",
            &out,
        ])
        .unwrap();
        let csr = Csr::from_der(&std::fs::read(out).unwrap()).unwrap();
        assert_eq!(csr.challenge(), Some(challenge), "{mask}");
        assert!(!format!("{csr:?}").contains(challenge));
    }
}
