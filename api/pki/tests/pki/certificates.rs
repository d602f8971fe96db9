//! What the authority issues, as this crate and as openssl read it.

use crate::common::{at, authority, openssl, path, subject};
use vestibule_pki::Error;
use vestibule_pki::ca::{Authority, Leaf, Root};
use vestibule_pki::certificate::{Certificate, Signer, Subject};
use vestibule_pki::key::{Curve, PrivateKey, PublicKey, RsaSize};

fn leaf(public_key: PublicKey) -> Leaf {
    Leaf {
        subject: Subject {
            organization: "Acme & Söhne".into(),
            organizational_unit: "secure-enrollment".into(),
            common_name: "0197-profile".into(),
        },
        uri: Some("urn:vestibule:profile:0197".into()),
        public_key,
        serial: vec![0xff; 19],
        not_before: at("2026-03-01T11:50:00Z"),
        not_after: at("2028-03-01T12:00:00Z"),
    }
}

fn text(certificate: &Certificate) -> String {
    let directory = tempfile::tempdir().unwrap();
    let file = path(directory.path(), "c.der", certificate.der());
    openssl(&["x509", "-inform", "DER", "-in", &file, "-noout", "-text"]).unwrap()
}

#[test]
fn the_root_has_the_profile_that_apple_devices_need() {
    let root = authority().certificate();
    assert_eq!(root.not_before(), at("2026-01-01T00:00:00Z"));
    assert_eq!(root.not_after(), at("2036-01-01T12:00:00Z"));
    assert_eq!(root.common_name().as_deref(), Some("Acme Device CA"));
    root.verify_issued_by(root).unwrap();
    let text = text(root);
    for expected in [
        "Version: 3",
        "sha256WithRSAEncryption",
        "Public-Key: (3072 bit)",
        "Basic Constraints: critical\n                CA:TRUE, pathlen:0",
        "Key Usage: critical\n                Digital Signature, Key Encipherment, Certificate Sign, CRL Sign",
        "Subject Key Identifier",
    ] {
        assert!(text.contains(expected), "no {expected:?} in {text}");
    }
    assert!(!text.contains("Extended Key Usage"), "{text}");
}

#[test]
fn a_device_certificate_has_nothing_but_what_the_authority_decided() {
    let key = PrivateKey::generate_rsa(RsaSize::Bits2048).unwrap();
    let issued = authority().issue(&leaf(key.public_key().clone())).unwrap();
    issued.verify_issued_by(authority().certificate()).unwrap();
    assert_eq!(issued.common_name().as_deref(), Some("0197-profile"));
    assert_eq!(issued.uri().as_deref(), Some("urn:vestibule:profile:0197"));
    assert_eq!(issued.public_key().unwrap(), *key.public_key());
    assert_eq!(
        issued.serial().len(),
        20,
        "a leading zero keeps it positive"
    );
    assert!(issued.allows_client_authentication());
    assert!(issued.is_valid_at(at("2026-03-01T11:50:00Z")));
    assert!(!issued.is_valid_at(at("2028-03-01T12:00:01Z")));
    let text = text(&issued);
    for expected in [
        "Basic Constraints: critical\n                CA:FALSE",
        "Key Usage: critical\n                Digital Signature, Key Encipherment\n",
        "Extended Key Usage: \n                TLS Web Client Authentication\n",
        "URI:urn:vestibule:profile:0197",
        "OU = secure-enrollment, CN = 0197-profile",
        "Subject Key Identifier",
        "Authority Key Identifier",
    ] {
        assert!(text.contains(expected), "no {expected:?} in {text}");
    }
}

#[test]
fn openssl_accepts_a_device_certificate_for_client_authentication() {
    let key = PrivateKey::generate_rsa(RsaSize::Bits2048).unwrap();
    let issued = authority().issue(&leaf(key.public_key().clone())).unwrap();
    let directory = tempfile::tempdir().unwrap();
    let root = path(
        directory.path(),
        "root.pem",
        authority().certificate().to_pem().as_bytes(),
    );
    let leaf = path(directory.path(), "leaf.pem", issued.to_pem().as_bytes());
    openssl(&[
        "verify",
        "-x509_strict",
        "-purpose",
        "sslclient",
        "-attime",
        "1790000000",
        "-CAfile",
        &root,
        &leaf,
    ])
    .unwrap();
}

#[test]
fn a_device_certificate_never_outlives_its_authority() {
    let key = PrivateKey::generate_rsa(RsaSize::Bits2048).unwrap();
    let mut wish = leaf(key.public_key().clone());
    wish.not_after = at("2060-01-01T00:00:00Z");
    let issued = authority().issue(&wish).unwrap();
    assert_eq!(issued.not_after(), authority().certificate().not_after());
}

#[test]
fn a_certificate_of_another_authority_or_with_a_flipped_bit_is_refused() {
    let key = PrivateKey::generate_rsa(RsaSize::Bits2048).unwrap();
    let root = Root {
        subject: subject("Acme Device CA"),
        serial: vec![1; 16],
        not_before: at("2026-01-01T00:00:00Z"),
    };
    let other = Authority::create(key.clone(), &root).unwrap();
    let foreign = other.issue(&leaf(key.public_key().clone())).unwrap();
    assert_eq!(
        foreign.verify_issued_by(authority().certificate()),
        Err(Error::BadSignature)
    );
    let mut der = foreign.der().to_vec();
    let place = der.windows(4).position(|w| w == b"0197").unwrap();
    der[place] ^= 1;
    let flipped = Certificate::from_der(&der).unwrap();
    assert_eq!(
        flipped.verify_issued_by(other.certificate()),
        Err(Error::BadSignature)
    );
}

