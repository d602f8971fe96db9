//! Cryptographic Message Syntax (RFC 5652): signed profiles, signed requests and sealed answers.

mod attributes;
mod signed;
