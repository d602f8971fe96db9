//! argon2id on its own bounded threads: guessing may fill their queue, but never the machine.

use crate::Failure;
use crate::entropy::Entropy;
use crate::options::HashCost;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{CustomizedPasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use std::sync::mpsc::{self, Receiver, SyncSender, TrySendError};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use zeroize::Zeroizing;

/// Jobs that may wait.
const MAX_QUEUED: usize = 64;
/// How long a caller waits for an answer.
const QUEUE_TIMEOUT: Duration = Duration::from_secs(2);

/// What a hash protects; each has its own cost.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Protects {
    /// A passcode at an enrollment URL.
    Passcode,
    /// A user's password.
    Password,
}

type Job = Box<dyn FnOnce() + Send>;

/// Hashes and verifies.
pub struct Hasher {
    jobs: SyncSender<Job>,
    pepper: Arc<Zeroizing<[u8; 32]>>,
    cost: HashCost,
}

impl Hasher {
    /// Starts the threads: one less than the machine has, at least one.
    pub fn start(pepper: Zeroizing<[u8; 32]>, cost: HashCost) -> Self {
        let (jobs, queue) = mpsc::sync_channel::<Job>(MAX_QUEUED);
        let queue = Arc::new(Mutex::new(queue));
        let threads = std::thread::available_parallelism()
            .map_or(1, |cores| cores.get().saturating_sub(1).max(1));
        for n in 0..threads {
            let queue = Arc::clone(&queue);
            std::thread::Builder::new()
                .name(format!("hasher-{n}"))
                .spawn(move || work(&queue))
                .expect("the system gives a thread at the start");
        }
        Self {
            jobs,
            pepper: Arc::new(pepper),
            cost,
        }
    }

    /// Hashes a secret; the result is a PHC string.
    ///
    /// # Errors
    /// What its rules refuse, or [`Failure::Store`] when the database does not answer.
    pub fn hash(
        &self,
        protects: Protects,
        secret: &str,
        entropy: &dyn Entropy,
    ) -> Result<String, Failure> {
        let (secret, salt): (_, [u8; 16]) = (Zeroizing::new(secret.to_owned()), entropy.bytes());
        let (pepper, params) = (Arc::clone(&self.pepper), self.params(protects));
        self.run(move || {
            let hasher = argon(&pepper, Params::default());
            hasher
                .hash_password_customized(secret.as_bytes(), &salt, None, None, params)
                .map(|hash: PasswordHash| hash.to_string())
                .map_err(|error| Failure::Internal(format!("argon2: {error}")))
        })?
    }

    /// Whether the secret is the one that was hashed.
    ///
    /// # Errors
    /// What its rules refuse, or [`Failure::Store`] when the database does not answer.
    pub fn verify(&self, secret: &str, phc: &str) -> Result<bool, Failure> {
        let (secret, phc) = (Zeroizing::new(secret.to_owned()), phc.to_owned());
        let pepper = Arc::clone(&self.pepper);
        self.run(move || {
            let hash = PasswordHash::new(&phc)
                .map_err(|error| Failure::Internal(format!("stored hash: {error}")))?;
            Ok(argon(&pepper, Params::default())
                .verify_password(secret.as_bytes(), &hash)
                .is_ok())
        })?
    }

    /// Costs as much as verifying a password: for email addresses nobody has.
    ///
    /// # Errors
    /// What its rules refuse, or [`Failure::Store`] when the database does not answer.
    pub fn verify_nothing(&self, secret: &str) -> Result<(), Failure> {
        let (secret, params) = (
            Zeroizing::new(secret.to_owned()),
            self.params(Protects::Password),
        );
        let pepper = Arc::clone(&self.pepper);
        self.run(move || {
            let mut out = [0; 32];
            argon(&pepper, params)
                .hash_password_into(secret.as_bytes(), &[0; 16], &mut out)
                .map_err(|error| Failure::Internal(format!("argon2: {error}")))
        })?
    }

    fn params(&self, protects: Protects) -> Params {
        let (memory, passes) = match protects {
            Protects::Passcode => (self.cost.passcode_memory, self.cost.passcode_passes),
            Protects::Password => (self.cost.password_memory, self.cost.password_passes),
        };
        Params::new(memory, passes, 1, Some(32)).expect("the costs are within argon2's bounds")
    }

    fn run<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Failure> {
        vestibule_store::assert_no_transaction();
        let (answer, wait) = mpsc::sync_channel(1);
        let waiting = Arc::new(());
        let still = Arc::downgrade(&waiting);
        let job = Box::new(move || {
            // Whoever gave up is not hashed for: a flood is over as soon as it stops.
            if still.upgrade().is_some() {
                drop(answer.send(job()));
            }
        });
        self.jobs.try_send(job).map_err(|error| match error {
            TrySendError::Full(_) | TrySendError::Disconnected(_) => Failure::Busy,
        })?;
        let answered = wait.recv_timeout(QUEUE_TIMEOUT).map_err(|_| Failure::Busy);
        drop(waiting);
        answered
    }
}

fn argon<'key>(pepper: &'key Zeroizing<[u8; 32]>, params: Params) -> Argon2<'key> {
    Argon2::new_with_secret(
        pepper.as_slice(),
        Algorithm::Argon2id,
        Version::V0x13,
        params,
    )
    .expect("32 bytes are a secret")
}

fn work(queue: &Mutex<Receiver<Job>>) {
    loop {
        let job = match queue.lock() {
            Ok(queue) => queue.recv(),
            Err(_) => return,
        };
        match job {
            Ok(job) => job(),
            Err(_) => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy::SystemEntropy;

    fn hasher(pepper: u8) -> Hasher {
        let cost = HashCost {
            passcode_memory: 64,
            passcode_passes: 1,
            password_memory: 64,
            password_passes: 1,
        };
        Hasher::start(Zeroizing::new([pepper; 32]), cost)
    }

    #[test]
    fn a_hash_verifies_its_secret_with_the_same_pepper_only() {
        let hash = hasher(1)
            .hash(Protects::Passcode, "grüne wiese", &SystemEntropy)
            .unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=64,t=1,p=1$"), "{hash}");
        assert!(hasher(1).verify("grüne wiese", &hash).unwrap());
        assert!(!hasher(1).verify("grüne wiesn", &hash).unwrap());
        assert!(!hasher(2).verify("grüne wiese", &hash).unwrap());
    }

    #[test]
    #[should_panic(expected = "slow work inside a transaction")]
    fn slow_work_inside_a_transaction_is_a_fault() {
        let store = vestibule_store::Store::open("sqlite://:memory:").unwrap();
        let hasher = hasher(1);
        let _ = store.read(|_| hasher.verify("x", "y"));
    }

    #[test]
    fn a_full_queue_answers_busy_instead_of_waiting() {
        let hasher = hasher(1);
        let (hold, held) = mpsc::channel::<()>();
        let held = Arc::new(Mutex::new(held));
        for _ in 0..=MAX_QUEUED * 2 {
            let held = Arc::clone(&held);
            let _ = hasher
                .jobs
                .try_send(Box::new(move || drop(held.lock().map(|held| held.recv()))));
        }
        assert!(matches!(hasher.verify("x", "y"), Err(Failure::Busy)));
        drop(hold);
    }
}
