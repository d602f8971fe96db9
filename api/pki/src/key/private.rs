//! Private keys: making, loading, storing, signing and unwrapping.

use std::fmt;
use std::sync::Arc;

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{self, KeySize, Pkcs1PrivateDecryptingKey, PrivateDecryptingKey};
use aws_lc_rs::signature::{
    self, ECDSA_P256_SHA256_ASN1_SIGNING, ECDSA_P384_SHA384_ASN1_SIGNING, EcdsaKeyPair, KeyPair,
};
use zeroize::Zeroizing;

use super::pem;
use super::public::{Curve, PublicKey};
use crate::algorithm::{Digest, SignatureAlgorithm};
use crate::error::{Error, Result};

/// How long a new RSA key is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RsaSize {
    /// 2048 bits: what a device makes for itself.
    Bits2048,
    /// 3072 bits: what a certificate authority is given.
    Bits3072,
}

/// A private key: RSA from 2048 bits, P-256 or P-384.
///
/// Cloning shares the key; its bytes are wiped when the last clone goes. `Debug` shows no secret.
#[derive(Clone)]
pub struct PrivateKey(Arc<Inner>);

struct Inner {
    kind: Kind,
    pkcs8: Zeroizing<Vec<u8>>,
    public: PublicKey,
}

enum Kind {
    Rsa(Box<rsa::KeyPair>, Pkcs1PrivateDecryptingKey),
    Ec(Curve, EcdsaKeyPair),
}

impl PrivateKey {
    /// Makes an RSA key with the cryptographic library's own randomness. Takes some tenths of a
    /// second at 3072 bits.
    ///
    /// # Errors
    /// [`Error::Crypto`] when the library cannot make one.
    pub fn generate_rsa(size: RsaSize) -> Result<Self> {
        let size = match size {
            RsaSize::Bits2048 => KeySize::Rsa2048,
            RsaSize::Bits3072 => KeySize::Rsa3072,
        };
        Self::from_rsa(rsa::KeyPair::generate(size).map_err(|_| Error::Crypto)?)
    }

    /// Makes a key on an elliptic curve, with the library's own randomness.
    ///
    /// # Errors
    /// [`Error::Crypto`] when the library cannot make one.
    pub fn generate_ec(curve: Curve) -> Result<Self> {
        let pair = EcdsaKeyPair::generate(signing(curve)).map_err(|_| Error::Crypto)?;
        Self::from_ec(curve, pair)
    }

    /// Reads an unencrypted PKCS#8 `PrivateKeyInfo` (RFC 5208 section 5).
    ///
    /// # Errors
    /// [`Error::KeyRejected`] for anything else, for a weak or damaged key and for other kinds.
    pub fn from_pkcs8_der(der: &[u8]) -> Result<Self> {
        if let Ok(pair) = rsa::KeyPair::from_pkcs8(der) {
            return Self::from_rsa(pair);
        }
        Self::ec_from_der(der)
    }

    /// Reads the first private key of a PEM text (RFC 7468): `PRIVATE KEY` (PKCS#8),
    /// `RSA PRIVATE KEY` (PKCS#1) or `EC PRIVATE KEY` (SEC 1).
    ///
    /// # Errors
    /// [`Error::KeyRejected`] when there is none that can be read; encrypted keys cannot.
    pub fn from_pem(text: &str) -> Result<Self> {
        for block in pem::blocks(text)? {
            match block.label.as_str() {
                "PRIVATE KEY" => return Self::from_pkcs8_der(&block.der),
                "RSA PRIVATE KEY" => {
                    let pair =
                        rsa::KeyPair::from_der(&block.der).map_err(|_| Error::KeyRejected)?;
                    return Self::from_rsa(pair);
                }
                "EC PRIVATE KEY" => return Self::ec_from_der(&block.der),
                _ => {}
            }
        }
        Err(Error::KeyRejected)
    }

    /// The key as unencrypted PKCS#8 DER: a secret, to be sealed before it is stored.
    #[must_use]
    pub fn to_pkcs8_der(&self) -> Zeroizing<Vec<u8>> {
        self.0.pkcs8.clone()
    }

    /// The public half.
    #[must_use]
    pub fn public_key(&self) -> &PublicKey {
        &self.0.public
    }

