//! SCEP requests of real clients, opened, and spoilt bit by bit.

use vestibule_pki::Error;
use vestibule_pki::ca::Authority;
use vestibule_pki::certificate::Certificate;
use vestibule_pki::csr::Csr;
use vestibule_pki::key::PrivateKey;
use vestibule_pki::scep::{Algorithms, FailInfo, Kind, OpenError, Request};

use crate::device::refusal;

macro_rules! fixture {
    ($name:literal) => {
        include_bytes!(concat!("../../../../tests/fixtures/scep/", $name)).as_slice()
    };
}

const STRONGSWAN: &[u8] = fixture!("strongswan-pki-5.9.8_pkimessage.der");
const RENEWAL: &[u8] = fixture!("strongswan-pki-5.9.8-renewal_pkimessage.der");
const MICROMDM: &[u8] = fixture!("micromdm-scepclient-2.1.0_pkimessage.der");
const WITH_DES: Algorithms = Algorithms {
    sha1: true,
    triple_des: true,
    insecure_des: true,
};

/// The authority the vectors were made for.
fn vector_authority() -> Authority {
    let key = std::str::from_utf8(fixture!("ca.key.pem")).unwrap();
    let key = PrivateKey::from_pem(key).unwrap();
    let certificate = Certificate::from_der(fixture!("ca.cert.der")).unwrap();
    Authority::from_parts(certificate, key).unwrap()
}

fn open(bytes: &[u8], algorithms: Algorithms) -> Result<Request, OpenError> {
    Request::open(bytes, &vector_authority(), algorithms, &[9; 32])
}

#[test]
fn the_request_of_strongswan_is_opened() {
    let request = open(STRONGSWAN, Algorithms::default()).unwrap();
    assert_eq!(request.kind, Kind::Enrollment);
    assert_eq!(request.csr.challenge(), Some("s3cret"));
    assert_eq!(request.transaction.sender_nonce().len(), 16);
    let key = request.signer.public_key().unwrap();
    assert_eq!(&key, request.csr.public_key());
    let plain = Csr::from_der(fixture!("strongswan-pki-5.9.8_csr.der")).unwrap();
    assert_eq!(request.csr, plain);
}

#[test]
fn the_renewal_of_strongswan_is_opened_and_signed_by_the_old_certificate() {
    let request = open(RENEWAL, Algorithms::default()).unwrap();
    assert_eq!(request.kind, Kind::Renewal);
    assert_eq!(request.csr.challenge(), None);
    let authority = vector_authority();
    request
        .signer
        .verify_issued_by(authority.certificate())
        .unwrap();
}

#[test]
fn the_request_of_micromdm_is_opened_only_with_single_des_allowed() {
    let request = open(MICROMDM, WITH_DES).unwrap();
    assert_eq!(request.kind, Kind::Enrollment);
    assert_eq!(request.csr.challenge(), Some("s3cret"));
    let id = request.transaction.id();
    assert!(id.iter().any(|byte| b"+/=".contains(byte)), "{id:?}");
    let plain = Csr::from_der(fixture!("micromdm-scepclient-2.1.0_csr.der")).unwrap();
    assert_eq!(request.csr, plain);

    assert_eq!(
        refusal(open(MICROMDM, Algorithms::default())),
        (
            FailInfo::BadAlg,
            Error::UnsupportedAlgorithm("content encryption")
        )
    );
    let without_sha1 = Algorithms {
        sha1: false,
        ..WITH_DES
    };
    assert_eq!(
        refusal(open(MICROMDM, without_sha1)),
        (FailInfo::BadAlg, Error::UnsupportedAlgorithm("digest"))
    );
}

#[test]
fn one_flipped_bit_in_a_request_is_never_opened_as_something_else() {
    for (message, algorithms) in [
        (STRONGSWAN, Algorithms::default()),
        (RENEWAL, Algorithms::default()),
        (MICROMDM, WITH_DES),
    ] {
        let good = open(message, algorithms).unwrap();
        let authority = vector_authority();
        for place in (0..message.len()).step_by(3) {
            let mut flipped = message.to_vec();
            flipped[place] ^= 1;
            if let Ok(request) = Request::open(&flipped, &authority, algorithms, &[9; 32]) {
                assert_eq!(request.kind, good.kind, "at {place}");
                assert_eq!(request.csr, good.csr, "at {place}");
                assert_eq!(request.transaction, good.transaction, "at {place}");
                assert_eq!(
                    request.signer.public_key(),
                    good.signer.public_key(),
                    "at {place}"
                );
            }
        }
    }
}

#[test]
fn one_flipped_bit_in_the_signature_or_the_content_is_a_bad_message_check() {
    for (message, algorithms) in [
        (STRONGSWAN, Algorithms::default()),
        (RENEWAL, Algorithms::default()),
        (MICROMDM, WITH_DES),
    ] {
        for place in [message.len() - 5, 300] {
            let mut flipped = message.to_vec();
            flipped[place] ^= 1;
            let (told, _) = refusal(open(&flipped, algorithms));
            assert_eq!(told, FailInfo::BadMessageCheck, "at {place}");
        }
    }
}
