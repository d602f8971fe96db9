//! The ciphers content is encrypted with (RFC 3565, RFC 3370 section 5), all in CBC mode.

use aws_lc_rs::cipher::{
    self, DecryptionContext, EncryptionContext, PaddedBlockDecryptingKey, PaddedBlockEncryptingKey,
    UnboundCipherKey,
};
use aws_lc_rs::iv::FixedLength;
use der::asn1::OctetStringRef;
use spki::{AlgorithmIdentifierRef, ObjectIdentifier};

use crate::error::{Error, Result};
use crate::oid;

/// A cipher for content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cipher {
    Aes128,
    Aes192,
    Aes256,
    TripleDes,
    /// Forbidden by RFC 8894 section 2.9; old free clients know no other.
    Des,
}

impl Cipher {
    const ALL: [Self; 5] = [
        Self::Aes128,
        Self::Aes192,
        Self::Aes256,
        Self::TripleDes,
        Self::Des,
    ];

    pub(crate) fn oid(self) -> ObjectIdentifier {
        match self {
            Self::Aes128 => oid::AES_128_CBC,
            Self::Aes192 => oid::AES_192_CBC,
            Self::Aes256 => oid::AES_256_CBC,
            Self::TripleDes => oid::DES_EDE3_CBC,
            Self::Des => oid::DES_CBC,
        }
    }

    /// The cipher, and its initialization vector.
    pub(super) fn read<'a>(identifier: &AlgorithmIdentifierRef<'a>) -> Result<(Self, &'a [u8])> {
        let unsupported = Error::UnsupportedAlgorithm("content encryption");
        let found = Self::ALL
            .into_iter()
            .find(|one| one.oid() == identifier.oid);
        let cipher = found.ok_or(unsupported.clone())?;
        let parameters = identifier.parameters.ok_or(unsupported)?;
        parameters
            .decode_as::<&OctetStringRef>()
            .map(|iv| (cipher, iv.as_bytes()))
            .map_err(|_| Error::Malformed("initialization vector"))
    }

    pub(super) fn key_length(self) -> usize {
        match self {
            Self::Aes128 => cipher::AES_128_KEY_LEN,
            Self::Aes192 => cipher::AES_192_KEY_LEN,
            Self::Aes256 => cipher::AES_256_KEY_LEN,
            Self::TripleDes => cipher::DES_EDE3_KEY_LEN,
            Self::Des => cipher::DES_KEY_LEN,
        }
    }

    #[expect(
        deprecated,
        reason = "old devices encrypt with triple DES; the caller decides whether they may"
    )]
    fn algorithm(self) -> &'static cipher::Algorithm {
        match self {
            Self::Aes128 => &cipher::AES_128,
            Self::Aes192 => &cipher::AES_192,
            Self::Aes256 => &cipher::AES_256,
            Self::TripleDes => &cipher::DES_EDE3_FOR_LEGACY_USE_ONLY,
            Self::Des => &cipher::DES_FOR_LEGACY_USE_ONLY,
        }
    }

    /// Decrypts in place and removes the padding. Every failure is the same.
    pub(super) fn decrypt(self, key: &[u8], iv: &[u8], mut content: Vec<u8>) -> Result<Vec<u8>> {
        let context = match self {
            Self::TripleDes | Self::Des => iv
                .try_into()
                .map(|iv: &[u8; 8]| DecryptionContext::Iv64(FixedLength::from(iv))),
            _ => iv
                .try_into()
                .map(|iv: &[u8; 16]| DecryptionContext::Iv128(FixedLength::from(iv))),
        };
        let context = context.map_err(|_| Error::Decryption)?;
        let length = UnboundCipherKey::new(self.algorithm(), key)
            .and_then(PaddedBlockDecryptingKey::cbc_pkcs7)
            .and_then(|key| key.decrypt(&mut content, context).map(|plain| plain.len()))
            .map_err(|_| Error::Decryption)?;
        content.truncate(length);
        Ok(content)
    }
}

/// Encrypts with AES-128, the cipher every client reads.
pub(super) fn encrypt_aes128(key: &[u8; 16], iv: &[u8; 16], content: &[u8]) -> Result<Vec<u8>> {
    let mut content = content.to_vec();
    let context = EncryptionContext::Iv128(FixedLength::from(iv));
    UnboundCipherKey::new(&cipher::AES_128, key)
        .and_then(PaddedBlockEncryptingKey::cbc_pkcs7)
        .and_then(|key| key.less_safe_encrypt(&mut content, context))
        .map_err(|_| Error::Crypto)?;
    Ok(content)
}
