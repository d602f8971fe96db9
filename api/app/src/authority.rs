//! The embedded certificate authority: made at the first start, its key sealed in the database, shared by all nodes.

use crate::Failure;
use crate::clock::Clock;
use crate::entropy::Entropy;
use crate::secrets::keyring::Keyring;
use vestibule_pki::ca::{Authority, Root};
use vestibule_pki::certificate::{Certificate, Subject};
use vestibule_pki::key::{PrivateKey, RsaSize};
use vestibule_store::{Connection, authorities};

const PLACE: &str = "authorities.key 1";

/// Loads the authority, or makes it. Runs under the migration lock, so that two nodes never make two.
pub(crate) fn load_or_make(
    conn: &mut Connection,
    keyring: &Keyring,
    clock: &dyn Clock,
    entropy: &dyn Entropy,
) -> Result<Authority, Failure> {
    if let Some(stored) = authorities::find(conn)? {
        let key = keyring.open(PLACE, &stored.key_sealed).map_err(|_| {
            Failure::Internal(
                "the key file does not fit this database: restore the one it was made with".into(),
            )
        })?;
        let certificate = Certificate::from_der(&stored.certificate)?;
        return Ok(Authority::from_parts(
            certificate,
            PrivateKey::from_pkcs8_der(&key)?,
        )?);
    }
    let now = clock.now();
    let subject = Subject {
        common_name: "Vestibule Device CA".into(),
        ..Subject::default()
    };
    let root = Root {
        subject,
        serial: entropy.bytes::<16>().to_vec(),
        not_before: now,
    };
    let authority = Authority::create(PrivateKey::generate_rsa(RsaSize::Bits3072)?, &root)?;
    let sealed = keyring.seal(PLACE, &authority.key().to_pkcs8_der(), entropy);
    authorities::insert(conn, authority.certificate().der(), &sealed, now)?;
    Ok(authority)
}
