//! API tokens of integrations: made, listed, revoked, and who they are on each request.

pub mod authenticate;
pub mod create;
pub mod list;
pub mod revoke;

use aws_lc_rs::digest::{SHA256, digest};
use vestibule_domain::access::api_token::ApiToken;
use vestibule_domain::user::User;

/// A token with its creator.
pub struct ApiTokenView {
    /// As stored: without its secret.
    pub token: ApiToken,
    /// Who made it.
    pub created_by: User,
}

/// What is kept of a secret of 256 random bits.
fn hash(secret: &str) -> Vec<u8> {
    digest(&SHA256, secret.as_bytes()).as_ref().to_vec()
}
