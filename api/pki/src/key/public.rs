//! Public keys: reading, judging their strength, verifying and wrapping.

use std::fmt;

use aws_lc_rs::rsa::{Pkcs1PublicEncryptingKey, PublicEncryptingKey};
use aws_lc_rs::signature::{self, UnparsedPublicKey};
use der::Sequence;
use der::asn1::{AnyRef, BitStringRef, ObjectIdentifier, UintRef};
use spki::AlgorithmIdentifierRef;

use crate::algorithm::{Digest, SignatureAlgorithm};
use crate::asn1;
use crate::error::{Error, Result};
use crate::oid;

/// An elliptic curve that is supported (RFC 5480 section 2.1.1.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Curve {
    /// `secp256r1`
    P256,
    /// `secp384r1`
    P384,
}

/// A public key: RSA from 2048 to 8192 bits, P-256 or P-384 (`SubjectPublicKeyInfo`,
/// RFC 5280 section 4.1.2.7).
#[derive(Clone, PartialEq, Eq)]
pub struct PublicKey {
    spki: Vec<u8>,
    /// The key inside: an `RSAPublicKey` or a point.
    bits: Vec<u8>,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Rsa { bits: usize },
    Ec(Curve),
}

#[derive(Sequence)]
struct SubjectPublicKeyInfo<'a> {
    algorithm: AlgorithmIdentifierRef<'a>,
    key: BitStringRef<'a>,
}

/// `RSAPublicKey`, RFC 8017 appendix A.1.1.
#[derive(Sequence)]
struct RsaPublicKey<'a> {
    modulus: UintRef<'a>,
    exponent: UintRef<'a>,
}

impl PublicKey {
    /// Reads a DER `SubjectPublicKeyInfo`.
    ///
    /// # Errors
    /// [`Error::Malformed`] when it is none; [`Error::UnsupportedAlgorithm`] for another kind of
    /// key, an RSA key outside 2048 to 8192 bits or with an even or short exponent.
    pub fn from_spki_der(der: &[u8]) -> Result<Self> {
        let info: SubjectPublicKeyInfo<'_> = asn1::decode(der, "public key")?;
        let bits = info.key.as_bytes().ok_or(Error::Malformed("public key"))?;
        let kind = match info.algorithm.oid {
            // NULL and nothing else (RFC 3279 section 2.3.1): one key has one encoding.
            oid::RSA_ENCRYPTION if info.algorithm.parameters == Some(AnyRef::NULL) => {
                rsa_kind(bits)?
            }
            oid::ID_EC_PUBLIC_KEY => Kind::Ec(curve(info.algorithm.parameters)?),
            _ => return Err(Error::UnsupportedAlgorithm("public key")),
        };
        Ok(Self {
            spki: der.to_vec(),
            bits: bits.to_vec(),
            kind,
        })
    }

    /// The DER `SubjectPublicKeyInfo`, as it was read.
    #[must_use]
    pub fn spki_der(&self) -> &[u8] {
        &self.spki
    }

    /// SHA-256 of the `SubjectPublicKeyInfo`: the identity of the key.
    #[must_use]
    pub fn sha256(&self) -> [u8; 32] {
        crate::sha256(&self.spki)
    }

    /// Is it an RSA key? Only those can be enrolled by SCEP, whose answer is encrypted to it.
    #[must_use]
    pub fn is_rsa(&self) -> bool {
        matches!(self.kind, Kind::Rsa { .. })
    }

    /// The key identifier: the first 160 bits of the SHA-256 of the key (RFC 7093 section 2).
    pub(crate) fn identifier(&self) -> Vec<u8> {
        crate::sha256(&self.bits)[..20].to_vec()
    }

    pub(crate) fn verify(
        &self,
        algorithm: SignatureAlgorithm,
        message: &[u8],
        signature: &[u8],
    ) -> Result<()> {
        let verified = match self.kind {
            Kind::Rsa { .. } => {
                let parameters = algorithm
                    .rsa_verifier()
                    .ok_or(Error::UnsupportedAlgorithm("signature"))?;
                UnparsedPublicKey::new(parameters, &self.bits).verify(message, signature)
            }
            Kind::Ec(curve) => {
                let parameters = ecdsa_verifier(curve, algorithm)
                    .ok_or(Error::UnsupportedAlgorithm("signature"))?;
                UnparsedPublicKey::new(parameters, &self.bits).verify(message, signature)
            }
        };
        verified.map_err(|_| Error::BadSignature)
    }

    /// RSAES-PKCS1-v1_5 (RFC 8017 section 7.2.1); the padding is the library's own randomness.
    pub(crate) fn wrap_rsa(&self, secret: &[u8]) -> Result<Vec<u8>> {
        if !self.is_rsa() {
            return Err(Error::UnsupportedAlgorithm("recipient key"));
        }
        let key = PublicEncryptingKey::from_der(&self.spki)
            .map_err(|_| Error::UnsupportedAlgorithm("recipient key"))?;
        let key = Pkcs1PublicEncryptingKey::new(key).map_err(|_| Error::Crypto)?;
        let mut out = vec![0; key.ciphertext_size()];
        let length = key
            .encrypt(secret, &mut out)
            .map_err(|_| Error::Crypto)?
            .len();
        out.truncate(length);
        Ok(out)
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({:?})", self.kind)
    }
}

fn rsa_kind(bits: &[u8]) -> Result<Kind> {
    let weak = Error::UnsupportedAlgorithm("public key");
    let key: RsaPublicKey<'_> = asn1::decode(bits, "RSA public key")?;
    let modulus = key.modulus.as_bytes();
    let top = modulus.first().copied().unwrap_or(0);
    let bits = (modulus.len() * 8).saturating_sub(top.leading_zeros() as usize);
    if !(2048..=8192).contains(&bits) {
        return Err(weak);
    }
    // 65537 is what everybody uses; less invites attacks on careless padding, more only costs time.
    let exponent = key.exponent.as_bytes();
    let odd = exponent.last().is_some_and(|last| last & 1 == 1);
    if !odd || !(3..=4).contains(&exponent.len()) {
        return Err(weak);
    }
    Ok(Kind::Rsa { bits })
}

fn curve(parameters: Option<AnyRef<'_>>) -> Result<Curve> {
    let named: Option<ObjectIdentifier> = parameters.and_then(|any| any.decode_as().ok());
    match named {
        Some(oid::SECP_256_R_1) => Ok(Curve::P256),
        Some(oid::SECP_384_R_1) => Ok(Curve::P384),
        _ => Err(Error::UnsupportedAlgorithm("public key")),
    }
}

fn ecdsa_verifier(
    curve: Curve,
    algorithm: SignatureAlgorithm,
) -> Option<&'static signature::EcdsaVerificationAlgorithm> {
    let SignatureAlgorithm::Ecdsa(digest) = algorithm else {
        return None;
    };
    match (curve, digest) {
        (Curve::P256, Digest::Sha256) => Some(&signature::ECDSA_P256_SHA256_ASN1),
        (Curve::P256, Digest::Sha384) => Some(&signature::ECDSA_P256_SHA384_ASN1),
        (Curve::P256, Digest::Sha512) => Some(&signature::ECDSA_P256_SHA512_ASN1),
        (Curve::P384, Digest::Sha256) => Some(&signature::ECDSA_P384_SHA256_ASN1),
        (Curve::P384, Digest::Sha384) => Some(&signature::ECDSA_P384_SHA384_ASN1),
        (Curve::P384, Digest::Sha512) => Some(&signature::ECDSA_P384_SHA512_ASN1),
        (_, Digest::Sha1) => None,
    }
}
