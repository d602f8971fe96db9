//! What can be done: a folder per noun, a file per operation. An operation loads, asks the domain, saves and records, in one
//! transaction; slow work (hashing, signing) runs between short ones.

pub mod api_token;
pub mod audit;
pub mod caller;
pub mod clock;
pub mod content;
pub mod device;
pub mod enrollment_url;
pub mod entropy;
pub mod failure;
pub mod idempotency;
pub mod logo;
pub mod options;
pub mod policy;
pub mod profile;
pub mod secrets;
pub mod secure_enrollment;
pub mod session;
pub mod settings;
pub mod setup;
pub mod upkeep;
pub mod user;

mod authority;
mod context;
mod open;
mod precondition;
mod throttle;

use clock::Clock;
use entropy::Entropy;
use options::ServiceIdentity;
use secrets::{hasher::Hasher, keyring::Keyring};
use std::sync::Arc;
use vestibule_domain::Timestamp;
use vestibule_domain::profile::Service;
use vestibule_pki::ca::Authority;
use vestibule_pki::certificate::Signer;
use vestibule_pki::scep::Algorithms;
use vestibule_store::Store;

pub use caller::{Caller, DeviceClient, RequestOrigin, Stranger, Visitor};
pub use failure::{Failure, FieldRefusal};
pub use open::OpenError;
pub use options::Options;
pub use precondition::Precondition;
pub use vestibule_store::paging;

/// Everything an operation needs. Cheap to share; one per process.
pub struct App {
    pub(crate) store: Store,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) entropy: Arc<dyn Entropy>,
    pub(crate) keyring: Keyring,
    pub(crate) hasher: Hasher,
    pub(crate) authority: Authority,
    pub(crate) signer: Signer,
    pub(crate) service_identity: ServiceIdentity,
    pub(crate) algorithms: Algorithms,
    pub(crate) setup_token: setup::SetupToken,
    pub(crate) activity: enrollment_url::activity::Buffer,
    pub(crate) last_seen: device::last_seen::Buffer,
}

impl App {
    /// The present moment, in UTC, cut to whole microseconds.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// What stands in profiles, URLs and QR codes.
    pub fn public_url(&self) -> &str {
        &self.service_identity.public_url
    }

    /// What a device learns from its profile about the service.
    pub(crate) fn service(&self) -> Service {
        Service {
            url: self.service_identity.public_url.clone(),
            topic: self.service_identity.push_topic.clone(),
        }
    }

    /// The authority's certificate, DER: what devices are to trust when they ask for an identity.
    pub fn authority_certificate(&self) -> &[u8] {
        self.authority.certificate().der()
    }

    /// The key that signs access cookies.
    pub fn session_key(&self) -> &[u8] {
        self.keyring.session_key()
    }

    /// The database answers.
    ///
    /// # Errors
    /// What its rules refuse, or [`crate::Failure::Store`] when the database does not answer.
    pub fn is_ready(&self) -> Result<(), Failure> {
        self.store.read(|conn| {
            vestibule_store::installation::is_set_up(conn)
                .map(drop)
                .map_err(Failure::from)
        })
    }
}
