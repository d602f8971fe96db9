//! Secure enrollment of a policy.

pub mod body;
pub mod page;
pub mod readiness;
pub mod switch;
pub mod url;
pub mod view;
