//! What the tests of this crate share: fixed values, and the openssl program as a second opinion.

use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use jiff::Timestamp;
use vestibule_pki::ca::{Authority, Root};
use vestibule_pki::certificate::Subject;
use vestibule_pki::key::{PrivateKey, RsaSize};

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().expect("a timestamp in a test")
}

pub(crate) fn subject(common_name: &str) -> Subject {
    Subject {
        organization: "Acme".into(),
        organizational_unit: String::new(),
        common_name: common_name.into(),
    }
}

/// One authority for all tests of a file, because its key takes long to make.
pub(crate) fn authority() -> &'static Authority {
    static AUTHORITY: OnceLock<Authority> = OnceLock::new();
    AUTHORITY.get_or_init(|| {
        let key = PrivateKey::generate_rsa(RsaSize::Bits3072).expect("a key");
        let root = Root {
            subject: subject("Acme Device CA"),
            serial: vec![0x91; 16],
            not_before: at("2026-01-01T00:00:00Z"),
        };
        Authority::create(key, &root).expect("a root")
    })
}

/// Runs openssl and returns its output. It must be installed: it is how these tests know that
/// the rest of the world reads what this crate writes.
pub(crate) fn openssl(args: &[&str]) -> Result<String, String> {
    let output = Command::new("openssl")
        .args(args)
        .output()
        .expect("the `openssl` program (3.x) must be installed to run this test");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if output.status.success() {
        Ok(text(&output.stdout))
    } else {
        Err(format!("openssl {args:?}: {}", text(&output.stderr)))
    }
}

pub(crate) fn path(directory: &Path, name: &str, content: &[u8]) -> String {
    let path = directory.join(name);
    std::fs::write(&path, content).expect("a temporary file");
    path.to_str().expect("a plain path").to_owned()
}
