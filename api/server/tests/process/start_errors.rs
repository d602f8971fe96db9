//! Errors at the start: one line that says what to change, and exit code 2.

use crate::program::{folder, run};
use std::path::Path;
use std::process::Command;

/// The one line of a start that fails.
fn fault(folder: &Path, environment: &[(&str, &str)]) -> String {
    let all = [
        &[
            ("VESTIBULE_LOG", "error"),
            ("VESTIBULE_LISTEN", "127.0.0.1:0"),
        ],
        environment,
    ]
    .concat();
    let ended = run(folder, &["serve"], &all);
    let line = String::from_utf8(ended.stderr).expect("it says text");
    assert_eq!(ended.status.code(), Some(2), "{line}");
    assert_eq!(String::from_utf8_lossy(&ended.stdout), "", "{line}");
    assert_eq!(line.trim_end().lines().count(), 1, "{line}");
    line
}

#[test]
fn a_value_that_cannot_be_is_named_with_what_to_write() {
    for (variable, value) in [
        ("VESTIBULE_LISTEN", "8080"),
        ("VESTIBULE_METRICS_LISTEN", "nowhere"),
        ("VESTIBULE_PUSH_TOPIC", "com.example.topic"),
        ("VESTIBULE_PUBLIC_URL", "http://enroll.example.com"),
        ("VESTIBULE_PUBLIC_URL", "https://enroll.example.com/path"),
        ("VESTIBULE_DATABASE_URL", "mysql://root@localhost/vestibule"),
        ("VESTIBULE_TRUSTED_PROXIES", "everybody"),
        ("VESTIBULE_CLIENT_CERTIFICATE_HEADER", "no header"),
        ("VESTIBULE_UPSTREAM_URL", "mdm"),
        ("VESTIBULE_SCEP_ALLOW_DES", "perhaps"),
        ("VESTIBULE_LOG_FORMAT", "xml"),
        ("VESTIBULE_DRAIN_SECONDS", "soon"),
    ] {
        let folder = folder();
        let line = fault(folder.path(), &[(variable, value)]);
        assert!(line.contains(variable), "{line}");
        assert!(
            !folder.path().join("data").exists(),
            "nothing was made: {line}"
        );
    }
}

#[test]
fn a_password_in_the_database_url_is_never_printed() {
    let folder = folder();
    for url in [
        "mysql://root:hunter22@localhost/x",
        "postgres://vestibule:hunter22@127.0.0.1:1/x",
    ] {
        let key = String::from_utf8(run(folder.path(), &["key"], &[]).stdout).unwrap();
        std::fs::write(folder.path().join("key"), key).unwrap();
        let line = fault(
            folder.path(),
            &[
                ("VESTIBULE_DATABASE_URL", url),
                ("VESTIBULE_KEY_FILE", "key"),
            ],
        );
        assert!(!line.contains("hunter22"), "{line}");
    }
}

#[test]
fn a_lost_or_foreign_key_is_refused_and_never_replaced() {
    let folder = folder();
    assert_eq!(run(folder.path(), &["migrate"], &[]).status.code(), Some(0));
    let key = folder.path().join("data/key");
    let kept = std::fs::read(&key).unwrap();
    std::fs::remove_file(&key).unwrap();
    let line = fault(folder.path(), &[]);
    assert!(
        line.contains("missing beside an existing database") && !key.exists(),
        "{line}"
    );
    std::fs::write(&key, run(folder.path(), &["key"], &[]).stdout).unwrap();
    let line = fault(folder.path(), &[]);
    assert!(line.contains("does not fit this database"), "{line}");
    std::fs::write(&key, "rubbish").unwrap();
    assert!(fault(folder.path(), &[]).contains("does not hold a key"));
    std::fs::write(&key, kept).unwrap();
    assert_eq!(run(folder.path(), &["migrate"], &[]).status.code(), Some(0));
}

#[test]
fn with_postgresql_a_key_is_required_and_none_is_made() {
    let folder = folder();
    let line = fault(
        folder.path(),
        &[("VESTIBULE_DATABASE_URL", "postgres://127.0.0.1:1/vestibule")],
    );
    assert!(line.contains("vestibule key"), "{line}");
    assert!(!folder.path().join("data/key").exists());
}

#[test]
fn a_signer_needs_a_certificate_and_the_key_that_belongs_to_it() {
    let folder = folder();
    for name in ["a", "b"] {
        let made = Command::new("openssl")
            .args([
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-subj",
                "/CN=Signer",
                "-days",
                "30",
            ])
            .args([
                "-keyout",
                &format!("{name}.key"),
                "-out",
                &format!("{name}.pem"),
            ])
            .current_dir(folder.path())
            .output()
            .expect("openssl is installed: on Debian, apt-get install openssl");
        assert!(made.status.success());
    }
    let (certificate, key) = ("VESTIBULE_SIGNER_CERTIFICATE", "VESTIBULE_SIGNER_KEY");
    let line = fault(folder.path(), &[(certificate, "a.pem")]);
    assert!(line.contains(certificate) && line.contains(key), "{line}");
    assert!(fault(folder.path(), &[(certificate, "a.pem"), (key, "c.key")]).contains("c.key"));
    for wrong in ["b.key", "a.pem"] {
        let line = fault(folder.path(), &[(certificate, "a.pem"), (key, wrong)]);
        assert!(line.contains("profile signer"), "{line}");
    }
    let fits = run(
        folder.path(),
        &["migrate"],
        &[(certificate, "a.pem"), (key, "a.key")],
    );
    assert_eq!(
        fits.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&fits.stderr)
    );
}

#[test]
fn an_address_in_use_is_named() {
    let folder = folder();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let line = fault(folder.path(), &[("VESTIBULE_LISTEN", &address)]);
    assert!(line.contains(&address), "{line}");
}
