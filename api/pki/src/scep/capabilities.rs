//! What the server can do, and which old algorithms it puts up with.

use crate::algorithm::Digest;
use crate::cms::cipher::Cipher;
use crate::error::{Error, Result};

/// Which old algorithms a request may use. AES, SHA-256, SHA-384 and SHA-512 always may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Algorithms {
    /// SHA-1 in the request's signature; old devices.
    pub sha1: bool,
    /// Triple DES for the request's content; old devices.
    pub triple_des: bool,
    /// Single DES, which RFC 8894 section 2.9 forbids: for trials with clients that know no
    /// other, never in production. It is never advertised.
    pub insecure_des: bool,
}

impl Default for Algorithms {
    /// SHA-1 and triple DES, not single DES.
    fn default() -> Self {
        Self {
            sha1: true,
            triple_des: true,
            insecure_des: false,
        }
    }
}

impl Algorithms {
    pub(super) fn check(self, digest: Digest, cipher: Cipher) -> Result<()> {
        if digest == Digest::Sha1 && !self.sha1 {
            return Err(Error::UnsupportedAlgorithm("digest"));
        }
        let allowed = match cipher {
            Cipher::Aes128 | Cipher::Aes192 | Cipher::Aes256 => true,
            Cipher::TripleDes => self.triple_des,
            Cipher::Des => self.insecure_des,
        };
        allowed
            .then_some(())
            .ok_or(Error::UnsupportedAlgorithm("content encryption"))
    }
}

/// The answer to `GetCACaps` (RFC 8894 section 3.5.2), as plain text.
///
/// `SHA-384` is no keyword of the RFC, but strongSwan 5.9.8 does not use AES without it.
#[must_use]
pub fn capabilities(algorithms: Algorithms) -> String {
    let all = [
        ("AES", true),
        ("DES3", algorithms.triple_des),
        ("POSTPKIOperation", true),
        ("Renewal", true),
        ("SCEPStandard", true),
        ("SHA-1", algorithms.sha1),
        ("SHA-256", true),
        ("SHA-384", true),
        ("SHA-512", true),
    ];
    all.iter()
        .filter(|(_, has)| *has)
        .map(|(keyword, _)| format!("{keyword}\n"))
        .collect()
}
