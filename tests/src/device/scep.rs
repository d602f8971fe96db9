//! The SCEP client of a device (RFC 8894): capabilities, authority, request, answer, and every check of the answer.

use super::asn1::{Content, Node, extension};
use super::profile::Scep;
use super::{Stop, wire};
use crate::caller::Answer;
use vestibule_app::entropy::{Entropy as _, SystemEntropy};
use vestibule_domain::Timestamp;
use vestibule_pki::certificate::{Certificate, Subject};
use vestibule_pki::csr::Csr;
use vestibule_pki::key::PrivateKey;
use vestibule_pki::scep::client::{Answer as Reply, Identity, Sent};
use vestibule_pki::scep::{Entropy, Kind};

const KEY_USAGE: &[u8] = &[0x55, 0x1d, 0x0f];
const BASIC_CONSTRAINTS: &[u8] = &[0x55, 0x1d, 0x13];
const EXTENDED_KEY_USAGE: &[u8] = &[0x55, 0x1d, 0x25];

/// What a device asks with: the key, and the certificate it made for the transport.
pub struct Asker {
    /// The key to be certified.
    pub key: PrivateKey,
    /// Signs the request, and receives the answer.
    pub transport: Certificate,
    /// The same in every retry.
    pub transaction: String,
}

/// Which way a request goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Method {
    /// As a body.
    Post,
    /// In the query, for servers without `POSTPKIOperation`.
    Get,
}

impl Asker {
    /// With a key, in a transaction named after it.
    pub fn new(key: PrivateKey, now: Timestamp) -> Self {
        let transport = Certificate::self_signed(
            &key,
            &Subject {
                common_name: "MDM SCEP Signer".into(),
                ..Subject::default()
            },
            &bytes::<16>(),
            now - jiff::SignedDuration::from_hours(1),
            now + jiff::SignedDuration::from_hours(24),
        )
        .expect("a key certifies itself");
        let name = key.public_key().sha256();
        Self {
            key,
            transport,
            transaction: name.iter().map(|byte| format!("{byte:02X}")).collect(),
        }
    }

    fn identity(&self) -> Identity<'_> {
        Identity {
            key: &self.key,
            certificate: &self.transport,
        }
    }

    /// The request for a certificate.
    pub fn csr(&self, settings: &Scep) -> Vec<u8> {
        let part = |kind: &str| {
            let found = settings.subject.iter().find(|(name, _)| name == kind);
            found.map(|(_, text)| text.clone()).unwrap_or_default()
        };
        let subject = Subject {
            organization: part("O"),
            organizational_unit: part("OU"),
            common_name: part("CN"),
        };
        Csr::build(&self.key, &subject, Some(&settings.challenge)).expect("a request can be made")
    }

    /// Wraps a request into a message.
    pub fn wrap(&self, kind: Kind, csr: &[u8], authority: &Certificate, now: Timestamp) -> Sent {
        let entropy = Entropy::new(&bytes());
        let (own, id) = (self.identity(), &self.transaction);
        Sent::new(kind, csr, own, authority, id, &entropy, now).expect("RSA on both sides")
    }

    /// Reads the server's answer to what was sent.
    pub fn read(
        &self,
        sent: &Sent,
        answer: &Answer,
        authority: &Certificate,
    ) -> Result<Certificate, Stop> {
        if answer.status != 200 {
            return Err(Stop::Scep(format!("PKIOperation: HTTP {}", answer.status)));
        }
        let kind = answer.header("content-type");
        if kind != "application/x-pki-message" {
            return Err(Stop::Scep(format!("PKIOperation: content type {kind}")));
        }
        match sent.read_answer(&answer.body, self.identity(), authority) {
            Ok(Reply::Issued(bag)) => match bag.into_iter().next() {
                Some(first) => Ok(first),
                None => Err(Stop::Scep("success without a certificate".into())),
            },
            Ok(Reply::Refused(info)) => Err(Stop::CertificateRefused(info)),
            Err(error) => Err(Stop::Scep(error.to_string())),
        }
    }
}

/// Random bytes.
pub(super) fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    SystemEntropy.fill(&mut bytes);
    bytes
}

/// Asks what the server can do, as macOS asks; every capability a device needs must be there.
pub fn capabilities(url: &str) -> Result<Vec<String>, Stop> {
    let query = [("operation", "GetCACaps"), ("message", "")];
    let answer = get(url, &query)?;
    let text = String::from_utf8_lossy(&answer.body).into_owned();
    let all: Vec<String> = text.lines().map(|line| line.trim().to_owned()).collect();
    for needed in [
        "AES",
        "SHA-256",
        "POSTPKIOperation",
        "SCEPStandard",
        "Renewal",
    ] {
        if answer.status != 200 || !all.iter().any(|one| one == needed) {
            return Err(Stop::Scep(format!(
                "GetCACaps: no {needed} in HTTP {} {text:?}",
                answer.status
            )));
        }
    }
    Ok(all)
}

