//! The client-certificate header: read from a trusted proxy where the operator named one, and from nobody else.

use super::kept;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use vestibule_tests::TestServer;
use vestibule_tests::database::Database;
use vestibule_tests::device::installation::{CHECK_IN, REPORT, xml};
use vestibule_tests::device::{Installation, Stage};

const HEADER: &str = "x-client-cert";

fn server(header: bool, trusted: &str) -> TestServer {
    TestServer::with(Database::sqlite(), |config| {
        config.client_certificate_header = header.then(|| HEADER.to_owned());
        config.trusted_proxies = vec![trusted.parse().expect("a network")];
    })
}

/// RFC 9440, as Envoy and others write it; a PEM with percent signs, as nginx writes it.
fn values(device: &Installation) -> [String; 2] {
    let certificate = device.identity.as_ref().expect("a certificate");
    let pem = certificate.to_pem();
    let escaped: String = url::form_urlencoded::byte_serialize(pem.as_bytes()).collect();
    [
        format!(":{}:", STANDARD.encode(certificate.der())),
        escaped.replace('+', "%20"),
    ]
}

fn certified(stage: &Stage<'_>) -> Installation {
    let mut device = stage.install();
    device.certificate().expect("issued");
    device
}

#[test]
fn a_trusted_proxy_vouches_for_the_certificate() {
    let server = server(true, "127.0.0.0/8");
    let stage = Stage::secure(&server);
    for which in 0..2 {
        let device = certified(&stage);
        let value = &values(&device)[which];
        for message in [device.authenticate_message(), device.token_update_message()] {
            let answer = device.put_with(CHECK_IN, &xml(&message), &[(HEADER, value)]);
            answer.expect("it answers").ok();
        }
        assert_eq!(stage.state(&device.device), "enrolled");
    }
    // With a signature, the signature counts.
    let (one, two) = (stage.enrolled(), stage.enrolled());
    let message = xml(&one.token_update_message());
    let signature = vestibule_tests::device::signature::header(&two.sign(&message));
    let both = [
        (HEADER, values(&one)[0].clone()),
        ("mdm-signature", signature),
    ];
    let both = both.each_ref().map(|(name, value)| (*name, value.as_str()));
    let answer = one.put_with(CHECK_IN, &message, &both).expect("it answers");
    assert!((400..500).contains(&answer.status), "{}", answer.status);
}

#[test]
fn nobody_else_does() {
    for (header, trusted) in [
        (true, "10.0.0.0/8"),
        (false, "127.0.0.0/8"),
        (false, "10.0.0.0/8"),
    ] {
        let server = server(header, trusted);
        let stage = Stage::secure(&server);
        let (enrolled, device) = (stage.enrolled(), certified(&stage));
        let before = kept(&server);
        for value in values(&device) {
            let message = xml(&device.authenticate_message());
            let answer = device.put_with(CHECK_IN, &message, &[(HEADER, &value)]);
            answer.expect("it answers").is(400);
        }
        for name in [
            HEADER,
            "client-cert",
            "x-ssl-cert",
            "x-ssl-client-cert",
            "x-forwarded-client-cert",
            "ssl-client-cert",
        ] {
            let mut idle = plist::Dictionary::new();
            idle.insert("Status".into(), "Idle".into());
            idle.insert("UDID".into(), enrolled.device.udid.clone().into());
            let values = values(&enrolled);
            let headers = [(name, values[0].as_str()), ("x-forwarded-for", "10.0.0.1")];
            let answer = enrolled.put_with(REPORT, &xml(&idle), &headers);
            answer.expect("it answers").is(400);
        }
        assert_eq!(kept(&server), before);
        assert_eq!(stage.state(&device.device), "");
    }
}
