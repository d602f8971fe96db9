//! Makes a passcode ready to be stored: chosen and checked, or generated; then hashed.

use crate::secrets::hasher::Protects;
use crate::{App, Failure};
use unicode_normalization::UnicodeNormalization;
use vestibule_domain::field::FieldCode;
use vestibule_domain::passcode::PasscodeHash;
use vestibule_domain::passcode::format::{PasscodeRefusal, PlainPasscode, canonical};

/// A passcode as a request wants it.
#[derive(Clone)]
pub enum NewPasscode {
    /// This one.
    Chosen(String),
    /// A random one, to be shown once.
    Generated,
}

impl std::fmt::Debug for NewPasscode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewPasscode(redacted)")
    }
}

/// A hashed passcode; `shown` is a generated one in clear.
#[derive(Debug)]
pub(super) struct Ready {
    pub(super) hash: PasscodeHash,
    pub(super) shown: Option<PlainPasscode>,
}

/// Checks or generates, and hashes: slow, so outside any transaction.
pub(super) fn prepare(app: &App, requested: &NewPasscode) -> Result<Ready, Failure> {
    let (plain, generated) = match requested {
        NewPasscode::Chosen(text) => {
            let text: String = text.nfc().collect();
            (PlainPasscode::choose(&text).map_err(refused)?, false)
        }
        NewPasscode::Generated => (PlainPasscode::generate(app.entropy.bytes()), true),
    };
    let phc = app.hasher.hash(
        Protects::Passcode,
        &canonical(plain.reveal(), generated),
        &*app.entropy,
    )?;
    Ok(Ready {
        hash: PasscodeHash { phc, generated },
        shown: generated.then_some(plain),
    })
}

/// Whether a visitor typed the passcode.
pub(crate) fn verify(app: &App, typed: &str, hash: &PasscodeHash) -> Result<bool, Failure> {
    let typed: String = typed.nfc().collect();
    app.hasher
        .verify(&canonical(&typed, hash.generated), &hash.phc)
}

fn refused(refusal: PasscodeRefusal) -> Failure {
    let code = match refusal {
        PasscodeRefusal::TooShort => FieldCode::TooShort,
        PasscodeRefusal::TooLong => FieldCode::TooLong,
        PasscodeRefusal::OuterBlanks => FieldCode::OuterBlanks,
        PasscodeRefusal::ControlCharacter => FieldCode::ControlCharacter,
        PasscodeRefusal::Common => FieldCode::TooCommon,
    };
    Failure::field("/passcode", code, refusal)
}
