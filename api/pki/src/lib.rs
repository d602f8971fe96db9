//! X.509, CMS and SCEP, as far as the enrollment of devices needs them: bytes in, bytes out.
//!
//! No input or output, no clock, no policy: time and random bytes are arguments (only RSA
//! padding, ECDSA nonces and new keys use the cryptographic library's own randomness), and what
//! a request may have is decided by the caller.
//!
//! - [`key`]: private and public keys.
//! - [`ca`]: an authority, and the device certificates it issues (RFC 5280).
//! - [`certificate`]: reading certificates; [`certificate::Signer`] signs profiles.
//! - [`cms`]: signed and enveloped messages (RFC 5652).
//!
//! # Example
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
