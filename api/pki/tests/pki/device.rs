//! A simulated device for the SCEP tests.

use vestibule_pki::Error;
use vestibule_pki::ca::Leaf;
use vestibule_pki::certificate::Certificate;
use vestibule_pki::csr::Csr;
use vestibule_pki::key::{PrivateKey, RsaSize};
use vestibule_pki::scep::client::{Identity, Sent};
use vestibule_pki::scep::{Algorithms, Entropy, FailInfo, Kind, OpenError, Request};

use crate::common::{at, authority, subject};

pub(crate) const NOW: &str = "2026-06-01T12:00:00Z";

/// Refused with an answer: what the device is told, and what the log is.
pub(crate) fn refusal(result: Result<Request, OpenError>) -> (FailInfo, Error) {
    match result {
        Err(OpenError::Refused(refused)) => (refused.fail_info, refused.reason),
        other => panic!("not refused with an answer: {other:?}"),
    }
}

/// A device with its new key.
pub(crate) struct Device {
    pub(crate) key: PrivateKey,
    pub(crate) certificate: Certificate,
}

impl Device {
    pub(crate) fn new() -> Self {
        let key = PrivateKey::generate_rsa(RsaSize::Bits2048).unwrap();
        let (from, to) = (at("2026-01-01T00:00:00Z"), at("2027-01-01T00:00:00Z"));
        let name = subject("device");
        let certificate = Certificate::self_signed(&key, &name, &[6; 16], from, to).unwrap();
        Self { key, certificate }
    }

    pub(crate) fn identity(&self) -> Identity<'_> {
        Identity {
            key: &self.key,
            certificate: &self.certificate,
        }
    }

    pub(crate) fn csr(&self, challenge: Option<&str>) -> Vec<u8> {
        Csr::build(&self.key, &subject("0197"), challenge).unwrap()
    }

    pub(crate) fn send(&self, kind: Kind, csr: &[u8]) -> Sent {
        let own = authority().certificate();
        let entropy = Entropy::new(&[4; 48]);
        Sent::new(kind, csr, self.identity(), own, "id-1", &entropy, at(NOW)).unwrap()
    }
}

pub(crate) fn receive(message: &[u8]) -> Result<Request, OpenError> {
    Request::open(message, authority(), Algorithms::default(), &[9; 32])
}

pub(crate) fn issue(request: &Request) -> Certificate {
    let leaf = Leaf {
        subject: subject("0197"),
        uri: None,
        public_key: request.csr.public_key().clone(),
        serial: vec![8; 16],
        not_before: at("2026-06-01T11:50:00Z"),
        not_after: at("2028-06-01T12:00:00Z"),
    };
    authority().issue(&leaf).unwrap()
}
