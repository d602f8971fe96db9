//! Why a request is refused, as the device is told.

/// `failInfo`, RFC 8894 section 3.2.1.4.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailInfo {
    /// An unknown or unwelcome algorithm.
    BadAlg,
    /// The message is not intact: signature, encryption or content.
    BadMessageCheck,
    /// The request is not permitted, or of a type that is not supported.
    BadRequest,
    /// The signing time is too far off. This crate never says so: devices have wrong clocks.
    BadTime,
    /// No certificate matches: a renewal signed by a stranger.
    BadCertId,
}

impl FailInfo {
    /// The number, as it is written into the answer.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::BadAlg => "0",
            Self::BadMessageCheck => "1",
            Self::BadRequest => "2",
            Self::BadTime => "3",
            Self::BadCertId => "4",
        }
    }

    pub(super) fn from_code(code: &[u8]) -> Option<Self> {
        [
            Self::BadAlg,
            Self::BadMessageCheck,
            Self::BadRequest,
            Self::BadTime,
            Self::BadCertId,
        ]
        .into_iter()
        .find(|info| info.code().as_bytes() == code)
    }
}
