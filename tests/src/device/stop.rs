//! Why an enrollment stopped, in words for the person at the device.

use std::fmt;
use vestibule_pki::scep::FailInfo;

/// Where and why it stopped.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Stop {
    /// The page, the unlock or the download was refused.
    Visit {
        /// What was tried.
        step: &'static str,
        /// The HTTP status.
        status: u16,
        /// The problem's code.
        code: String,
        /// The problem's text.
        detail: String,
    },
    /// The profile is none that a device installs.
    Profile(String),
    /// The certificate authority said no.
    CertificateRefused(FailInfo),
    /// The SCEP server did not answer as one.
    Scep(String),
    /// A message to the management service was refused.
    Message {
        /// Its type.
        message: String,
        /// The HTTP status.
        status: u16,
        /// The code in the body, if there was one.
        code: String,
        /// The text in the body, if there was one.
        said: String,
    },
    /// Nobody answered.
    Unreachable(String),
}

impl Stop {
    /// The status of a refused message or visit; 0 otherwise.
    pub fn status(&self) -> u16 {
        match self {
            Self::Visit { status, .. } | Self::Message { status, .. } => *status,
            _ => 0,
        }
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Visit {
                step,
                status,
                code,
                detail,
            } => write!(f, "{step} was refused: {detail} (HTTP {status} {code})"),
            Self::Profile(fault) => write!(f, "the profile cannot be installed: {fault}"),
            Self::CertificateRefused(info) => {
                let why = match info {
                    FailInfo::BadRequest => {
                        "the profile is no longer valid, or was used by another device"
                    }
                    FailInfo::BadAlg => "an algorithm was not accepted",
                    FailInfo::BadMessageCheck => "the request arrived damaged",
                    FailInfo::BadTime => "the device's clock is wrong",
                    FailInfo::BadCertId => "the old certificate is not known",
                };
                write!(
                    f,
                    "no certificate was issued: {why} (SCEP failInfo {})",
                    info.code()
                )
            }
            Self::Scep(fault) => write!(f, "the SCEP server did not answer as one: {fault}"),
            Self::Message {
                message,
                status,
                code,
                said,
            } => {
                write!(f, "{message} was refused: HTTP {status}")?;
                if !code.is_empty() {
                    write!(f, " {code}")?;
                }
                if said.is_empty() {
                    Ok(())
                } else {
                    write!(f, ": {said}")
                }
            }
            Self::Unreachable(fault) => write!(f, "the server could not be reached: {fault}"),
        }
    }
}

impl std::error::Error for Stop {}
