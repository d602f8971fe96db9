//! Damaged certificate requests: the documented answer, and nothing changes.

use super::kept;
use super::scep_requests::{ca, good};
use vestibule_pki::scep::Kind;
use vestibule_tests::TestServer;
use vestibule_tests::device::asn1::{Content, Node};
use vestibule_tests::device::forge::{self, SENDER_NONCE, TRANSACTION_ID};
use vestibule_tests::device::{Installation, Stage, scep};
use vestibule_tests::on_both_databases;

/// The status of the answer to any bytes.
fn status(device: &Installation, message: Vec<u8>) -> u16 {
    scep::post(&device.profile.scep.url, message)
        .expect("it answers")
        .status
}

on_both_databases! {
    fn damaged_messages_change_nothing(server) {
        let stage = Stage::secure(server);
        let mut device = stage.install();
        let sent = good(&device);
        let whole = &sent.message;
        let before = kept(server);
        for length in [0, 1, 2, 5, 20, 100, whole.len() / 3, whole.len() / 2, whole.len() - 300, whole.len() - 1] {
            assert_eq!(status(&device, whole[..length].to_vec()), 400, "{length}");
        }
        assert_eq!(status(&device, [whole.as_slice(), &[0]].concat()), 400, "one octet more");
        // Nobody signs what the sender says of its own transport certificate, nor the numbers around it.
        let own = device.asker.transport.der();
        let bag = whole.windows(own.len()).position(|part| part == own).expect("it is in the bag");
        let signed = (60..bag).chain(bag + own.len() + 60..whole.len());
        for place in signed.step_by(41) {
            let mut flipped = whole.clone();
            flipped[place] ^= 0x10;
            let answer = scep::post(&device.profile.scep.url, flipped).expect("it answers");
            assert!([200, 400].contains(&answer.status), "{place}: {}", answer.status);
            if answer.status == 200 {
                // Perhaps a refusal, perhaps one about another transaction; never a certificate.
                let read = device.asker.read(&sent, &answer, &ca(&device));
                assert!(read.is_err(), "{place}");
            }
        }
        assert_eq!(kept(server), before);
        device.certificate().expect("the profile is as good as before");
    }

    fn bombs_are_refused_unread(server) {
        let stage = Stage::secure(server);
        let device = stage.install();
        let before = kept(server);
        let deep = [&[0x30, 0x80].repeat(10_000)[..], &[0, 0].repeat(10_000)].concat();
        assert_eq!(status(&device, deep), 400);
        let definite = (0..60).fold(vec![0x05, 0x00], |inside, _| {
            Node::nodes(0x30, [Node::octets(0x04, inside.clone())]).der()
        });
        assert_eq!(status(&device, definite), 400);
        let nested = (0..40).fold(Node::octets(0x04, [0]), |inside, _| Node::nodes(0x30, [inside]));
        assert_eq!(status(&device, nested.der()), 400);
        let boasting = [&[0x30, 0x84, 0xff, 0xff, 0xff, 0xff][..], &[0; 100]].concat();
        assert_eq!(status(&device, boasting), 400);
        assert_eq!(status(&device, vec![0x30; 70_000]), 413);
        assert_eq!(status(&device, vec![0x30; 2_000_000]), 413);
        assert_eq!(status(&device, forge::two_signers(&good(&device).message)), 400);
        assert_eq!(kept(server), before);
    }

    fn a_message_that_cannot_be_answered_is_400(server) {
        let stage = Stage::secure(server);
        let device = stage.install();
        let sent = good(&device);
        let before = kept(server);
        for missing in [TRANSACTION_ID, SENDER_NONCE] {
            let without = forge::change(&sent.message, &device.asker.key, |parts| parts.remove(missing));
            assert_eq!(status(&device, without.der()), 400, "{missing}");
        }
        let endless = forge::change(&sent.message, &device.asker.key, |parts| {
            parts.remove(TRANSACTION_ID);
            parts.add(TRANSACTION_ID, &"x".repeat(257));
        });
        assert_eq!(status(&device, endless.der()), 400);
        assert_eq!(kept(server), before);
    }

    fn messages_captured_elsewhere_are_refused_politely(server) {
        let stage = Stage::secure(server);
        let device = stage.install();
        let before = kept(server);
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/scep");
        for entry in std::fs::read_dir(folder).expect("fixtures").flatten() {
            let message = std::fs::read(entry.path()).expect("the fixture can be read");
            let status = status(&device, message);
            assert!([200, 400].contains(&status), "{}: {status}", entry.path().display());
        }
        assert_eq!(kept(server), before);
    }
}

#[test]
fn a_refusal_says_nothing_about_why() {
    let server = TestServer::on_sqlite();
    let stage = Stage::secure(&server);
    let device = stage.install();
    let sent = good(&device);
    let texts = [
        b"no request at all".to_vec(),
        vec![0x30, 0x03, 0x02, 0x01, 0x00],
    ];
    let mut said = Vec::new();
    for csr in texts {
        let sent = device
            .asker
            .wrap(Kind::Enrollment, &csr, &ca(&device), server.now());
        said.push(texts_of(
            &scep::post(&device.profile.scep.url, sent.message)
                .expect("it answers")
                .body,
        ));
    }
    // A content key that does not unwrap is no other failure than content that is none.
    let garbled = forge::change(&sent.message, &device.asker.key, |parts| {
        let mut envelope = Node::parse(&parts.content);
        let to = &mut envelope.inside_mut()[1].inside_mut()[0].inside_mut()[1].inside_mut()[0];
        let last = to.inside_mut().last_mut().expect("a wrapped key");
        if let Content::Octets(wrapped) = &mut last.content {
            wrapped[40] ^= 1;
        }
        parts.content = envelope.der();
    });
    said.push(texts_of(
        &scep::post(&device.profile.scep.url, garbled.der())
            .expect("it answers")
            .body,
    ));
    assert!(said.iter().all(|one| *one == said[0]), "{said:?}");
}

/// Every readable text in an answer, but for the transaction's.
fn texts_of(der: &[u8]) -> Vec<String> {
    fn walk(node: &Node, found: &mut Vec<String>) {
        match &node.content {
            Content::Nodes(nodes) => nodes.iter().for_each(|node| walk(node, found)),
            Content::Octets(text) if [0x0c, 0x13].contains(&node.tag) && text.len() < 64 => {
                found.push(String::from_utf8_lossy(text).into_owned());
            }
            Content::Octets(_) => {}
        }
    }
    let mut found = Vec::new();
    walk(&Node::parse(der), &mut found);
    found
}
