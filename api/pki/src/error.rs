//! What can go wrong while reading, making or checking keys, certificates and messages.

/// Why a key, a certificate or a message was refused, or could not be made.
///
/// The variants name the cause for a log or a test; what a remote party may be told is
/// decided by the caller (for SCEP, by [`crate::scep::FailInfo`]).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The bytes are not what the named structure looks like.
    #[error("malformed {0}")]
    Malformed(&'static str),
    /// The input is longer than allowed.
    #[error("input too large")]
    TooLarge,
    /// The input is nested deeper than allowed.
    #[error("input nested too deeply")]
    TooDeep,
    /// An algorithm that is unknown, or too weak to be accepted.
    #[error("unsupported algorithm in {0}")]
    UnsupportedAlgorithm(&'static str),
    /// The private key is damaged, or of a kind that is not supported.
    #[error("private key rejected")]
    KeyRejected,
    /// The private key does not belong to the certificate.
    #[error("private key and certificate do not belong together")]
    KeyMismatch,
    /// A signature does not verify.
    #[error("bad signature")]
    BadSignature,
    /// The message has no signer, several, or one whose certificate is missing.
    #[error("exactly one signer with its certificate is required")]
    Signer,
    /// The signed attributes are missing, doubled or contradict the content.
    #[error("bad signed attributes")]
    SignedAttributes,
    /// None of the recipients is ours.
    #[error("not encrypted to us")]
    NotForUs,
    /// The content did not decrypt; deliberately without a reason.
    #[error("decryption failed")]
    Decryption,
    /// A value for a new certificate or message breaks a rule of its format.
    #[error("invalid {0}")]
    Invalid(&'static str),
    /// The cryptographic library failed at something that cannot fail for a sound key.
    #[error("cryptographic operation failed")]
    Crypto,
}

/// The result of everything in this crate.
pub type Result<T, E = Error> = core::result::Result<T, E>;
