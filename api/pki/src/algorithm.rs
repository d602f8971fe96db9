//! The digest and signature algorithms that are accepted, and the identifiers that name them.

use aws_lc_rs::{digest, signature};
use der::asn1::AnyRef;
use spki::{AlgorithmIdentifierRef, ObjectIdentifier};

use crate::error::{Error, Result};
use crate::oid;

/// A message digest (RFC 5754 section 2; SHA-1: RFC 3370 section 2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Digest {
    /// Broken for collisions; only ever accepted in what old devices send.
    Sha1,
    /// The one this crate signs with, but for P-384 keys.
    Sha256,
    /// Signs with P-384 keys.
    Sha384,
    /// Accepted only.
    Sha512,
}

impl Digest {
    /// The hash of `message`.
    pub(crate) fn hash(self, message: &[u8]) -> Vec<u8> {
        let algorithm = match self {
            Self::Sha1 => &digest::SHA1_FOR_LEGACY_USE_ONLY,
            Self::Sha256 => &digest::SHA256,
            Self::Sha384 => &digest::SHA384,
            Self::Sha512 => &digest::SHA512,
        };
        digest::digest(algorithm, message).as_ref().to_vec()
    }

    pub(crate) fn oid(self) -> ObjectIdentifier {
        match self {
            Self::Sha1 => oid::ID_SHA_1,
            Self::Sha256 => oid::ID_SHA_256,
            Self::Sha384 => oid::ID_SHA_384,
            Self::Sha512 => oid::ID_SHA_512,
        }
    }

    /// As CMS writes it: without parameters (RFC 5754 section 2).
    pub(crate) fn identifier(self) -> AlgorithmIdentifierRef<'static> {
        AlgorithmIdentifierRef {
            oid: self.oid(),
            parameters: None,
        }
    }

    pub(crate) fn read(identifier: &AlgorithmIdentifierRef<'_>) -> Result<Self> {
        [Self::Sha1, Self::Sha256, Self::Sha384, Self::Sha512]
            .into_iter()
            .find(|digest| digest.oid() == identifier.oid)
            .ok_or(Error::UnsupportedAlgorithm("digest"))
    }
}

/// A signature algorithm: RSA PKCS#1 v1.5 (RFC 8017 section 8.2) or ECDSA (RFC 5758 section 3.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SignatureAlgorithm {
    Rsa(Digest),
    Ecdsa(Digest),
}

impl SignatureAlgorithm {
    pub(crate) fn digest(self) -> Digest {
        match self {
            Self::Rsa(digest) | Self::Ecdsa(digest) => digest,
        }
    }

    /// The identifier that names key kind and digest, as X.509 wants it.
    pub(crate) fn identifier(self) -> AlgorithmIdentifierRef<'static> {
        let (oid, parameters) = match self {
            Self::Rsa(Digest::Sha1) => (oid::SHA_1_WITH_RSA_ENCRYPTION, Some(AnyRef::NULL)),
            Self::Rsa(Digest::Sha256) => (oid::SHA_256_WITH_RSA_ENCRYPTION, Some(AnyRef::NULL)),
            Self::Rsa(Digest::Sha384) => (oid::SHA_384_WITH_RSA_ENCRYPTION, Some(AnyRef::NULL)),
            Self::Rsa(Digest::Sha512) => (oid::SHA_512_WITH_RSA_ENCRYPTION, Some(AnyRef::NULL)),
            Self::Ecdsa(Digest::Sha1) => (oid::ECDSA_WITH_SHA_1, None),
            Self::Ecdsa(Digest::Sha256) => (oid::ECDSA_WITH_SHA_256, None),
            Self::Ecdsa(Digest::Sha384) => (oid::ECDSA_WITH_SHA_384, None),
            Self::Ecdsa(Digest::Sha512) => (oid::ECDSA_WITH_SHA_512, None),
        };
        AlgorithmIdentifierRef { oid, parameters }
    }

    /// The identifier a `SignerInfo` carries: for RSA the bare key kind, which every client
    /// reads, while strongSwan 5.9 refuses the one with the digest in its name.
    pub(crate) fn cms_identifier(self) -> AlgorithmIdentifierRef<'static> {
        match self {
            Self::Rsa(_) => AlgorithmIdentifierRef {
                oid: oid::RSA_ENCRYPTION,
                parameters: Some(AnyRef::NULL),
            },
            Self::Ecdsa(_) => self.identifier(),
        }
    }

    /// Reads an X.509 signature algorithm.
    pub(crate) fn read(identifier: &AlgorithmIdentifierRef<'_>) -> Result<Self> {
        use Digest::{Sha1, Sha256, Sha384, Sha512};
        [Sha1, Sha256, Sha384, Sha512]
            .into_iter()
            .flat_map(|digest| [Self::Rsa(digest), Self::Ecdsa(digest)])
            .find(|algorithm| algorithm.identifier().oid == identifier.oid)
            .ok_or(Error::UnsupportedAlgorithm("signature"))
    }

    /// Reads the pair of algorithms of a `SignerInfo`; they must agree about the digest.
    pub(crate) fn read_cms(signature: &AlgorithmIdentifierRef<'_>, digest: Digest) -> Result<Self> {
        match signature.oid {
            oid::RSA_ENCRYPTION => Ok(Self::Rsa(digest)),
            oid::ID_EC_PUBLIC_KEY => Ok(Self::Ecdsa(digest)),
            _ => Self::read(signature)
                .ok()
                .filter(|algorithm| algorithm.digest() == digest)
                .ok_or(Error::UnsupportedAlgorithm("signature")),
        }
    }

    pub(crate) fn rsa_verifier(self) -> Option<&'static signature::RsaParameters> {
        match self {
            Self::Rsa(Digest::Sha1) => {
                Some(&signature::RSA_PKCS1_2048_8192_SHA1_FOR_LEGACY_USE_ONLY)
            }
            Self::Rsa(Digest::Sha256) => Some(&signature::RSA_PKCS1_2048_8192_SHA256),
            Self::Rsa(Digest::Sha384) => Some(&signature::RSA_PKCS1_2048_8192_SHA384),
            Self::Rsa(Digest::Sha512) => Some(&signature::RSA_PKCS1_2048_8192_SHA512),
            Self::Ecdsa(_) => None,
        }
    }
}
