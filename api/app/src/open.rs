//! Opens an [`App`]: key, database, migrations, authority, signer; each fault is one line that says what to change.

use crate::clock::Clock;
use crate::entropy::Entropy;
use crate::options::{Options, SignerPem};
use crate::secrets::{hasher::Hasher, key_file, keyring::Keyring};
use crate::{App, Failure, authority, device, enrollment_url, setup};
use std::sync::Arc;
use vestibule_pki::certificate::Signer;
use vestibule_pki::scep::Algorithms;
use vestibule_store::Store;

/// Why the application cannot start.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The key file.
    #[error(transparent)]
    Key(#[from] key_file::KeyFileError),
    /// The database.
    #[error("the database cannot be used: {0}")]
    Database(#[from] vestibule_store::Error),
    /// The configured signer.
    #[error("the profile signer cannot be used: {0}")]
    Signer(String),
    /// The authority in the database.
    #[error("{0}")]
    Authority(Failure),
}

impl From<Failure> for OpenError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Store(error) => Self::Database(error),
            other => Self::Authority(other),
        }
    }
}

impl App {
    /// Opens it; the database is migrated and the authority made if need be.
    ///
    /// # Errors
    /// [`OpenError::Signer`].
    pub fn open(
        options: Options,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Self, OpenError> {
        let new = Store::is_new_sqlite(&options.database_url)?;
        let postgresql = !options.database_url.starts_with("sqlite");
        let master = key_file::load(&options.key_file, new, postgresql, &*entropy)?;
        let keyring = Keyring::new(&master);
        let store = Store::open(&options.database_url)?;
        let authority =
            store.migrate(|conn| authority::load_or_make(conn, &keyring, &*clock, &*entropy))?;
        let signer = match options.signer {
            Some(SignerPem { chain, key }) => {
                Signer::from_pem(&chain, &key).map_err(|e| OpenError::Signer(e.to_string()))?
            }
            None => authority.profile_signer(),
        };
        if !signer.certificate().is_valid_at(clock.now()) {
            return Err(OpenError::Signer(format!(
                "its certificate ended at {}",
                signer.not_after()
            )));
        }
        Ok(Self {
            store,
            hasher: Hasher::start(keyring.pepper(), options.hash_cost),
            setup_token: setup::SetupToken::new(&*entropy),
            activity: enrollment_url::activity::Buffer::default(),
            last_seen: device::last_seen::Buffer::default(),
            authority,
            signer,
            keyring,
            service_identity: options.service_identity,
            algorithms: Algorithms {
                insecure_des: options.scep_allow_des,
                ..Algorithms::default()
            },
            clock,
            entropy,
        })
    }
}
