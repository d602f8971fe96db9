//! One file per noun: every sentence of the product, over HTTP, on both databases.

mod access;
mod audit;
mod bad_input;
mod enabling;
mod page;
mod picture;
mod racing;
mod regenerating;
mod schema;
mod session;
mod tenancy;
mod throttle;
mod visiting;
