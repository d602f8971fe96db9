//! Forged messages are what they claim: the product's own reader tells each for what it is.

use vestibule_pki::Error;
use vestibule_pki::ca::{Authority, Root};
use vestibule_pki::certificate::Subject;
use vestibule_pki::csr::Csr;
use vestibule_pki::key::{PrivateKey, RsaSize};
use vestibule_pki::scep::client::Sent;
use vestibule_pki::scep::{Algorithms, FailInfo, Kind, OpenError, Request};
use vestibule_tests::device::asn1::Node;
use vestibule_tests::device::forge::{self, Cipher, MESSAGE_TYPE, SENDER_NONCE, TRANSACTION_ID};
use vestibule_tests::device::scep::Asker;

const NOW: &str = "2027-01-31T09:00:00Z";

struct Desk {
    authority: Authority,
    asker: Asker,
    csr: Vec<u8>,
    sent: Sent,
}

fn desk() -> Desk {
    let now = NOW.parse().expect("a moment");
    let name = |common_name: &str| Subject {
        common_name: common_name.into(),
        ..Subject::default()
    };
    let root = Root {
        subject: name("CA"),
        serial: vec![1; 16],
        not_before: now,
    };
    let key = || PrivateKey::generate_rsa(RsaSize::Bits2048).expect("a key");
    let authority = Authority::create(key(), &root).expect("a root");
    let asker = Asker::new(key(), now);
    let csr = Csr::build(&asker.key, &name("device"), Some("s3cret")).expect("a request");
    let sent = asker.wrap(Kind::Enrollment, &csr, authority.certificate(), now);
    Desk {
        authority,
        asker,
        csr,
        sent,
    }
}

impl Desk {
    fn open(&self, message: &[u8]) -> Result<Request, OpenError> {
        let algorithms = Algorithms {
            insecure_des: true,
            ..Algorithms::default()
        };
        Request::open(message, &self.authority, algorithms, &[5; 32])
    }

    fn change(&self, change: impl FnOnce(&mut forge::Parts)) -> Node {
        forge::change(&self.sent.message, &self.asker.key, change)
    }
}

#[test]
fn an_unchanged_message_is_the_same() {
    let desk = desk();
    assert_eq!(desk.change(|_| ()).der(), desk.sent.message);
}

#[test]
fn every_cipher_and_encoding_is_opened() {
    let desk = desk();
    for cipher in [Cipher::Aes256, Cipher::TripleDes, Cipher::Des] {
        let sealed = forge::seal(cipher, &desk.csr, desk.authority.certificate());
        let message = desk.change(|parts| parts.content = sealed);
        let opened = desk.open(&message.der()).expect("it opens");
        assert_eq!(opened.csr.challenge(), Some("s3cret"), "{cipher:?}");
        for levels in 1..8 {
            let opened = desk.open(&message.ber(levels)).expect("it opens");
            assert_eq!(opened.csr.challenge(), Some("s3cret"), "{levels}");
        }
    }
}

#[test]
fn types_and_attributes_are_what_was_asked_for() {
    let desk = desk();
    for kind in [vec!["3"], vec!["19", "19"], vec![]] {
        let message = desk.change(|parts| {
            parts.remove(MESSAGE_TYPE);
            kind.iter().for_each(|kind| parts.add(MESSAGE_TYPE, kind));
        });
        match desk.open(&message.der()) {
            Err(OpenError::Refused(refused)) => assert_eq!(
                (refused.fail_info, &refused.reason),
                (FailInfo::BadRequest, &Error::Invalid("message type")),
                "{kind:?}"
            ),
            other => panic!("{kind:?}: {other:?}"),
        }
    }
    for missing in [TRANSACTION_ID, SENDER_NONCE] {
        let message = desk.change(|parts| parts.remove(missing));
        let refused = desk.open(&message.der()).expect_err("refused");
        assert_eq!(refused, OpenError::Unreadable(Error::SignedAttributes));
    }
    let two = desk.open(&forge::two_signers(&desk.sent.message));
    assert_eq!(
        two.expect_err("refused"),
        OpenError::Unreadable(Error::Signer)
    );
}
