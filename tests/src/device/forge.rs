//! SCEP messages that no honest client sends: other types, attributes twice or missing, old ciphers, other recipients.

use super::asn1::{
    CONTEXT_0, Content, INTEGER, Node, OCTET_STRING, PRINTABLE_STRING, SEQUENCE, SET,
};
use super::scep::bytes;
use super::signature::{NULL, attribute, issuer_and_serial, pkcs, rsa};
use aws_lc_rs::cipher::{self, Algorithm, PaddedBlockEncryptingKey, UnboundCipherKey};
use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rsa::{Pkcs1PublicEncryptingKey, PublicEncryptingKey};
use aws_lc_rs::signature::RSA_PKCS1_SHA256;
use vestibule_pki::certificate::Certificate;
use vestibule_pki::key::PrivateKey;

/// 2.16.840.1.113733.1.9, under which SCEP has its names.
const SCEP: [u8; 9] = [0x60, 0x86, 0x48, 0x01, 0x86, 0xf8, 0x45, 0x01, 0x09];

/// `messageType`, `transactionID` and `senderNonce` (RFC 8894 section 3.2.1).
pub const MESSAGE_TYPE: u8 = 2;
/// See [`MESSAGE_TYPE`].
pub const TRANSACTION_ID: u8 = 7;
/// See [`MESSAGE_TYPE`].
pub const SENDER_NONCE: u8 = 5;

/// A message taken apart.
pub struct Parts {
    /// The signed attributes.
    pub attributes: Vec<Node>,
    /// What is signed: an encoded envelope.
    pub content: Vec<u8>,
}

impl Parts {
    /// Takes an attribute of SCEP out, all its occurrences.
    pub fn remove(&mut self, which: u8) {
        let oid = scep(which);
        self.attributes
            .retain(|attribute| attribute.inside()[0] != oid);
    }

    /// Adds an attribute of SCEP with a text.
    pub fn add(&mut self, which: u8, text: &str) {
        let text = Node::octets(PRINTABLE_STRING, text.as_bytes());
        let values = Node::nodes(SET, [text]);
        self.attributes
            .push(Node::nodes(SEQUENCE, [scep(which), values]));
    }
}

fn scep(which: u8) -> Node {
    Node::oid(&[&SCEP[..], &[which]].concat())
}

/// Changes a message and signs it again with the key that signed it.
pub fn change(message: &[u8], key: &PrivateKey, change: impl FnOnce(&mut Parts)) -> Node {
    let mut message = Node::parse(message);
    let data = &mut message.inside_mut()[1].inside_mut()[0];
    let content = match &data.inside()[2].inside()[1].inside()[0].content {
        Content::Octets(content) => content.clone(),
        Content::Nodes(_) => panic!("the content is in pieces"),
    };
    let attributes = signer(data).inside()[3].inside().to_vec();
    let mut parts = Parts {
        attributes,
        content,
    };
    change(&mut parts);
    let of_digest = pkcs(&[9, 4]);
    parts
        .attributes
        .retain(|attribute| attribute.inside()[0] != of_digest);
    let value = digest(&SHA256, &parts.content);
    let value = Node::octets(OCTET_STRING, value.as_ref());
    parts.attributes.push(attribute(&[9, 4], value));
    parts.attributes.sort_by_key(Node::der);
    let signed = Node::nodes(SET, parts.attributes.clone()).der();
    let signature = rsa(key, &RSA_PKCS1_SHA256, &signed);
    let info = signer(data);
    info.inside_mut()[3] = Node::nodes(CONTEXT_0, parts.attributes);
    info.inside_mut()[5] = Node::octets(OCTET_STRING, signature);
    let content = Node::octets(OCTET_STRING, parts.content);
    data.inside_mut()[2].inside_mut()[1] = Node::nodes(CONTEXT_0, [content]);
    message
}

/// The one `SignerInfo` of a `SignedData`.
fn signer(data: &mut Node) -> &mut Node {
    let last = data.inside_mut().last_mut().expect("signers");
    &mut last.inside_mut()[0]
}

/// Puts the signer of a message in twice.
pub fn two_signers(message: &[u8]) -> Vec<u8> {
    let mut message = Node::parse(message);
    let data = &mut message.inside_mut()[1].inside_mut()[0];
    let twin = signer(data).clone();
    let signers = data.inside_mut().last_mut().expect("signers");
    signers.inside_mut().push(twin);
    message.der()
}

/// A content cipher.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cipher {
    /// AES-256 in CBC mode.
    Aes256,
    /// Triple DES in CBC mode.
    TripleDes,
    /// Single DES in CBC mode.
    Des,
}

impl Cipher {
    /// The algorithm, its OID, and the lengths of key and initialization vector.
    #[expect(
        deprecated,
        reason = "old clients use them, and the product must tell them apart"
    )]
    fn parts(self) -> (&'static Algorithm, Vec<u8>, usize, usize) {
        match self {
            Self::Aes256 => {
                let oid = vec![0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01, 0x2a];
                (&cipher::AES_256, oid, 32, 16)
            }
            Self::TripleDes => {
                let oid = vec![0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x03, 0x07];
                (&cipher::DES_EDE3_FOR_LEGACY_USE_ONLY, oid, 24, 8)
            }
            Self::Des => {
                let oid = vec![0x2b, 0x0e, 0x03, 0x02, 0x07];
                (&cipher::DES_FOR_LEGACY_USE_ONLY, oid, 8, 8)
            }
        }
    }
}

/// Encrypts content to a certificate, as an encoded `EnvelopedData` (RFC 5652 section 6.1).
pub fn seal(cipher: Cipher, content: &[u8], recipient: &Certificate) -> Vec<u8> {
    let (algorithm, oid, key_length, iv_length) = cipher.parts();
    let key = &bytes::<32>()[..key_length];
    let mut encrypted = content.to_vec();
    let context = UnboundCipherKey::new(algorithm, key)
        .and_then(PaddedBlockEncryptingKey::cbc_pkcs7)
        .and_then(|key| key.encrypt(&mut encrypted))
        .expect("content is encrypted");
    let iv: &[u8] = (&context)
        .try_into()
        .expect("CBC has an initialization vector");
    assert_eq!(iv.len(), iv_length);
    let public = recipient.public_key().expect("an RSA key");
    let wrapping = PublicEncryptingKey::from_der(public.spki_der())
        .map_err(|_| ())
        .and_then(|key| Pkcs1PublicEncryptingKey::new(key).map_err(|_| ()))
        .expect("an RSA key");
    let mut wrapped = vec![0; wrapping.ciphertext_size()];
    wrapping.encrypt(key, &mut wrapped).expect("a key is short");
    let to = Node::nodes(
        SEQUENCE,
        [
            Node::octets(INTEGER, [0]),
            issuer_and_serial(recipient),
            Node::nodes(SEQUENCE, [pkcs(&[1, 1]), NULL]),
            Node::octets(OCTET_STRING, wrapped),
        ],
    );
    let how = Node::nodes(SEQUENCE, [Node::oid(&oid), Node::octets(OCTET_STRING, iv)]);
    let content = Node::nodes(
        SEQUENCE,
        [pkcs(&[7, 1]), how, Node::octets(0x80, encrypted)],
    );
    let data = [Node::octets(INTEGER, [0]), Node::nodes(SET, [to]), content];
    let data = Node::nodes(SEQUENCE, data);
    Node::nodes(SEQUENCE, [pkcs(&[7, 3]), Node::nodes(CONTEXT_0, [data])]).der()
}
