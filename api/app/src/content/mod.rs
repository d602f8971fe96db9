//! What admins give to the page: pictures and text, made harmless before anyone sees them.

pub mod picture;
pub mod rich_text;
