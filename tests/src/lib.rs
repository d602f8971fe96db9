//! The harness: the real server on a database of its own, with a clock that tests move, and typed callers.

#![expect(
    clippy::missing_errors_doc,
    reason = "a harness fails by panicking with what was met; the few results are told by their types"
)]

pub mod caller;
pub mod clock;
pub mod database;
pub mod demo;
pub mod device;
pub mod postgresql;
pub mod server;
pub mod statements;
pub mod upstream;

pub use caller::{Answer, Caller};
pub use server::TestServer;

/// Makes one test per database of each function, which is given a fresh server.
#[macro_export]
macro_rules! on_both_databases {
    ($(fn $name:ident($server:ident) $body:block)+) => {$(
        mod $name {
            use super::*;

            fn story($server: &$crate::TestServer) $body

            #[test]
            fn sqlite() {
                story(&$crate::TestServer::on_sqlite());
            }

            #[test]
            fn postgresql() {
                story(&$crate::TestServer::on_postgresql());
            }
        }
    )+};
}
