//! Check-in: what a device says when it enrolls, gets a push token or leaves.
//!
//! Apple: <https://developer.apple.com/documentation/devicemanagement/check-in>

mod authenticate;
mod bootstrap_token;
mod message;
mod token_update;

pub use authenticate::Authenticate;
pub use bootstrap_token::BootstrapToken;
pub use message::{CheckIn, Message};
pub use token_update::TokenUpdate;

/// The longest check-in message that is read.
pub const MAX_BODY_BYTES: usize = 1 << 20;

/// Does this content type announce a check-in message? Anything else, or none, belongs to the
/// command channel. Parameters may follow.
#[must_use]
pub fn is_check_in(content_type: &str) -> bool {
    content_type
        .trim_start()
        .to_ascii_lowercase()
        .starts_with("application/x-apple-aspen-mdm-checkin")
}
