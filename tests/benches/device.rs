//! What a device's message costs beside what it must cost at least, measured in the same run: `make bench`.
//!
//! Issuing a certificate needs three operations with the authority's key (open the envelope, sign the certificate, sign the
//! answer); an Idle needs one signature verified and one indexed read. Only the ratios count: machines differ.

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{
    KeyPair, Pkcs1PublicEncryptingKey, PrivateDecryptingKey, PublicEncryptingKey,
};
use aws_lc_rs::rsa::{KeySize, Pkcs1PrivateDecryptingKey};
use aws_lc_rs::signature::RSA_PKCS1_SHA256;
use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};
use vestibule_app::DeviceClient;
use vestibule_app::device::certificate::{self, Outcome};
use vestibule_app::device::respond::{DeviceResponse, respond};
use vestibule_app::device::verify::{Channel, Proof, is_known, verify};
use vestibule_pki::cms::verify_detached;
use vestibule_pki::key::{PrivateKey, RsaSize};
use vestibule_pki::scep::Kind;
use vestibule_tests::TestServer;
use vestibule_tests::device::scep::{Asker, authority};
use vestibule_tests::device::{Installation, Stage};

/// How often each thing is measured; the least counts, for the machine is shared. Fewer than the profiles one network gets at once.
const ROUNDS: usize = 40;

fn main() -> ExitCode {
    let mut kept = true;
    for (name, server) in [
        ("SQLite", TestServer::on_sqlite()),
        ("PostgreSQL", TestServer::on_postgresql()),
    ] {
        let stage = Stage::secure(&server);
        println!("{name}");
        kept &= told(
            "SCEP issue / three private-key operations",
            issue(&stage),
            2.0,
        );
        kept &= told(
            "Idle / a verified signature and an indexed read",
            idle(&stage),
            1.5,
        );
    }
    ExitCode::from(u8::from(!kept))
}

/// Prints one comparison; whether it is within its bound.
fn told(what: &str, (took, floor): (Duration, Duration), bound: f64) -> bool {
    let ratio = took.as_secs_f64() / floor.as_secs_f64();
    println!("  {what}: {took:.2?} / {floor:.2?} = {ratio:.2} (at most {bound})");
    ratio <= bound
}

/// The least two things took, done in turns so that both meet the same noise, which only ever adds.
fn least(mut one: impl FnMut(usize), mut other: impl FnMut()) -> (Duration, Duration) {
    let mut least = (Duration::MAX, Duration::MAX);
    for round in 0..ROUNDS {
        let began = Instant::now();
        one(round);
        least.0 = least.0.min(began.elapsed());
        let began = Instant::now();
        other();
        least.1 = least.1.min(began.elapsed());
    }
    least
}

/// A certificate for a profile, from the message to the answer.
fn issue(stage: &Stage<'_>) -> (Duration, Duration) {
    let key = PrivateKey::generate_rsa(RsaSize::Bits2048).expect("a key");
    let messages: Vec<Vec<u8>> = (0..ROUNDS)
        .map(|_| {
            let device = stage.install();
            let ca = authority(&device.profile.scep).expect("an authority");
            let asker = Asker::new(
                PrivateKey::from_pkcs8_der(&key.to_pkcs8_der()).expect("the same key"),
                stage.server.now(),
            );
            let csr = asker.csr(&device.profile.scep);
            asker
                .wrap(Kind::Enrollment, &csr, &ca, stage.server.now())
                .message
        })
        .collect();
    let app = stage.server.app();
    let raw = RawKey::new();
    least(
        |round| {
            let answered = certificate::respond(&app, &DeviceClient::default(), &messages[round]);
            let outcome = answered.expect("it answers").outcome;
            assert_eq!(outcome, Outcome::Issued, "every request is issued");
        },
        || {
            raw.open();
            raw.sign();
            raw.sign();
        },
    )
}

/// An RSA key like the authority's, and what is done with it.
struct RawKey {
    signing: KeyPair,
    opening: Pkcs1PrivateDecryptingKey,
    sealed: Vec<u8>,
}

impl RawKey {
    fn new() -> Self {
        let signing = KeyPair::generate(KeySize::Rsa3072).expect("a key");
        let der: Pkcs8V1Der<'_> = signing.as_der().expect("it can be written");
        let private = PrivateDecryptingKey::from_pkcs8(der.as_ref()).expect("a key");
        let public: PublicEncryptingKey = private.public_key();
        let public = Pkcs1PublicEncryptingKey::new(public).expect("a key");
        let mut sealed = vec![0; public.ciphertext_size()];
        let length = public
            .encrypt(&[7; 16], &mut sealed)
            .expect("it encrypts")
            .len();
        sealed.truncate(length);
        Self {
            signing,
            opening: Pkcs1PrivateDecryptingKey::new(private).expect("a key"),
            sealed,
        }
    }

    fn open(&self) {
        let mut plain = vec![0; self.opening.min_output_size()];
        black_box(
            self.opening
                .decrypt(&self.sealed, &mut plain)
                .expect("it opens"),
        );
    }

    fn sign(&self) {
        let mut signature = vec![0; self.signing.public_modulus_len()];
        self.signing
            .sign(
                &RSA_PKCS1_SHA256,
                &SystemRandom::new(),
                b"to be signed",
                &mut signature,
            )
            .expect("it signs");
        black_box(signature);
    }
}

/// An Idle of an enrolled device, from the request's parts to the answer.
fn idle(stage: &Stage<'_>) -> (Duration, Duration) {
    let device: Installation = stage.enrolled();
    let mut report = plist::Dictionary::new();
    report.insert("UDID".into(), device.device.udid.clone().into());
    report.insert("Status".into(), "Idle".into());
    let body = vestibule_tests::device::installation::xml(&report);
    let signature = device.sign(&body);
    let proof = Proof::Signature(signature.clone());
    let app = stage.server.app();
    let identity = device.identity.as_ref().expect("a certificate");
    let known = Proof::Certificate(identity.der().to_vec());
    let many = 20;
    let (took, floor) = least(
        |_| {
            for _ in 0..many {
                let verified = verify(&app, &proof, Channel::Command, &body).expect("it answers");
                let verified = verified.unwrap_or_else(|why| panic!("not verified: {why}"));
                let answered =
                    respond(&app, &DeviceClient::default(), &verified).expect("it answers");
                assert_eq!(answered, DeviceResponse::Done);
            }
        },
        || {
            for _ in 0..many {
                black_box(verify_detached(&signature, &body).expect("it holds"));
                assert!(is_known(&app, &known).expect("the database answers"));
            }
        },
    );
    (took / many, floor / many)
}
