//! Secrets: the key file, the keys derived from it, and hashing on its own threads.

pub mod hasher;
pub mod key_file;
pub mod keyring;
