//! Private and public keys: RSA for everything, elliptic curves for signers and attested devices.

pub(crate) mod pem;
mod private;
mod public;

pub use private::{PrivateKey, RsaSize};
pub use public::{Curve, PublicKey};
