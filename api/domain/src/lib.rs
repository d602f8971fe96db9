//! The rules of Vestibule: pure functions of values and `now`, nothing that reads a clock, a random source or a disk.
//!
//! Where each sentence of the product stands:
//!
//! | sentence | function |
//! |---|---|
//! | only people who understood may secure a policy | [`policy::securing::secure`] |
//! | every descendant becomes secure with it | [`policy::securing::secure`] |
//! | a new child of a secure policy is secure from its creation | [`policy::securing::secure_from_parent`] |
//! | a move under a secure policy needs the acknowledgement; no move makes a cycle | [`policy::tree::plan_move`] |
//! | a move loses no logo, text or passcode | [`secure_enrollment::settings::Overrides::carry_over`] |
//! | logo, text and passcode: own, inherited or cleared, with their source | [`secure_enrollment::settings::resolve`] |
//! | a reader gets the nearest language | [`page::reading::nearest`] |
//! | the accent comes from the logo and can always be read | [`page::logo_appearance::accent`] |
//! | a regenerated URL is retired at once, its profiles 30 minutes later | [`enrollment_url::regeneration::retire`] |
//! | deadlines only ever move earlier | [`enrollment_url::regeneration::end_now`] |
//! | may this visitor unlock? | [`enrollment_url::standing::admit_unlock`] |
//! | may this ticket download? | [`profile::ticket::admit_download`] |
//! | the deadline is compared, never scheduled | [`profile::deadline::deadline`] |
//! | may this profile be used for this step, now? | [`profile::admission::admit`] |
//! | one profile enrolls one device; the same key may retry | [`device::issuing::issue`] |
//! | Authenticate is the commit point; a live UDID needs a release | [`device::enrolling::admit`] |
//! | what Authenticate, TokenUpdate, CheckOut and a policy's end make of a device | [`device::transition`] |
//! | a UDID lives in one organization of an upstream | [`device::release::is_live_elsewhere`] |
//! | a certificate authorizes one device for ever | [`device::authorization::authorize_message`] |
//! | guessing is slowed per network, no URL is ever locked | [`passcode::throttle::take`] |
//! | who may do what | [`access::role::Role::grants`] |
//! | a token never exceeds its creator as of now | [`access::actor::Actor::require`] |
//! | the beta switch stays on while a policy is secure | [`organization::settings::change`] |
//! | the last owner stays | [`user::keep_an_owner`] |

pub mod access;
pub mod audit;
pub mod device;
pub mod enrollment_url;
pub mod field;
pub mod ids;
pub mod name;
pub mod network;
pub mod organization;
pub mod page;
pub mod passcode;
pub mod policy;
pub mod profile;
pub mod retention;
pub mod secure_enrollment;
pub mod session;
pub mod user;

pub use ids::*;
/// A moment in UTC; the clock hands it out cut to whole microseconds, as both databases keep it.
pub use jiff::Timestamp;
