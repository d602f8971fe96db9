//! The demo: the real server on a throw-away database, with a sample organization that has a month behind it.
//!
//! It lives beside the tests because it is made like their stories: through the public API alone, with a clock that it
//! moves while it tells the past. The product itself has no sample data, no demo switch and no clock to move.

mod clock;
mod fleet;
mod logo;
mod organization;
mod story;

pub use clock::DemoClock;
pub use organization::{ORGANIZATION, PASSCODE, PASSWORD, PEOPLE};
pub use story::{Told, tell};
