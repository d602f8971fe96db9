//! The operations of `/scep`, as clients ask for them.

use vestibule_pki::certificate::Certificate;
use vestibule_tests::caller::send;
use vestibule_tests::device::scep::{Method, authority, capabilities};
use vestibule_tests::device::{Stage, Stop};
use vestibule_tests::{TestServer, on_both_databases};

on_both_databases! {
    fn capabilities_and_authority_are_told_however_they_are_asked_for(server) {
        let stranger = server.stranger();
        let wanted = "AES\nDES3\nPOSTPKIOperation\nRenewal\nSCEPStandard\nSHA-1\nSHA-256\nSHA-384\nSHA-512\n";
        for path in ["/scep?operation=GetCACaps", "/scep?operation=GetCACaps&message=", "/scep?message=x&operation=GetCACaps"] {
            let answer = stranger.open(path).ok();
            assert_eq!(answer.body, wanted.as_bytes(), "{path}");
            assert!(answer.header("content-type").starts_with("text/plain"), "{path}");
        }
        let first = stranger.open("/scep?operation=GetCACert").ok();
        assert_eq!(first.header("content-type"), "application/x-x509-ca-cert");
        let certificate = Certificate::from_der(&first.body).expect("a certificate");
        certificate.verify_issued_by(&certificate).expect("a root");
        for path in [
            "/scep?operation=GetCACert&message=Device%20Management%20Identity%20Certificate",
            "/scep?operation=GetCACert&message=",
            // RFC 8894: the authority ignores what follows its path.
            "/scep/pkiclient.exe?operation=GetCACert",
            "/scep/?operation=GetCACert&message=ca",
        ] {
            assert_eq!(stranger.open(path).ok().body, first.body, "{path}");
        }
        server.restart();
        assert_eq!(stranger.open("/scep?operation=GetCACert").ok().body, first.body);
    }

    fn what_is_no_operation_is_400(server) {
        let stranger = server.stranger();
        for path in [
            "/scep",
            "/scep?operation=",
            "/scep?operation=GetNextCACert",
            "/scep?operation=PKIOperation",
            "/scep?operation=PKIOperation&message=",
            "/scep?operation=PKIOperation&message=%2a%2a%2a",
            "/scep?operation=PKIOperation&message=MIIB",
        ] {
            stranger.open(path).is(400);
            send(stranger.request("POST", path).body("x")).is(400);
        }
        for method in ["PUT", "DELETE", "PATCH"] {
            let answer = send(stranger.request(method, "/scep?operation=GetCACaps"));
            assert!([400, 404, 405].contains(&answer.status), "{method} {}", answer.status);
        }
    }

    fn a_request_comes_by_post_whatever_its_content_type_and_by_get_however_it_is_escaped(server) {
        let stage = Stage::secure(server);
        for kind in ["application/x-pki-message", "application/octet-stream", ""] {
            let device = stage.install();
            let ca = authority(&device.profile.scep).expect("an authority");
            let csr = device.asker.csr(&device.profile.scep);
            let sent = device.asker.wrap(vestibule_pki::scep::Kind::Enrollment, &csr, &ca, server.now());
            // One client puts the whole message into the query of its POST, too.
            let query = format!("/scep?operation=PKIOperation&message={}", sent.query().replace('+', "%2B"));
            let mut request = server.stranger().request("POST", &query).body(sent.message.clone());
            if !kind.is_empty() {
                request = request.header("content-type", kind);
            }
            device.asker.read(&sent, &send(request), &ca).expect("issued");
        }
        let escapes: [fn(&str) -> String; 3] = [
            // As it should be; with a plus that arrives as a space; with line breaks.
            |text| text.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D"),
            str::to_owned,
            |text| {
                let lines: Vec<&str> = text.as_bytes().chunks(64).map(|line| std::str::from_utf8(line).expect("ASCII")).collect();
                lines.join("%0A")
            },
        ];
        for escape in escapes {
            let device = stage.install();
            let ca = authority(&device.profile.scep).expect("an authority");
            let csr = device.asker.csr(&device.profile.scep);
            let sent = device.asker.wrap(vestibule_pki::scep::Kind::Enrollment, &csr, &ca, server.now());
            let answer = server.stranger().open(&format!("/scep?operation=PKIOperation&message={}", escape(&sent.query())));
            device.asker.read(&sent, &answer, &ca).expect("issued");
        }
    }

    fn other_servers_have_other_authorities(server) {
        let stage = Stage::secure(server);
        let mut device = stage.install();
        capabilities(&device.profile.scep.url).expect("capabilities");
        device.certificate_by(Method::Get).expect("issued");
        let ours = authority(&device.profile.scep).expect("an authority");
        assert_eq!(device.identity.as_ref().map(|own| own.verify_issued_by(&ours)), Some(Ok(())));
    }
}

#[test]
fn a_client_of_another_authority_is_refused() {
    let server = TestServer::on_sqlite();
    let stage = Stage::secure(&server);
    let device = stage.install();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/scep");
    let foreign = std::fs::read(folder.join("ca.cert.der")).expect("the fixture is there");
    let foreign = Certificate::from_der(&foreign).expect("a certificate");
    let ca = authority(&device.profile.scep).expect("an authority");
    let csr = device.asker.csr(&device.profile.scep);
    let sent = device.asker.wrap(
        vestibule_pki::scep::Kind::Enrollment,
        &csr,
        &foreign,
        server.now(),
    );
    let answer =
        vestibule_tests::device::scep::post(&device.profile.scep.url, sent.message.clone());
    let refused = device.asker.read(&sent, &answer.expect("it answers"), &ca);
    assert_eq!(
        refused,
        Err(Stop::CertificateRefused(
            vestibule_pki::scep::FailInfo::BadMessageCheck
        ))
    );
}
