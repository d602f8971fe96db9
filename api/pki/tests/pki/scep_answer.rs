//! SCEP answers: what the device gets, and what the rest of the world makes of it.

use vestibule_pki::Error;
use vestibule_pki::certificate::Certificate;
use vestibule_pki::scep::client::{Answer, Sent};
use vestibule_pki::scep::{
    Algorithms, Entropy, FailInfo, Kind, capabilities, failure, message_from_query, success,
};

use crate::common::{at, authority, openssl, path};
use crate::device::{Device, NOW, issue, receive};

#[test]
fn answers_that_clients_accepted_and_ours_have_the_same_shape() {
    // The vector was accepted by strongSwan; ours differs in keys, names and times only.
    let shape = |der: &[u8]| {
        let directory = tempfile::tempdir().unwrap();
        let file = path(directory.path(), "reply.der", der);
        let parsed = openssl(&[
            "cms", "-cmsout", "-print", "-noout", "-inform", "DER", "-in", &file,
        ])
        .unwrap();
        let wanted = [
            "version:",
            "algorithm:",
            "object:",
            "contentType:",
            "eContentType",
            "PRINTABLESTRING:3",
            "PRINTABLESTRING:0",
            "d.issuerAndSerialNumber",
        ];
        let lines = parsed.lines().map(str::trim).filter(|line| {
            wanted
                .iter()
                .any(|one| line.starts_with(one) && (*line == *one || !one.starts_with("PRINT")))
        });
        let lines: Vec<String> = lines.map(str::to_owned).collect();
        lines
    };
    let device = Device::new();
    let sent = device.send(Kind::Enrollment, &device.csr(Some("s3cret")));
    let request = receive(&sent.message).unwrap();
    let reply = success(
        authority(),
        &request,
        &issue(&request),
        &Entropy::new(&[5; 48]),
        at(NOW),
    )
    .unwrap();
    let accepted = shape(include_bytes!(
        "../../../../tests/fixtures/scep/strongswan-pki-5.9.8_certrep.der"
    ));
    assert!(
        accepted.iter().any(|line| line.contains("rsaEncryption")),
        "{accepted:?}"
    );
    let (mut ours, mut accepted) = (shape(&reply), accepted);
    ours.sort();
    accepted.sort();
    assert_eq!(ours, accepted);
}

#[test]
fn a_device_gets_its_certificate_and_nothing_else() {
    let device = Device::new();
    let sent = device.send(Kind::Enrollment, &device.csr(Some("s3cret")));
    let request = receive(&sent.message).unwrap();
    assert_eq!(request.csr.challenge(), Some("s3cret"));
    assert_eq!(request.csr.common_name().as_deref(), Some("0197"));
    assert_eq!(request.transaction.id(), b"id-1");
    let issued = issue(&request);
    let entropy = Entropy::new(&[5; 48]);
    let reply = success(authority(), &request, &issued, &entropy, at(NOW)).unwrap();
    let answer = sent.read_answer(&reply, device.identity(), authority().certificate());
    assert_eq!(answer, Ok(Answer::Issued(vec![issued])));

    let stranger = Device::new();
    let refused = sent.read_answer(&reply, stranger.identity(), authority().certificate());
    assert_eq!(refused, Err(Error::Decryption));
    let other = stranger.send(Kind::Enrollment, &stranger.csr(None));
    let again = Sent::new(
        Kind::Enrollment,
        &stranger.csr(None),
        stranger.identity(),
        authority().certificate(),
        "id-2",
        &Entropy::new(&[4; 48]),
        at(NOW),
    )
    .unwrap();
    assert!(
        other
            .read_answer(&reply, device.identity(), authority().certificate())
            .is_ok()
    );
    let refused = again.read_answer(&reply, device.identity(), authority().certificate());
    assert_eq!(refused, Err(Error::SignedAttributes), "another transaction");
}

