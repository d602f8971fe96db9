//! Every default, and every fault with the variable it names.

use super::parse::public_url;
use super::*;
use std::path::Path;

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn fault(given: Given) -> String {
    given.check().unwrap_err().to_string()
}

#[test]
fn the_defaults_are_those_of_the_documentation() {
    let config = Given::default().check().unwrap();
    assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
    assert_eq!(config.database_url.0, "sqlite://data/vestibule.sqlite");
    assert_eq!(config.key_file, PathBuf::from("data/key"));
    assert_eq!(
        config.service_identity(8081).public_url,
        "http://localhost:8081"
    );
    assert!(!config.http(8081).https);
    assert_eq!(config.push_topic, PLACEHOLDER_TOPIC);
    assert_eq!(config.metrics_listen, None);
    assert_eq!(config.client_certificate_header, None);
    assert_eq!(config.upstream_url, None);
    assert!(!config.scep_allow_des && config.drain.is_zero());
}

#[test]
fn every_fault_is_one_line_that_names_its_variable() {
    let usual = Given::default;
    let faults: Vec<(&str, Given)> = vec![
        (
            "VESTIBULE_LISTEN",
            Given {
                listen: text("here"),
                ..usual()
            },
        ),
        (
            "VESTIBULE_METRICS_LISTEN",
            Given {
                metrics_listen: text("9090"),
                ..usual()
            },
        ),
        (
            "VESTIBULE_DATABASE_URL",
            Given {
                database_url: text("mysql://x"),
                ..usual()
            },
        ),
        (
            "VESTIBULE_PUSH_TOPIC",
            Given {
                push_topic: text("com.example"),
                ..usual()
            },
        ),
        (
            "VESTIBULE_PUSH_TOPIC",
            Given {
                push_topic: text("com.apple.mgmt."),
                ..usual()
            },
        ),
        (
            "VESTIBULE_TRUSTED_PROXIES",
            Given {
                trusted_proxies: text("10.0.0.0/99"),
                ..usual()
            },
        ),
        (
            "VESTIBULE_SIGNER_CERTIFICATE",
            Given {
                signer_key: Some("key.pem".into()),
                ..usual()
            },
        ),
        (
            "VESTIBULE_CLIENT_CERTIFICATE_HEADER",
            Given {
                client_certificate_header: text("a b"),
                ..usual()
            },
        ),
        (
            "VESTIBULE_TRUSTED_PROXIES",
            Given {
                client_certificate_header: text("x-client-cert"),
                ..usual()
            },
        ),
        (
            "VESTIBULE_UPSTREAM_URL",
            Given {
                upstream_url: text("mdm.internal"),
                ..usual()
            },
        ),
        (
            "VESTIBULE_SCEP_ALLOW_DES",
            Given {
                scep_allow_des: text("maybe"),
                ..usual()
            },
        ),
        (
            "VESTIBULE_DRAIN_SECONDS",
            Given {
                drain_seconds: text("301"),
                ..usual()
            },
        ),
    ];
    for (variable, given) in faults {
        let line = fault(given);
        assert!(line.contains(variable) && !line.contains('\n'), "{line}");
    }
    for url in [
        "http://example.com",
        "https://example.com/path",
        "ftp://localhost",
        "nonsense",
        "https://a@example.com",
        "https://example.com?x",
    ] {
        let line = fault(Given {
            public_url: text(url),
            ..usual()
        });
        assert!(line.contains("VESTIBULE_PUBLIC_URL"), "{url}");
    }
}

#[test]
fn a_public_url_keeps_its_port_and_loses_its_last_slash() {
    for (given, kept) in [
        (
            "https://enroll.example.com:8443/",
            "https://enroll.example.com:8443",
        ),
        (
            "https://Enroll.example.com:443",
            "https://enroll.example.com",
        ),
        ("http://localhost:9000", "http://localhost:9000"),
    ] {
        assert_eq!(public_url(given).unwrap(), kept);
    }
}

#[test]
fn the_file_fills_what_is_not_given_or_empty_and_names_what_it_does_not_know() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("vestibule.toml");
    std::fs::write(&path, "listen = '0.0.0.0:1'\npublic_url = 'https://a.example'\nscep_allow_des = true\ndrain_seconds = 5\n").unwrap();
    let given = Given {
        listen: text("127.0.0.1:2"),
        public_url: text(""),
        ..Given::default()
    };
    let config = given.or_file(&path).unwrap().check().unwrap();
    assert_eq!(config.listen.to_string(), "127.0.0.1:2");
    assert_eq!(config.public_url.as_deref(), Some("https://a.example"));
    assert!(config.scep_allow_des);
    assert_eq!(config.drain.as_secs(), 5);
    std::fs::write(&path, "lisen = '0.0.0.0:1'").unwrap();
    let line = Given::default().or_file(&path).unwrap_err().to_string();
    assert!(
        line.contains("vestibule.toml") && line.contains("lisen") && !line.contains('\n'),
        "{line}"
    );
    assert!(
        Given::default()
            .or_file(Path::new("/nonexistent/vestibule.toml"))
            .is_ok()
    );
}
