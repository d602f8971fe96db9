//! What reaches the device routes: good, odd and hostile, and what it leaves behind.

mod simulator;