#[test]
fn openssl_opens_the_answer_by_hand() {
    let device = Device::new();
    let sent = device.send(Kind::Enrollment, &device.csr(None));
    let request = receive(&sent.message).unwrap();
    let issued = issue(&request);
    let reply = success(
        authority(),
        &request,
        &issued,
        &Entropy::new(&[5; 48]),
        at(NOW),
    )
    .unwrap();
    let directory = tempfile::tempdir().unwrap();
    let file = |name: &str, content: &[u8]| path(directory.path(), name, content);
    let (reply, root) = (
        file("reply", &reply),
        file("root", authority().certificate().to_pem().as_bytes()),
    );
    let (key, own) = (
        file("key", &device.key.to_pkcs8_der()),
        file("own", device.certificate.to_pem().as_bytes()),
    );
    let (sealed, bag) = (file("sealed", b""), file("bag", b""));
    openssl(&[
        "cms",
        "-verify",
        "-binary",
        "-inform",
        "DER",
        "-in",
        &reply,
        "-CAfile",
        &root,
        "-purpose",
        "any",
        "-attime",
        "1790000000",
        "-out",
        &sealed,
    ])
    .unwrap();
    openssl(&[
        "cms", "-decrypt", "-binary", "-inform", "DER", "-in", &sealed, "-inkey", &key, "-keyform",
        "DER", "-recip", &own, "-out", &bag,
    ])
    .unwrap();
    let printed = openssl(&["pkcs7", "-inform", "DER", "-in", &bag, "-print_certs"]).unwrap();
    let printed: Vec<Certificate> = Certificate::chain_from_pem(&printed).unwrap();
    assert_eq!(printed, [issued]);
}

#[test]
fn a_refusal_has_no_envelope_and_says_why() {
    let device = Device::new();
    let sent = device.send(Kind::Enrollment, &device.csr(Some("wrong")));
    let request = receive(&sent.message).unwrap();
    for info in [
        FailInfo::BadAlg,
        FailInfo::BadMessageCheck,
        FailInfo::BadRequest,
        FailInfo::BadTime,
        FailInfo::BadCertId,
    ] {
        let reply = failure(
            authority(),
            &request.transaction,
            info,
            "enrollment URL no longer valid",
            &[3; 16],
            at(NOW),
        )
        .unwrap();
        let answer = sent.read_answer(&reply, device.identity(), authority().certificate());
        assert_eq!(answer, Ok(Answer::Refused(info)));
        let directory = tempfile::tempdir().unwrap();
        let file = path(directory.path(), "reply.der", &reply);
        let printed = openssl(&[
            "cms", "-cmsout", "-print", "-noout", "-inform", "DER", "-in", &file,
        ])
        .unwrap();
        assert!(printed.contains("eContent: <ABSENT>"), "{printed}");
        assert!(
            printed.contains("UTF8STRING:enrollment URL no longer valid"),
            "{printed}"
        );
        assert!(printed.contains(&format!("PRINTABLESTRING:{}", info.code())));
    }
}

#[test]
fn the_capabilities_are_exactly_these() {
    assert_eq!(
        capabilities(Algorithms::default()),
        "AES\nDES3\nPOSTPKIOperation\nRenewal\nSCEPStandard\nSHA-1\nSHA-256\nSHA-384\nSHA-512\n"
    );
    let strict = Algorithms {
        sha1: false,
        triple_des: false,
        insecure_des: true,
    };
    assert_eq!(
        capabilities(strict),
        "AES\nPOSTPKIOperation\nRenewal\nSCEPStandard\nSHA-256\nSHA-384\nSHA-512\n"
    );
}

#[test]
fn a_message_in_a_query_is_read_with_breaks_spaces_and_without_padding() {
    let sent = Device::new();
    let sent = sent.send(Kind::Enrollment, &sent.csr(None));
    let query = sent.query();
    for odd in [
        query.clone(),
        query.replace('+', " "),
        query.trim_end_matches('=').to_owned(),
        query
            .as_bytes()
            .chunks(64)
            .map(|line| std::str::from_utf8(line).unwrap())
            .collect::<Vec<_>>()
            .join("\r\n")
            + "\n",
    ] {
        assert_eq!(message_from_query(&odd).unwrap(), sent.message);
    }
    assert!(message_from_query("not base64!").is_err());
    assert_eq!(
        message_from_query(&"A".repeat(200_000)),
        Err(Error::TooLarge)
    );
}
