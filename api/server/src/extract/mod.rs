//! What handlers take from a request, checked on the way in.

pub mod body;
pub mod client;
pub mod conditional;
pub mod idempotency_key;
pub mod json;
pub mod paging;
pub mod path;
pub mod query;
pub mod request_id;
