//! The policy tree.

pub mod body;
pub mod read;
pub mod view;
pub mod write;