/// Gets the authority's certificate; it must be one that a device encrypts to.
pub fn authority(settings: &Scep) -> Result<Certificate, Stop> {
    let query = [("operation", "GetCACert"), ("message", &settings.name)];
    let answer = get(&settings.url, &query)?;
    let bad = |fault: String| Err(Stop::Scep(format!("GetCACert: {fault}")));
    if answer.status != 200 || answer.header("content-type") != "application/x-x509-ca-cert" {
        let kind = answer.header("content-type");
        return bad(format!("HTTP {} {kind}", answer.status));
    }
    let Ok(certificate) = Certificate::from_der(&answer.body) else {
        return bad("no certificate".into());
    };
    // digitalSignature, keyEncipherment, keyCertSign and cRLSign; macOS fails with -50 without the second.
    if usage(&certificate) & 0b1010_0110 != 0b1010_0110 {
        return bad("the key usage does not let devices encrypt to it".into());
    }
    if extension(certificate.der(), EXTENDED_KEY_USAGE).is_some() {
        return bad("an authority has no extended key usage".into());
    }
    if let Some(expected) = &settings.fingerprint
        && expected.len() == 32
        && *expected != certificate.sha256()
    {
        return bad("its fingerprint is not the profile's CAFingerprint".into());
    }
    Ok(certificate)
}

/// Sends a message.
pub fn operate(url: &str, method: Method, sent: &Sent) -> Result<Answer, Stop> {
    match method {
        Method::Post => post(url, sent.message.clone()),
        Method::Get => get(
            url,
            &[("operation", "PKIOperation"), ("message", &sent.query())],
        ),
    }
}

/// Sends any bytes as a message.
pub fn post(url: &str, message: Vec<u8>) -> Result<Answer, Stop> {
    let request = wire::client()
        .post(with_query(url, &[("operation", "PKIOperation")])?)
        .header("content-type", "application/x-pki-message")
        .body(message);
    wire::send(request)
}

fn get(url: &str, query: &[(&str, &str)]) -> Result<Answer, Stop> {
    let agent = "mdmclient/1090 CFNetwork/1498.700.2 Darwin/23.6.0";
    wire::send(
        wire::client()
            .get(with_query(url, query)?)
            .header("user-agent", agent),
    )
}

fn with_query(url: &str, query: &[(&str, &str)]) -> Result<url::Url, Stop> {
    let mut url = url::Url::parse(url).map_err(|error| Stop::Scep(error.to_string()))?;
    url.query_pairs_mut().extend_pairs(query);
    Ok(url)
}

/// Is the certificate the one that was asked for, and one that a device can sign in with?
pub fn check_issued(
    issued: &Certificate,
    authority: &Certificate,
    asker: &Asker,
    settings: &Scep,
) -> Result<(), Stop> {
    let name = settings.subject.iter().find(|(kind, _)| kind == "CN");
    let faults = [
        (
            "is for another key",
            issued.public_key().as_ref() != Ok(asker.key.public_key()),
        ),
        (
            "is not issued by the authority",
            issued.verify_issued_by(authority).is_err(),
        ),
        (
            "has another name",
            issued.common_name() != name.map(|(_, text)| text.clone()),
        ),
        (
            "is not for client authentication",
            extension(issued.der(), EXTENDED_KEY_USAGE).is_none(),
        ),
        (
            "is not for client authentication",
            !issued.allows_client_authentication(),
        ),
        (
            "cannot sign or be encrypted to",
            usage(issued) & 0b1010_0000 != 0b1010_0000,
        ),
        ("may certify", usage(issued) & 0b0000_0110 != 0),
        ("is an authority", is_authority(issued)),
    ];
    match faults.iter().find(|(_, holds)| *holds) {
        Some((fault, _)) => Err(Stop::Scep(format!("the certificate {fault}"))),
        None => Ok(()),
    }
}

/// `keyUsage` (RFC 5280 section 4.2.1.3), its first octet.
fn usage(certificate: &Certificate) -> u8 {
    let value = extension(certificate.der(), KEY_USAGE).map(|der| Node::parse(&der).content);
    match value {
        Some(Content::Octets(bits)) => bits.get(1).copied().unwrap_or(0),
        _ => 0,
    }
}

/// `cA` of `basicConstraints` (RFC 5280 section 4.2.1.9).
fn is_authority(certificate: &Certificate) -> bool {
    let value = extension(certificate.der(), BASIC_CONSTRAINTS);
    value.is_some_and(|der| !Node::parse(&der).inside().is_empty())
}
