//! What a URL is worth to a visitor, asked in one fixed order: retired, paused, then the passcode.

use super::EnrollmentUrl;
use crate::secure_enrollment::pause::Paused;

/// Why an enrollment URL yields nothing.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum UrlRefusal {
    /// `enrollment_url_retired`
    #[error("This enrollment URL is no longer valid. Ask your IT team for the new one.")]
    Retired,
    /// `enrollment_paused`, with the message.
    #[error("{}", .0.as_deref().unwrap_or("Enrollment is paused. Try again later."))]
    Paused(Option<String>),
}

/// Whether a visitor may try to unlock: asked before any passcode is looked at.
///
/// # Errors
/// [`UrlRefusal::Retired`] or [`UrlRefusal::Paused`].
pub fn admit_unlock(url: &EnrollmentUrl, paused: Option<&Paused>) -> Result<(), UrlRefusal> {
    if !url.is_live() {
        return Err(UrlRefusal::Retired);
    }
    paused.map_or(Ok(()), |paused| {
        Err(UrlRefusal::Paused(paused.message.clone()))
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{retired_url, url};
    use super::*;
    use crate::Timestamp;

    #[test]
    fn a_retired_url_is_refused_before_anything_else() {
        let paused = Paused {
            at: Timestamp::UNIX_EPOCH,
            message: Some("Back at noon.".into()),
            by: None,
        };
        assert_eq!(
            admit_unlock(&retired_url(), Some(&paused)),
            Err(UrlRefusal::Retired)
        );
        assert_eq!(
            admit_unlock(&url(), Some(&paused)),
            Err(UrlRefusal::Paused(Some("Back at noon.".into())))
        );
        assert_eq!(admit_unlock(&url(), None), Ok(()));
    }
}
