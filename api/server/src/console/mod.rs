//! What the console and integrations use: JSON, one folder a noun, one function an operation.

pub mod api_tokens;
pub mod audit_events;
pub mod devices;
pub mod enrollment_urls;
pub mod logos;
pub mod policies;
pub mod profiles;
pub mod secure_enrollment;
pub mod session;
pub mod settings;
pub mod setup;
pub mod users;
