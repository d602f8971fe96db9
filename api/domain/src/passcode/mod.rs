//! The passcode: what makes a good one, and how guessing is slowed down.

pub mod common;
pub mod format;
pub mod throttle;
