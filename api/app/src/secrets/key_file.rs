//! The key file: one line, `vestibule-key-1:` and 32 bytes in base64. It is made only together with a new SQLite database.

use super::keyring::KEY_LENGTH;
use crate::entropy::Entropy;
use base64::{Engine, engine::general_purpose::STANDARD};
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;
use zeroize::Zeroizing;

const PREFIX: &str = "vestibule-key-1:";

/// Why there is no key. Each says what to change.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// The database has data that only the lost key opens.
    #[error("the key file {0} is missing beside an existing database: restore it from your backup")]
    MissingBesideDatabase(String),
    /// Nodes share the key, so none of them makes one.
    #[error(
        "the key file {0} is missing: make one with `vestibule key > {0}` and give the same one to every node"
    )]
    MissingForPostgresql(String),
    /// Not a key.
    #[error("the key file {0} does not hold a key: `vestibule key` prints a new one")]
    Malformed(String),
    /// It cannot be read or written.
    #[error("the key file {0} cannot be used: {1}")]
    Unusable(String, std::io::Error),
}

/// A new key file's line.
pub fn generate(entropy: &dyn Entropy) -> Zeroizing<String> {
    let key: Zeroizing<[u8; KEY_LENGTH]> = Zeroizing::new(entropy.bytes());
    Zeroizing::new(format!("{PREFIX}{}", STANDARD.encode(key.as_ref())))
}

/// Reads the key; with `may_create` (a new SQLite database) a missing one is made, readable by its owner only.
///
/// # Errors
/// [`KeyFileError::Malformed`], [`KeyFileError::Unusable`], [`KeyFileError::MissingForPostgresql`] or
/// [`KeyFileError::MissingBesideDatabase`].
pub fn load(
    path: &Path,
    may_create: bool,
    postgresql: bool,
    entropy: &dyn Entropy,
) -> Result<Zeroizing<[u8; KEY_LENGTH]>, KeyFileError> {
    let shown = path.display().to_string();
    match fs::read_to_string(path) {
        Ok(text) => parse(&Zeroizing::new(text)).ok_or(KeyFileError::Malformed(shown)),
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(KeyFileError::Unusable(shown, error))
        }
        Err(_) if postgresql => Err(KeyFileError::MissingForPostgresql(shown)),
        Err(_) if !may_create => Err(KeyFileError::MissingBesideDatabase(shown)),
        Err(_) => {
            let line = generate(entropy);
            write(path, &line).map_err(|error| KeyFileError::Unusable(shown.clone(), error))?;
            parse(&line).ok_or(KeyFileError::Malformed(shown))
        }
    }
}

fn parse(text: &str) -> Option<Zeroizing<[u8; KEY_LENGTH]>> {
    let bytes = Zeroizing::new(STANDARD.decode(text.trim().strip_prefix(PREFIX)?).ok()?);
    Some(Zeroizing::new(bytes.as_slice().try_into().ok()?))
}

fn write(path: &Path, line: &str) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    writeln!(file, "{line}")?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy::SystemEntropy;

    #[test]
    fn a_key_is_made_only_with_a_new_sqlite_database_and_is_readable_by_its_owner_only() {
        let folder =
            std::env::temp_dir().join(format!("vestibule-key-{}", SystemEntropy.fresh_name()));
        fs::create_dir(&folder).unwrap();
        let path = folder.join("key");
        assert!(matches!(
            load(&path, false, false, &SystemEntropy),
            Err(KeyFileError::MissingBesideDatabase(_))
        ));
        assert!(matches!(
            load(&path, true, true, &SystemEntropy),
            Err(KeyFileError::MissingForPostgresql(_))
        ));
        let made = load(&path, true, false, &SystemEntropy).unwrap();
        assert_eq!(*load(&path, false, false, &SystemEntropy).unwrap(), *made);
        #[cfg(unix)]
        assert_eq!(
            std::os::unix::fs::PermissionsExt::mode(&fs::metadata(&path).unwrap().permissions())
                & 0o777,
            0o600
        );
        fs::write(&path, "vestibule-key-1:AAAA").unwrap();
        assert!(matches!(
            load(&path, true, false, &SystemEntropy),
            Err(KeyFileError::Malformed(_))
        ));
        fs::remove_dir_all(&folder).unwrap();
    }

    impl SystemEntropy {
        fn fresh_name(self) -> String {
            let entropy: &dyn Entropy = &self;
            u64::from_be_bytes(entropy.bytes()).to_string()
        }
    }
}
