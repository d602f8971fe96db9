//! Who may do what: permissions, roles, scopes of API tokens, and the actor who asks.

pub mod actor;
pub mod api_token;
pub mod permission;
pub mod role;
