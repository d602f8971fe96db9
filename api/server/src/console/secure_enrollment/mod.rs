//! Secure enrollment of a policy.

pub mod page;
pub mod readiness;
pub mod setting;
pub mod settings;
pub mod switch;
pub mod url;
pub mod view;
