//! Messages that no client of this crate makes: other types, missing and doubled attributes.

use jiff::Timestamp;

use super::message::builder;
use super::{Algorithms, Entropy, FailInfo, Kind, OpenError, Request, client};
use crate::asn1::{Attribute, RawSet, decode};
use crate::ca::{Authority, Root};
use crate::certificate::{Certificate, Subject};
use crate::cms::enveloped::seal;
use crate::cms::signed::signed_data;
use crate::csr::Csr;
use crate::error::{Error, Result};
use crate::key::{Curve, PrivateKey, RsaSize};
use crate::{asn1, oid};

struct Stage {
    authority: Authority,
    key: PrivateKey,
    certificate: Certificate,
    content: Vec<u8>,
    now: Timestamp,
}

fn name(common_name: &str) -> Subject {
    Subject {
        common_name: common_name.into(),
        ..Subject::default()
    }
}

fn self_signed(key: &PrivateKey, now: Timestamp) -> Certificate {
    let end = now + jiff::SignedDuration::from_hours(1);
    Certificate::self_signed(key, &name("device"), &[2; 16], now, end).unwrap()
}

fn stage() -> Stage {
    let now: Timestamp = "2026-06-01T12:00:00Z".parse().unwrap();
    let root = Root {
        subject: name("CA"),
        serial: vec![1; 16],
        not_before: now,
    };
    let own = PrivateKey::generate_rsa(RsaSize::Bits2048).unwrap();
    let authority = Authority::create(own, &root).unwrap();
    let key = PrivateKey::generate_rsa(RsaSize::Bits2048).unwrap();
    let csr = Csr::build(&key, &name("device"), Some("s3cret")).unwrap();
    let content = seal(&csr, authority.certificate(), &[3; 16], &[4; 16]).unwrap();
    Stage {
        certificate: self_signed(&key, now),
        authority,
        key,
        content,
        now,
    }
}

impl Stage {
    /// The attributes of an enrollment, each encoded.
    fn attributes(&self, kind: &[u8]) -> Vec<Vec<u8>> {
        let set = builder(kind, b"id", &[7; 16], &self.content, self.now);
        let set = set.unwrap().finish();
        let elements = RawSet(&set).elements().unwrap();
        elements.into_iter().map(<[u8]>::to_vec).collect()
    }

    fn open(&self, attributes: Vec<Vec<u8>>) -> Result<Request, OpenError> {
        let attributes = asn1::sorted_set(attributes);
        let (own, content) = (&self.certificate, Some(self.content.as_slice()));
        let message = signed_data(&self.key, own, &[own], content, &attributes).unwrap();
        self.receive(&message)
    }

    fn receive(&self, message: &[u8]) -> Result<Request, OpenError> {
        Request::open(message, &self.authority, Algorithms::default(), &[5; 32])
    }
}

fn is(attribute: &[u8], wanted: oid::ObjectIdentifier) -> bool {
    let attribute: Attribute<'_> = decode(attribute, "attribute").unwrap();
    attribute.oid == wanted
}

#[track_caller]
fn refused(result: Result<Request, OpenError>, fail_info: FailInfo, reason: &Error) {
    match result {
        Err(OpenError::Refused(refused)) => {
            assert_eq!((refused.fail_info, &refused.reason), (fail_info, reason));
            assert_eq!(refused.transaction.id(), b"id");
        }
        other => panic!("not refused with an answer: {other:?}"),
    }
}

#[test]
fn only_enrollments_and_renewals_are_opened() {
    let stage = stage();
    assert!(stage.open(stage.attributes(b"19")).is_ok());
    // CertRep, UpdateReq, CertPoll, GetCert, GetCRL, and nonsense.
    for kind in ["3", "18", "20", "21", "22", "0", "019", "1719", " 19", ""] {
        let result = stage.open(stage.attributes(kind.as_bytes()));
        refused(
            result,
            FailInfo::BadRequest,
            &Error::Invalid("message type"),
        );
    }
    let mut without = stage.attributes(b"19");
    without.retain(|attribute| !is(attribute, oid::MESSAGE_TYPE));
    let result = stage.open(without);
    refused(
        result,
        FailInfo::BadRequest,
        &Error::Invalid("message type"),
    );
}

