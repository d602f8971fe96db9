//! One file per noun: every sentence of the product, over HTTP, on both databases.

mod access;
mod bad_input;
mod enabling;
mod page;
mod regenerating;
mod schema;
mod session;
mod throttle;
mod visiting;