    /// Signs with PKCS#1 v1.5 and SHA-256 (RSA: the same bytes for the same message), or with
    /// ECDSA and the digest of the curve's size (SHA-256, SHA-384).
    pub(crate) fn sign(&self, message: &[u8]) -> Result<Vec<u8>> {
        let random = SystemRandom::new();
        match &self.0.kind {
            Kind::Rsa(pair, _) => {
                let mut out = vec![0; pair.public_modulus_len()];
                pair.sign(&signature::RSA_PKCS1_SHA256, &random, message, &mut out)
                    .map_err(|_| Error::Crypto)?;
                Ok(out)
            }
            Kind::Ec(_, pair) => pair
                .sign(&random, message)
                .map(|signature| signature.as_ref().to_vec())
                .map_err(|_| Error::Crypto),
        }
    }

    /// The algorithm [`sign`](Self::sign) uses.
    pub(crate) fn algorithm(&self) -> SignatureAlgorithm {
        match &self.0.kind {
            Kind::Rsa(..) => SignatureAlgorithm::Rsa(Digest::Sha256),
            Kind::Ec(Curve::P256, _) => SignatureAlgorithm::Ecdsa(Digest::Sha256),
            Kind::Ec(Curve::P384, _) => SignatureAlgorithm::Ecdsa(Digest::Sha384),
        }
    }

    /// Undoes RSAES-PKCS1-v1_5 (RFC 8017 section 7.2.2). The caller must not let anybody tell a
    /// failure here from one further on.
    pub(crate) fn unwrap_rsa(&self, wrapped: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        let Kind::Rsa(_, key) = &self.0.kind else {
            return Err(Error::Decryption);
        };
        let mut out = Zeroizing::new(vec![0; key.min_output_size()]);
        let length = key
            .decrypt(wrapped, &mut out)
            .map_err(|_| Error::Decryption)?
            .len();
        out.truncate(length);
        Ok(out)
    }

    fn from_rsa(pair: rsa::KeyPair) -> Result<Self> {
        let pkcs8 = AsDer::<Pkcs8V1Der>::as_der(&pair).map_err(|_| Error::Crypto)?;
        let pkcs8 = Zeroizing::new(pkcs8.as_ref().to_vec());
        let spki: PublicKeyX509Der = pair.public_key().as_der().map_err(|_| Error::Crypto)?;
        let public = PublicKey::from_spki_der(spki.as_ref())?;
        let decrypting = PrivateDecryptingKey::from_pkcs8(&pkcs8)
            .map_err(|_| Error::KeyRejected)
            .and_then(|key| Pkcs1PrivateDecryptingKey::new(key).map_err(|_| Error::KeyRejected))?;
        let kind = Kind::Rsa(Box::new(pair), decrypting);
        Ok(Self(Arc::new(Inner {
            kind,
            pkcs8,
            public,
        })))
    }

    fn ec_from_der(der: &[u8]) -> Result<Self> {
        for curve in [Curve::P256, Curve::P384] {
            if let Ok(pair) = EcdsaKeyPair::from_private_key_der(signing(curve), der) {
                return Self::from_ec(curve, pair);
            }
        }
        Err(Error::KeyRejected)
    }

    fn from_ec(curve: Curve, pair: EcdsaKeyPair) -> Result<Self> {
        let document = pair.to_pkcs8v1().map_err(|_| Error::Crypto)?;
        let pkcs8 = Zeroizing::new(document.as_ref().to_vec());
        let spki: PublicKeyX509Der = pair.public_key().as_der().map_err(|_| Error::Crypto)?;
        let public = PublicKey::from_spki_der(spki.as_ref())?;
        let kind = Kind::Ec(curve, pair);
        Ok(Self(Arc::new(Inner {
            kind,
            pkcs8,
            public,
        })))
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PrivateKey")
            .field("public", &self.0.public)
            .finish_non_exhaustive()
    }
}

fn signing(curve: Curve) -> &'static signature::EcdsaSigningAlgorithm {
    match curve {
        Curve::P256 => &ECDSA_P256_SHA256_ASN1_SIGNING,
        Curve::P384 => &ECDSA_P384_SHA384_ASN1_SIGNING,
    }
}
