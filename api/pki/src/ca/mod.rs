//! The certificate authority: its root, and what it issues.

mod leaf;
mod root;
mod self_signed;
mod tbs;

pub use leaf::Leaf;
pub use root::{Authority, Root};
