//! The keyring: one 256-bit key from the key file, and a key of its own for every purpose (HKDF-SHA256, RFC 5869).

use crate::entropy::Entropy;
use aws_lc_rs::aead::{AES_256_GCM_SIV, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use aws_lc_rs::{hkdf, hmac};
use std::fmt;
use vestibule_domain::enrollment_url::token::Token;
use vestibule_domain::{ProfileId, SessionId};
use zeroize::Zeroizing;

/// The length of the master key and of every key derived from it, in bytes.
pub const KEY_LENGTH: usize = 32;

/// All keys of the installation; never printed.
pub struct Keyring {
    sealing: LessSafeKey,
    lookup: hmac::Key,
    challenge: hmac::Key,
    refresh: hmac::Key,
    request: hmac::Key,
    session: Zeroizing<[u8; KEY_LENGTH]>,
    pepper: Zeroizing<[u8; KEY_LENGTH]>,
}

/// Sealed bytes that do not open: the key is another one, or they were tampered with or moved.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("sealed with another key, or tampered with")]
pub struct SealBroken;

impl Keyring {
    /// Derives every key from the master key.
    pub fn new(master: &[u8; KEY_LENGTH]) -> Self {
        let salt = hkdf::Salt::new(hkdf::HKDF_SHA256, b"vestibule 1");
        let master = salt.extract(master);
        let derive = |purpose: &str| {
            let mut key = Zeroizing::new([0; KEY_LENGTH]);
            master
                .expand(&[purpose.as_bytes()], hkdf::HKDF_SHA256)
                .and_then(|material| material.fill(key.as_mut()))
                .expect("HKDF gives 32 bytes");
            key
        };
        let mac = |purpose: &str| hmac::Key::new(hmac::HMAC_SHA256, derive(purpose).as_ref());
        let sealing =
            UnboundKey::new(&AES_256_GCM_SIV, derive("seal").as_ref()).expect("32 bytes are a key");
        Self {
            sealing: LessSafeKey::new(sealing),
            lookup: mac("token lookup"),
            challenge: mac("challenge"),
            refresh: mac("refresh token"),
            request: mac("request"),
            session: derive("session"),
            pepper: derive("pepper"),
        }
    }

    /// Seals bytes for one place (table, column and row): elsewhere they do not open. Nonce, then ciphertext and tag.
    pub fn seal(&self, place: &str, plain: &[u8], entropy: &dyn Entropy) -> Vec<u8> {
        let nonce: [u8; NONCE_LEN] = entropy.bytes();
        let mut sealed = plain.to_vec();
        self.sealing
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(place.as_bytes()),
                &mut sealed,
            )
            .expect("a short text can be sealed");
        [nonce.as_slice(), &sealed].concat()
    }

    /// Opens what [`Keyring::seal`] sealed for the same place.
    ///
    /// # Errors
    /// The [`SealBroken`] that applies.
    pub fn open(&self, place: &str, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealBroken> {
        let (nonce, body) = sealed.split_first_chunk::<NONCE_LEN>().ok_or(SealBroken)?;
        let mut body = Zeroizing::new(body.to_vec());
        let nonce = Nonce::assume_unique_for_key(*nonce);
        let length = self
            .sealing
            .open_in_place(nonce, Aad::from(place.as_bytes()), &mut body)
            .map_err(|_| SealBroken)?
            .len();
        body.truncate(length);
        Ok(body)
    }

    /// What finds a URL by its token without the database knowing the token.
    pub fn lookup(&self, token: &Token) -> Vec<u8> {
        hmac::sign(&self.lookup, token.as_str().as_bytes())
            .as_ref()
            .to_vec()
    }

    /// The SCEP challenge of a profile: its id and 256 bits only we can make. It is stored nowhere.
    pub fn challenge(&self, profile: ProfileId) -> Zeroizing<String> {
        use base64::Engine;
        let tag = hmac::sign(&self.challenge, profile.uuid().as_bytes());
        let tag = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(tag.as_ref());
        Zeroizing::new(format!("{}.{tag}", profile.uuid().simple()))
    }

    /// The profile a challenge belongs to, if we made it; compared in constant time.
    pub fn profile_of(&self, challenge: &str) -> Option<ProfileId> {
        let (id, _) = challenge.split_once('.')?;
        let profile = ProfileId::from_uuid(uuid::Uuid::try_parse(id).ok()?);
        aws_lc_rs::constant_time::verify_slices_are_equal(
            self.challenge(profile).as_bytes(),
            challenge.as_bytes(),
        )
        .ok()
        .map(|()| profile)
    }

    /// The secret part of a session's `count`-th refresh token.
    pub fn refresh_secret(&self, session: SessionId, count: i64) -> [u8; 32] {
        let mut message = session.uuid().as_bytes().to_vec();
        message.extend(count.to_be_bytes());
        hmac::sign(&self.refresh, &message)
            .as_ref()
            .try_into()
            .expect("HMAC-SHA256 gives 32 bytes")
    }

    /// What is kept of a request to know it again: it may hold a password, which a bare digest would let anybody try.
    pub(crate) fn request(&self, digest: &[u8; 32]) -> Vec<u8> {
        hmac::sign(&self.request, digest).as_ref().to_vec()
    }

    /// The key that signs access cookies.
    pub fn session_key(&self) -> &[u8; KEY_LENGTH] {
        &self.session
    }

    /// Goes into every hash of a passcode or password, so that a stolen database alone cannot be searched.
    pub(crate) fn pepper(&self) -> Zeroizing<[u8; KEY_LENGTH]> {
        self.pepper.clone()
    }
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keyring(redacted)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy::SystemEntropy;

    #[test]
    fn sealed_bytes_open_in_their_own_place_only_and_with_their_own_key_only() {
        let ring = Keyring::new(&[7; KEY_LENGTH]);
        let sealed = ring.seal("enrollment_urls.token 1", b"secret", &SystemEntropy);
        assert!(!sealed.windows(6).any(|piece| piece == b"secret"));
        assert_eq!(
            ring.open("enrollment_urls.token 1", &sealed)
                .unwrap()
                .as_slice(),
            b"secret"
        );
        assert_eq!(
            ring.open("enrollment_urls.token 2", &sealed).unwrap_err(),
            SealBroken
        );
        assert_eq!(
            Keyring::new(&[8; KEY_LENGTH])
                .open("enrollment_urls.token 1", &sealed)
                .unwrap_err(),
            SealBroken
        );
        assert_eq!(
            ring.open("enrollment_urls.token 1", &sealed[..5])
                .unwrap_err(),
            SealBroken
        );
    }

    #[test]
    fn a_challenge_tells_its_profile_and_a_made_up_one_nothing() {
        let ring = Keyring::new(&[7; KEY_LENGTH]);
        let id = ProfileId::from_uuid(uuid::Uuid::from_u128(1));
        let challenge = ring.challenge(id);
        assert_eq!(ring.profile_of(&challenge), Some(id));
        assert_eq!(ring.profile_of(&challenge.to_uppercase()), None);
        assert_eq!(ring.profile_of(&challenge[..challenge.len() - 1]), None);
        assert_eq!(Keyring::new(&[8; KEY_LENGTH]).profile_of(&challenge), None);
        assert_eq!(ring.profile_of(""), None);
    }

    #[test]
    fn every_purpose_has_its_own_key() {
        let ring = Keyring::new(&[7; KEY_LENGTH]);
        let id = uuid::Uuid::from_u128(1);
        let challenge = ring.challenge(ProfileId::from_uuid(id));
        assert_ne!(
            *challenge,
            *ring.challenge(ProfileId::from_uuid(uuid::Uuid::from_u128(2)))
        );
        assert_ne!(
            ring.refresh_secret(SessionId::from_uuid(id), 1),
            ring.refresh_secret(SessionId::from_uuid(id), 2)
        );
        assert_ne!(ring.session_key(), ring.pepper().as_ref());
    }
}
