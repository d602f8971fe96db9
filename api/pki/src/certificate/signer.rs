//! Who signs profiles: a private key with the certificates that prove it.

use jiff::Timestamp;

use super::Certificate;
use crate::error::{Error, Result};
use crate::key::PrivateKey;

/// A private key with its certificate, and the intermediate certificates above it.
///
/// [`Signer::sign`](crate::cms) makes signed profiles with it.
#[derive(Debug, Clone)]
pub struct Signer {
    pub(crate) key: PrivateKey,
    /// The signer's own certificate first.
    pub(crate) chain: Vec<Certificate>,
}

impl Signer {
    /// Puts key and chain (own certificate first) together. Roots above the first certificate are
    /// left out, because a reader must know them anyway.
    ///
    /// # Errors
    /// [`Error::KeyMismatch`] when the key is not the one of the first certificate;
    /// [`Error::Invalid`] for an empty chain.
    pub fn new(key: PrivateKey, chain: Vec<Certificate>) -> Result<Self> {
        let own = chain.first().ok_or(Error::Invalid("certificate chain"))?;
        if own.public_key()? != *key.public_key() {
            return Err(Error::KeyMismatch);
        }
        let keep = |(place, certificate): &(usize, Certificate)| {
            *place == 0 || !certificate.is_self_issued()
        };
        let chain = chain.into_iter().enumerate().filter(keep);
        let chain = chain.map(|(_, certificate)| certificate).collect();
        Ok(Self { key, chain })
    }

    /// Reads a configured signer: a PEM chain (own certificate first) and a PEM private key. Both
    /// may be the same text.
    ///
    /// # Errors
    /// As [`Certificate::chain_from_pem`], [`PrivateKey::from_pem`] and [`Signer::new`].
    pub fn from_pem(chain: &str, key: &str) -> Result<Self> {
        Self::new(
            PrivateKey::from_pem(key)?,
            Certificate::chain_from_pem(chain)?,
        )
    }

    /// The signer's own certificate.
    #[must_use]
    pub fn certificate(&self) -> &Certificate {
        &self.chain[0]
    }

    /// The earliest end among the certificates that are sent along.
    #[must_use]
    pub fn not_after(&self) -> Timestamp {
        let ends = self.chain.iter().map(Certificate::not_after);
        ends.min().unwrap_or(Timestamp::MIN)
    }
}
