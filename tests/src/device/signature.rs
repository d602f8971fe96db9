//! `Mdm-Signature` in every shape that devices and simulators send.

use super::asn1::{CONTEXT_0, INTEGER, Node, OCTET_STRING, SEQUENCE, SET};
use aws_lc_rs::digest::{self, Algorithm as DigestAlgorithm};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeyPair;
use aws_lc_rs::signature::{RSA_PKCS1_SHA256, RSA_PKCS1_SHA384, RSA_PKCS1_SHA512, RsaEncoding};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::io::Write;
use std::process::{Command, Stdio};
use vestibule_pki::certificate::Certificate;
use vestibule_pki::key::PrivateKey;

/// How a signature is made and written. Without attributes and in BER: real devices. With attributes and in DER:
/// `openssl cms` and other simulators.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shape {
    /// The digest.
    pub digest: Digest,
    /// Signed attributes, or the signature directly over the body.
    pub attributes: bool,
    /// Indefinite lengths.
    pub ber: bool,
    /// `sha256WithRSAEncryption` and the like, instead of `rsaEncryption`.
    pub long_algorithm: bool,
}

/// A digest.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Digest {
    /// SHA-1, which devices of 2021 still used. Made by the `openssl` program: libraries no longer do.
    Sha1,
    /// SHA-256
    Sha256,
    /// SHA-384
    Sha384,
    /// SHA-512
    Sha512,
}

impl Shape {
    /// What a device of today sends.
    pub const DEVICE: Self = Self {
        digest: Digest::Sha256,
        attributes: false,
        ber: true,
        long_algorithm: true,
    };

    /// Every shape there is.
    pub fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for digest in [Digest::Sha1, Digest::Sha256, Digest::Sha384, Digest::Sha512] {
            for bits in 0..8 {
                all.push(Self {
                    digest,
                    attributes: bits & 1 > 0,
                    ber: bits & 2 > 0,
                    long_algorithm: bits & 4 > 0,
                });
            }
        }
        all
    }
}

/// `sha256` and the like: the last octets of 2.16.840.1.101.3.4.2.x and of 1.2.840.113549.1.1.x.
impl Digest {
    fn parts(self) -> (&'static DigestAlgorithm, &'static dyn RsaEncoding, u8, u8) {
        match self {
            Self::Sha384 => (&digest::SHA384, &RSA_PKCS1_SHA384, 2, 12),
            Self::Sha512 => (&digest::SHA512, &RSA_PKCS1_SHA512, 3, 13),
            Self::Sha1 | Self::Sha256 => (&digest::SHA256, &RSA_PKCS1_SHA256, 1, 11),
        }
    }
}

/// 1.2.840.113549.1, under which PKCS has its names.
const PKCS: [u8; 7] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01];

/// An identifier under PKCS.
pub(super) fn pkcs(rest: &[u8]) -> Node {
    Node::oid(&[&PKCS, rest].concat())
}

/// `NULL`
pub(super) const NULL: Node = Node {
    tag: 0x05,
    content: super::asn1::Content::Octets(Vec::new()),
};

/// The decoded header: a detached `SignedData` over `body`.
pub fn sign(shape: Shape, key: &PrivateKey, certificate: &Certificate, body: &[u8]) -> Vec<u8> {
    if shape.digest == Digest::Sha1 {
        return by_openssl(shape, key, certificate, body);
    }
    let (digest, encoding, digest_arc, rsa_arc) = shape.digest.parts();
    let digest_id = Node::oid(&[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, digest_arc]);
    let digest_id = Node::nodes(SEQUENCE, [digest_id]);
    let mut attributes = vec![
        attribute(&[9, 3], pkcs(&[7, 1])),
        attribute(
            &[9, 4],
            Node::octets(OCTET_STRING, digest::digest(digest, body).as_ref()),
        ),
    ];
    attributes.sort_by_key(Node::der);
    let signed = match shape.attributes {
        true => Node::nodes(SET, attributes.clone()).der(),
        false => body.to_vec(),
    };
    let mut signer = vec![
        Node::octets(INTEGER, [1]),
        issuer_and_serial(certificate),
        digest_id.clone(),
        Node::nodes(CONTEXT_0, attributes),
        Node::nodes(
            SEQUENCE,
            [
                pkcs(&[1, if shape.long_algorithm { rsa_arc } else { 1 }]),
                NULL,
            ],
        ),
        Node::octets(OCTET_STRING, rsa(key, encoding, &signed)),
    ];
    if !shape.attributes {
        signer.remove(3);
    }
    let data = Node::nodes(
        SEQUENCE,
        [
            Node::octets(INTEGER, [1]),
            Node::nodes(SET, [digest_id]),
            Node::nodes(SEQUENCE, [pkcs(&[7, 1])]),
            Node::nodes(CONTEXT_0, [Node::parse(certificate.der())]),
            Node::nodes(SET, [Node::nodes(SEQUENCE, signer)]),
        ],
    );
    let info = Node::nodes(SEQUENCE, [pkcs(&[7, 2]), Node::nodes(CONTEXT_0, [data])]);
    written(shape, &info)
}