#[test]
fn an_authority_survives_being_stored() {
    let pkcs8 = authority().key().to_pkcs8_der();
    let key = PrivateKey::from_pkcs8_der(&pkcs8).unwrap();
    let certificate = Certificate::from_der(authority().certificate().der()).unwrap();
    let again = Authority::from_parts(certificate.clone(), key).unwrap();
    assert_eq!(again.certificate(), authority().certificate());
    let stranger = PrivateKey::generate_rsa(RsaSize::Bits2048).unwrap();
    let refused = Authority::from_parts(certificate, stranger);
    assert_eq!(refused.unwrap_err(), Error::KeyMismatch);
}

#[test]
fn keys_are_read_from_every_pem_that_openssl_writes() {
    let directory = tempfile::tempdir().unwrap();
    let rsa = directory.path().join("rsa.pem");
    let rsa = rsa.to_str().unwrap();
    openssl(&["genrsa", "-out", rsa, "2048"]).unwrap();
    let pkcs8 = std::fs::read_to_string(rsa).unwrap();
    let pkcs1 = openssl(&["rsa", "-in", rsa, "-traditional"]).unwrap();
    assert!(pkcs1.contains("BEGIN RSA PRIVATE KEY"));
    let key = PrivateKey::from_pem(&pkcs8).unwrap();
    assert_eq!(
        key.public_key(),
        PrivateKey::from_pem(&pkcs1).unwrap().public_key()
    );
    for curve in ["prime256v1", "secp384r1"] {
        let sec1 = openssl(&["ecparam", "-name", curve, "-genkey"]).unwrap();
        assert!(sec1.contains("BEGIN EC PARAMETERS") && sec1.contains("BEGIN EC PRIVATE KEY"));
        let file = path(directory.path(), curve, sec1.as_bytes());
        let pkcs8 = openssl(&["pkcs8", "-topk8", "-nocrypt", "-in", &file]).unwrap();
        let key = PrivateKey::from_pem(&sec1).unwrap();
        assert!(!key.public_key().is_rsa());
        assert_eq!(
            key.public_key(),
            PrivateKey::from_pem(&pkcs8).unwrap().public_key()
        );
    }
    assert_eq!(
        PrivateKey::from_pem("nothing here").unwrap_err(),
        Error::KeyRejected
    );
}

#[test]
fn weak_and_foreign_keys_are_refused() {
    for (args, expected) in [
        (
            &["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024"][..],
            "public key",
        ),
        (
            &["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_pubexp:3"],
            "public key",
        ),
        (&["-algorithm", "ED25519"], "public key"),
    ] {
        let pem = openssl(&[&["genpkey"], args].concat()).unwrap();
        let directory = tempfile::tempdir().unwrap();
        let key = path(directory.path(), "key.pem", pem.as_bytes());
        let out = directory.path().join("public.der");
        let out = out.to_str().unwrap();
        openssl(&[
            "pkey", "-in", &key, "-pubout", "-outform", "DER", "-out", out,
        ])
        .unwrap();
        assert_eq!(
            PublicKey::from_spki_der(&std::fs::read(out).unwrap()),
            Err(Error::UnsupportedAlgorithm(expected)),
            "{args:?}"
        );
        assert!(PrivateKey::from_pem(&pem).is_err(), "{args:?}");
    }
}

#[test]
fn no_certificate_is_made_of_nonsense() {
    let key = PrivateKey::generate_ec(Curve::P256).unwrap();
    let good = leaf(key.public_key().clone());
    assert!(authority().issue(&good).is_ok());
    for bad in [
        Leaf {
            serial: vec![1; 15],
            ..good.clone()
        },
        Leaf {
            serial: vec![0; 16],
            ..good.clone()
        },
        Leaf {
            serial: vec![1; 20],
            ..good.clone()
        },
        Leaf {
            subject: Subject::default(),
            ..good.clone()
        },
        Leaf {
            subject: subject(&"x".repeat(65)),
            ..good.clone()
        },
        Leaf {
            uri: Some("urn:ü".into()),
            ..good.clone()
        },
        Leaf {
            not_after: good.not_before,
            ..good.clone()
        },
    ] {
        let refused = authority().issue(&bad);
        assert!(
            matches!(refused, Err(Error::Invalid(_))),
            "{bad:?}: {refused:?}"
        );
    }
    let root = Root {
        subject: subject("CA"),
        serial: vec![1; 16],
        not_before: at("2026-01-01T00:00:00Z"),
    };
    assert_eq!(
        Authority::create(key, &root).unwrap_err(),
        Error::KeyRejected
    );
}

#[test]
fn a_signer_whose_key_is_not_its_certificates_is_refused() {
    let key = PrivateKey::generate_ec(Curve::P384).unwrap();
    let chain = vec![authority().certificate().clone()];
    assert_eq!(
        Signer::new(key.clone(), chain).unwrap_err(),
        Error::KeyMismatch
    );
    assert!(matches!(Signer::new(key, vec![]), Err(Error::Invalid(_))));
}

#[test]
fn secrets_do_not_show_when_printed() {
    let printed = format!("{:?}", authority());
    assert!(printed.len() < 300, "{printed}");
    assert!(
        printed.contains("PublicKey(Rsa { bits: 3072 })"),
        "{printed}"
    );
}
