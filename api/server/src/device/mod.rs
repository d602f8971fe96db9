//! What devices ask: certificates (SCEP) and MDM, answered here or by an upstream. No answer of these routes is ever 401:
//! it would unenroll the device.

pub mod scep;

mod trouble;
