//! Damaged and hostile check-in messages: the documented answer, and nothing changes.

use super::kept;
use jiff::SignedDuration;
use std::path::Path;
use std::process::Command;
use vestibule_pki::certificate::{Certificate, Subject};
use vestibule_pki::key::{PrivateKey, RsaSize};
use vestibule_tests::device::asn1::Node;
use vestibule_tests::device::installation::{CHECK_IN, REPORT, xml};
use vestibule_tests::device::signature::{Shape, header, key_pem, piped, sign};
use vestibule_tests::device::{Installation, Stage};
use vestibule_tests::on_both_databases;

/// The status of the answer to a signed body.
fn status(device: &Installation, kind: &str, body: &[u8]) -> u16 {
    device
        .put(kind, body, &device.sign(body))
        .expect("it answers")
        .status
}

/// Text around the body of a dictionary.
fn plist(body: &str) -> Vec<u8> {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n<plist version=\"1.0\"><dict>{body}</dict></plist>\n").into_bytes()
}

fn fixture(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/mdm");
    std::fs::read(folder.join(name)).expect("the fixture is there")
}

on_both_databases! {
    fn a_body_without_its_signature_is_400(server) {
        let stage = Stage::secure(server);
        let device = stage.enrolled();
        let body = xml(&device.token_update_message());
        let good = header(&device.sign(&body));
        let other = header(&device.sign(b"another body"));
        let before = kept(server);
        let put = |headers: &[(&str, &str)]| device.put_with(CHECK_IN, &body, headers).expect("it answers").status;
        assert_eq!(put(&[]), 400, "no signature");
        let half = &good[..good.len() / 2];
        let long = "A".repeat(40_000);
        for value in ["", "AAAA", "***", "MIIB", half, other.as_str(), &format!("{good}AAAA"), &good.replace('M', "N")] {
            assert_eq!(put(&[("mdm-signature", value)]), 400, "{:.20}", value);
        }
        let status = put(&[("mdm-signature", &long)]);
        assert!([400, 413, 431].contains(&status), "{status}");
        assert_eq!(put(&[("mdm-signature", &good), ("mdm-signature", &good)]), 400, "two signatures");
        assert_eq!(put(&[("authorization", "Basic eDp5")]), 400);
        assert_eq!(kept(server), before);
        assert_eq!(put(&[("mdm-signature", &good)]), 200);
    }

    fn a_damaged_signature_is_400(server) {
        let stage = Stage::secure(server);
        let device = stage.enrolled();
        let body = xml(&device.token_update_message());
        let signature = device.sign(&body);
        let before = kept(server);
        for length in [1, 10, 100, signature.len() / 2, signature.len() - 3] {
            assert_eq!(device.put(CHECK_IN, &body, &signature[..length]).expect("it answers").status, 400, "{length}");
        }
        let deep = [&[0x30, 0x80].repeat(3_000)[..], &[0, 0].repeat(3_000)].concat();
        assert_eq!(device.put(CHECK_IN, &body, &deep).expect("it answers").status, 400);
        for shape in [Shape::DEVICE, Shape { attributes: true, ..Shape::DEVICE }] {
            let identity = device.identity.clone().expect("a certificate");
            let signature = sign(Shape { ber: false, ..shape }, &device.asker.key, &identity, &body);
            let mut two = Node::parse(&signature);
            let signers = two.inside_mut()[1].inside_mut()[0].inside_mut().last_mut().expect("signers");
            let twin = signers.inside()[0].clone();
            signers.inside_mut().push(twin);
            assert_eq!(device.put(CHECK_IN, &body, &two.der()).expect("it answers").status, 400, "two signers");
            let mut spoilt = body.clone();
            spoilt[60] ^= 1;
            assert_eq!(device.put(CHECK_IN, &spoilt, &signature).expect("it answers").status, 400, "another body");
        }
        assert_eq!(kept(server), before);
    }

    fn a_certificate_of_another_authority_is_400(server) {
        let stage = Stage::secure(server);
        let mut device = stage.enrolled();
        let before = kept(server);
        let own = device.identity.clone().expect("a certificate");
        // One that it made itself, with the very name and number of the one that was issued; and a captured one.
        let name = Subject { common_name: own.common_name().expect("a name"), ..Subject::default() };
        let (from, to) = (server.now() - SignedDuration::from_hours(1), server.now() + SignedDuration::from_hours(1));
        let forged = Certificate::self_signed(&device.asker.key, &name, &[9; 16], from, to).expect("a certificate");
        device.identity = Some(forged);
        assert_eq!(status(&device, CHECK_IN, &xml(&device.token_update_message())), 400);
        device.asker.key = PrivateKey::from_pem(&String::from_utf8(fixture("device.key.pem")).expect("text")).expect("a key");
        device.identity = Some(Certificate::from_der(&fixture("device.cert.der")).expect("a certificate"));
        assert_eq!(status(&device, CHECK_IN, &xml(&device.token_update_message())), 400);
        let captured = device.put(CHECK_IN, &fixture("authenticate.body.plist"), &fixture("authenticate.ber-sha1-noattrs.der"));
        assert_eq!(captured.expect("it answers").status, 400);
        // The issued certificate, signed with another key.
        device.identity = Some(own);
        device.asker.key = PrivateKey::generate_rsa(RsaSize::Bits2048).expect("a key");
        assert_eq!(status(&device, CHECK_IN, &xml(&device.token_update_message())), 400);
        assert_eq!(kept(server), before);
    }

    fn plists_that_are_none_or_could_be_read_in_two_ways_are_400(server) {
        let stage = Stage::secure(server);
        let device = stage.enrolled();
        let udid = &device.device.udid;
        let topic = &device.profile.mdm.topic;
        let good = format!("<key>MessageType</key><string>CheckOut</string><key>Topic</key><string>{topic}</string><key>UDID</key><string>{udid}</string>");
        let before = kept(server);
        let bomb = {
            let entities: String = (1..12).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect();
            format!("<?xml version=\"1.0\"?><!DOCTYPE plist [<!ENTITY l0 \"lol\">{entities}]><plist version=\"1.0\"><dict>{good}<key>x</key><string>&l11;</string></dict></plist>").into_bytes()
        };
        let external = format!("<?xml version=\"1.0\"?><!DOCTYPE plist [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><plist version=\"1.0\"><dict>{good}<key>x</key><string>&e;</string></dict></plist>").into_bytes();
        let deep = plist(&format!("{good}<key>x</key>{}{}", "<array>".repeat(5_000), "</array>".repeat(5_000)));
        let bodies: Vec<(&str, Vec<u8>)> = vec![
            ("empty", Vec::new()),
            ("no plist", b"hello".to_vec()),
            ("JSON", b"{\"MessageType\":\"CheckOut\"}".to_vec()),
            ("binary", b"bplist00\xd1\x01\x02".to_vec()),
            ("an array", b"<plist version=\"1.0\"><array/></plist>".to_vec()),
            ("an empty dictionary", plist("")),
            ("entities", bomb),
            ("an external entity", external),
            ("deep", deep),
            ("a key twice", plist(&format!("{good}<key>UDID</key><string>other</string>"))),
            ("a key twice in another case", plist(&format!("{good}<key>udid</key><string>other</string>"))),
            ("an EnrollmentID in another case", plist(&format!("{good}<key>enrollmentid</key><string>other</string>"))),
            ("a user of another kind", plist(&format!("{good}<key>EnrollmentUserID</key><string>U</string>"))),
            ("CDATA", plist(&good.replace(udid.as_str(), &format!("<![CDATA[{udid}]]>")))),
            ("a comment", plist(&good.replace(udid.as_str(), &format!("{udid}<!-- -->")))),
            ("no UTF-8", [plist(&good), vec![0xff]].concat()),
            ("UTF-16", String::from_utf8(plist(&good)).expect("text").encode_utf16().flat_map(u16::to_be_bytes).collect()),
            ("cut off", plist(&good)[..200].to_vec()),
            ("something after it", [plist(&good), b"<plist/>".to_vec()].concat()),
            ("no type", plist(&good.replace("<key>MessageType</key><string>CheckOut</string>", ""))),
            ("another type", plist(&good.replace("CheckOut", "Checkout"))),
            ("a number for a text", plist(&good.replace(&format!("<string>{udid}</string>"), "<integer>1</integer>"))),
            ("an empty UDID", plist(&good.replace(udid.as_str(), ""))),
            ("a long UDID", plist(&good.replace(udid.as_str(), &"A".repeat(200)))),
            ("a UDID with spaces", plist(&good.replace(udid.as_str(), &format!(" {udid}")))),
            ("no topic", plist(&good.replace(&format!("<key>Topic</key><string>{topic}</string>"), ""))),
            ("NUL", plist(&good.replace(udid.as_str(), &format!("{udid}\0")))),
        ];
        for (what, body) in &bodies {
            assert_eq!(status(&device, CHECK_IN, body), 400, "{what}");
            assert_eq!(status(&device, REPORT, body), 400, "{what}");
        }
        assert_eq!(kept(server), before);
        assert_eq!(status(&device, CHECK_IN, &plist(&good)), 200);
    }

    fn large_bodies_are_413_and_large_reports_are_read(server) {
        let stage = Stage::secure(server);
        let device = stage.enrolled();
        let before = kept(server);
        let padded = |size: usize, inside: &str| plist(&format!("{inside}<key>UDID</key><string>{}</string><key>X</key><string>{}</string>", device.device.udid, "x".repeat(size)));
        let check_in = padded(1 << 20, "<key>MessageType</key><string>GetBootstrapToken</string>");
        assert_eq!(status(&device, CHECK_IN, &check_in), 413);
        let report = padded(17 << 20, "<key>Status</key><string>Idle</string>");
        assert_eq!(status(&device, REPORT, &report), 413);
        assert_eq!(kept(server), before);
        let report = padded(2 << 20, "<key>Status</key><string>Idle</string>");
        assert_eq!(status(&device, REPORT, &report), 200);
    }

    fn what_says_no_type_belongs_to_the_command_channel(server) {
        let stage = Stage::secure(server);
        let device = stage.enrolled();
        let idle = plist(&format!("<key>UDID</key><string>{}</string><key>Status</key><string>Idle</string>", device.device.udid));
        for kind in [REPORT, "application/x-apple-aspen-mdm", "", "text/xml"] {
            assert_eq!(status(&device, kind, &idle), 200, "{kind}");
        }
        let before = kept(server);
        assert_eq!(status(&device, "", &xml(&device.token_update_message())), 400);
        assert_eq!(status(&device, CHECK_IN, &idle), 400);
        let odd = plist(&format!("<key>UDID</key><string>{}</string><key>Status</key><string>Bored</string>", device.device.udid));
        assert_eq!(status(&device, REPORT, &odd), 400);
        assert_eq!(kept(server), before);
        assert_eq!(status(&device, "Application/X-Apple-Aspen-MDM-CheckIn", &xml(&device.token_update_message())), 200);
    }

    fn a_certificate_past_its_end_is_400_and_the_device_stays(server) {
        let stage = Stage::secure(server);
        let device = stage.enrolled();
        let end = device.identity.as_ref().expect("a certificate").not_after();
        server.advance(end.duration_since(server.now()));
        device.idle().expect("valid until then");
        server.advance(SignedDuration::from_secs(1));
        let before = kept(server);
        assert_eq!(device.idle().expect_err("past its end").status(), 400);
        assert_eq!(kept(server), before);
        assert_eq!(stage.state(&device.device), "enrolled");
    }
}

#[test]
fn a_signature_by_two_people_is_400() {
    let server = vestibule_tests::TestServer::on_sqlite();
    let stage = Stage::secure(&server);
    let (one, two) = (stage.enrolled(), stage.enrolled());
    let folder = tempfile::tempdir().expect("the temporary folder can be written");
    let mut openssl = Command::new("openssl");
    openssl.args(["cms", "-sign", "-binary", "-outform", "DER"]);
    for (number, device) in [&one, &two].into_iter().enumerate() {
        let identity = device.identity.as_ref().expect("a certificate");
        let file = folder.path().join(format!("{number}.pem"));
        std::fs::write(
            &file,
            format!("{}{}", identity.to_pem(), key_pem(&device.asker.key)),
        )
        .expect("it can be written");
        openssl.arg("-signer").arg(file);
    }
    for device in [&one, &two] {
        let body = xml(&device.token_update_message());
        let signature = piped(&mut openssl, &body);
        assert_eq!(
            device
                .put(CHECK_IN, &body, &signature)
                .expect("it answers")
                .status,
            400
        );
    }
}