#[test]
fn a_message_without_transaction_or_nonce_cannot_be_answered() {
    let stage = stage();
    for missing in [oid::TRANSACTION_ID, oid::SENDER_NONCE] {
        let mut attributes = stage.attributes(b"19");
        attributes.retain(|attribute| !is(attribute, missing));
        let expected = OpenError::Unreadable(Error::SignedAttributes);
        assert_eq!(stage.open(attributes).unwrap_err(), expected);
    }
    let mut endless = stage.attributes(b"19");
    endless.retain(|attribute| !is(attribute, oid::TRANSACTION_ID));
    let id = builder(b"19", &[b'x'; 257], &[7; 16], &[], stage.now).unwrap();
    let id = id.finish();
    let id = RawSet(&id).elements().unwrap();
    endless.extend(
        id.into_iter()
            .filter(|one| is(one, oid::TRANSACTION_ID))
            .map(<[u8]>::to_vec),
    );
    let expected = OpenError::Unreadable(Error::SignedAttributes);
    assert_eq!(stage.open(endless).unwrap_err(), expected);
}

#[test]
fn a_missing_or_doubled_message_digest_or_content_type_is_a_bad_message_check() {
    let stage = stage();
    for spoilt in [oid::ID_MESSAGE_DIGEST, oid::ID_CONTENT_TYPE] {
        let attributes = stage.attributes(b"19");
        let (one, mut rest): (Vec<_>, Vec<_>) = attributes
            .into_iter()
            .partition(|attribute| is(attribute, spoilt));
        let result = stage.open(rest.clone());
        refused(result, FailInfo::BadMessageCheck, &Error::SignedAttributes);
        rest.extend([one[0].clone(), one[0].clone()]);
        let result = stage.open(rest);
        refused(result, FailInfo::BadMessageCheck, &Error::SignedAttributes);
    }
}

#[test]
fn a_doubled_transaction_cannot_be_answered() {
    let stage = stage();
    let mut attributes = stage.attributes(b"19");
    let id = attributes.iter().find(|one| is(one, oid::TRANSACTION_ID));
    attributes.push(id.unwrap().clone());
    let expected = OpenError::Unreadable(Error::SignedAttributes);
    assert_eq!(stage.open(attributes).unwrap_err(), expected);
}

#[test]
fn a_signer_that_nothing_can_be_encrypted_to_is_a_bad_algorithm() {
    let mut stage = stage();
    stage.key = PrivateKey::generate_ec(Curve::P256).unwrap();
    stage.certificate = self_signed(&stage.key, stage.now);
    let result = stage.open(stage.attributes(b"19"));
    refused(
        result,
        FailInfo::BadAlg,
        &Error::UnsupportedAlgorithm("signer's key"),
    );
}

#[test]
fn a_message_with_two_signers_is_unreadable() {
    let stage = stage();
    let attributes = asn1::sorted_set(stage.attributes(b"19"));
    let own = &stage.certificate;
    let content = Some(stage.content.as_slice());
    let message = signed_data(&stage.key, own, &[own], content, &attributes).unwrap();
    let info: asn1::ContentInfo<'_> = decode(&message, "test").unwrap();
    let mut data: asn1::SignedData<'_> = info.content.unwrap().decode_as().unwrap();
    let twice = data.signers.0.repeat(2);
    data.signers = RawSet(&twice);
    let message = crate::cms::signed::content_info(&data).unwrap();
    let expected = OpenError::Unreadable(Error::Signer);
    assert_eq!(stage.receive(&message).unwrap_err(), expected);
}

#[test]
fn a_retry_of_the_same_request_has_the_same_transaction_and_key() {
    let stage = stage();
    let identity = client::Identity {
        key: &stage.key,
        certificate: &stage.certificate,
    };
    let csr = Csr::build(&stage.key, &name("device"), None).unwrap();
    let send = |random: u8| {
        let entropy = Entropy::new(&[random; 48]);
        let own = stage.authority.certificate();
        let sent = client::Sent::new(
            Kind::Enrollment,
            &csr,
            identity,
            own,
            "retry",
            &entropy,
            stage.now,
        );
        stage.receive(&sent.unwrap().message).unwrap()
    };
    for request in [send(1), send(2)] {
        assert_eq!(request.transaction.id(), b"retry");
        assert_eq!(
            request.csr.public_key().sha256(),
            stage.key.public_key().sha256()
        );
    }
}
