//! What handlers take from a request, checked on the way in.

pub mod body;
pub mod client;
pub mod idempotency_key;
pub mod if_match;
pub mod json;
pub mod page;
pub mod path;
pub mod query;
pub mod request_id;