/// The header's value: base64 without line breaks.
pub fn header(signature: &[u8]) -> String {
    STANDARD.encode(signature)
}

/// The signature of an RSA key over a message.
pub(super) fn rsa(key: &PrivateKey, encoding: &'static dyn RsaEncoding, message: &[u8]) -> Vec<u8> {
    let pair = KeyPair::from_pkcs8(&key.to_pkcs8_der()).expect("a device's key is RSA");
    let mut signature = vec![0; pair.public_modulus_len()];
    pair.sign(encoding, &SystemRandom::new(), message, &mut signature)
        .expect("an RSA key signs");
    signature
}

/// An attribute under PKCS with one value.
pub(super) fn attribute(oid: &[u8], value: Node) -> Node {
    Node::nodes(SEQUENCE, [pkcs(oid), Node::nodes(SET, [value])])
}

/// Who signed, by issuer and serial number of the certificate.
pub(super) fn issuer_and_serial(certificate: &Certificate) -> Node {
    let certificate = Node::parse(certificate.der());
    let body = certificate.inside()[0].inside();
    // A version stands before the serial number, and the signature algorithm between it and the issuer.
    Node::nodes(SEQUENCE, [body[3].clone(), body[1].clone()])
}

fn written(shape: Shape, info: &Node) -> Vec<u8> {
    match shape.ber {
        // ContentInfo, [0], SignedData, and what that is made of.
        true => info.ber(4),
        false => info.der(),
    }
}

/// `openssl cms -sign`, for what no library signs any more, and as a second opinion.
pub fn by_openssl(
    shape: Shape,
    key: &PrivateKey,
    certificate: &Certificate,
    body: &[u8],
) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("the temporary folder can be written");
    let signer = folder.path().join("signer.pem");
    let text = format!("{}{}", certificate.to_pem(), key_pem(key));
    std::fs::write(&signer, text).expect("the temporary folder can be written");
    let digest = format!("{:?}", shape.digest).to_lowercase();
    let mut openssl = Command::new("openssl");
    openssl
        .args([
            "cms", "-sign", "-binary", "-outform", "DER", "-md", &digest, "-signer",
        ])
        .arg(&signer)
        .args((!shape.attributes).then_some("-noattr"));
    let der = piped(&mut openssl, body);
    written(shape, &Node::parse(&der))
}

/// A key as OpenSSL reads it.
pub fn key_pem(key: &PrivateKey) -> String {
    let encoded = STANDARD.encode(key.to_pkcs8_der());
    let lines: Vec<&str> = encoded
        .as_bytes()
        .chunks(64)
        .map(|line| std::str::from_utf8(line).expect("base64 is ASCII"))
        .collect();
    format!(
        "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n",
        lines.join("\n")
    )
}

/// Runs a program on some input; what it wrote.
///
/// # Panics
/// When it fails, with what it said.
pub fn piped(command: &mut Command, input: &[u8]) -> Vec<u8> {
    let mut program = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program is installed: on Debian, apt-get install openssl");
    let mut pipe = program.stdin.take().expect("a pipe");
    pipe.write_all(input).expect("the program reads");
    drop(pipe);
    let output = program.wait_with_output().expect("the program ends");
    assert!(
        output.status.success(),
        "{command:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    output.stdout
}
