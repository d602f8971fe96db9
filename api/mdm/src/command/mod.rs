//! The command channel: what a device reports, and what it is told to do next.
//!
//! Apple: <https://developer.apple.com/documentation/devicemanagement/sending-mdm-commands-to-a-device>

mod report;
mod response;

pub use report::{Failure, MAX_BODY_BYTES, Report, Status};
pub use response::{Command, Response};
