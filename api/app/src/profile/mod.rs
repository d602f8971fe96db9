//! Profiles: the signed document, the ticket that downloads it, and what admins see of them.

pub mod download;
pub mod issue;
pub mod legacy;
pub mod list;
pub mod revoke;
pub mod status;
pub mod ticket;

mod document;
