//! X.509, CMS and SCEP, as far as the enrollment of devices needs them: bytes in, bytes out.
//!
//! No input or output, no clock, no policy: time and random bytes are arguments (only RSA
//! padding, ECDSA nonces and new keys use the cryptographic library's own randomness), and what
//! a request may have is decided by the caller.
//!
//! - [`key`]: private and public keys.
//! - [`ca`]: an authority, and the device certificates it issues (RFC 5280).
//! - [`certificate`]: reading certificates; [`certificate::Signer`] signs profiles.
//! - [`csr`]: certification requests (RFC 2986).
//! - [`cms`]: signed and enveloped messages (RFC 5652); [`cms::verify_detached`] checks what a
//!   device signed.
//! - [`scep`]: opening a request, answering it (RFC 8894); [`scep::client`] is the device.
//! - [`ber`]: turns what devices encode into DER.
//!
//! # Example: an authority signs a profile
//!
//! ```
//! use vestibule_pki::ca::{Authority, Root};
//! use vestibule_pki::certificate::Subject;
//! use vestibule_pki::key::{PrivateKey, RsaSize};
//!
//! # fn main() -> vestibule_pki::Result<()> {
//! let key = PrivateKey::generate_rsa(RsaSize::Bits3072)?;
//! let root = Root {
//!     subject: Subject { common_name: "Device CA".into(), ..Subject::default() },
//!     serial: vec![7; 16], // random bytes
//!     not_before: "2026-01-01T00:00:00Z".parse().expect("a timestamp"),
//! };
//! let authority = Authority::create(key, &root)?;
//! let signed = authority.profile_signer().sign(b"<plist/>", root.not_before)?;
//! assert_eq!(signed[0], 0x30); // a DER ContentInfo
//! # Ok(())
//! # }
//! ```
//!
//! # Example: answering a device
//!
//! ```
//! use vestibule_pki::ca::{Authority, Leaf};
//! use vestibule_pki::scep::{Algorithms, Entropy, FailInfo, OpenError, Request, failure, success};
//!
//! /// The body of the answer, or `None` for an HTTP 400.
//! fn answer(
//!     authority: &Authority,
//!     message: &[u8],
//!     random: &[u8; 80],
//!     now: jiff::Timestamp,
//!     decide: impl Fn(&Request) -> Option<Leaf>,
//! ) -> vestibule_pki::Result<Option<Vec<u8>>> {
//!     let (fallback, entropy) = random.split_at(32);
//!     let fallback = fallback.try_into().expect("32 bytes");
//!     let nonce = entropy[..16].try_into().expect("16 bytes");
//!     let entropy = Entropy::new(entropy.try_into().expect("48 bytes"));
//!     let refuse = |transaction: &_, info| failure(authority, transaction, info, "refused", nonce, now);
//!     let request = match Request::open(message, authority, Algorithms::default(), fallback) {
//!         Ok(request) => request,
//!         Err(OpenError::Unreadable(_)) => return Ok(None),
//!         Err(OpenError::Refused(why)) => return refuse(&why.transaction, why.fail_info).map(Some),
//!     };
//!     let Some(leaf) = decide(&request) else {
//!         return refuse(&request.transaction, FailInfo::BadRequest).map(Some);
//!     };
//!     let issued = authority.issue(&leaf)?;
//!     success(authority, &request, &issued, &entropy, now).map(Some)
//! }
//! ```

mod algorithm;
mod asn1;
pub mod ber;
pub mod ca;
pub mod certificate;
pub mod cms;
pub mod csr;
mod error;
pub mod key;
mod oid;
pub mod scep;

pub use error::{Error, Result};

fn sha256(bytes: &[u8]) -> [u8; 32] {
    let mut out = [0; 32];
    out.copy_from_slice(&algorithm::Digest::Sha256.hash(bytes));
    out
}
