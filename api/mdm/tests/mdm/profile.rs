//! The enrollment profile, as written and as read back.

use std::collections::BTreeMap;

use proptest::prelude::*;
use uuid::Uuid;
use vestibule_mdm::PlistError;
use vestibule_mdm::profile::{
    EnrollmentProfile, MdmPayload, RootCertificate, ScepPayload, ScepSubject,
};

fn profile() -> EnrollmentProfile {
    EnrollmentProfile {
        identifier: "com.acme.secure-enrollment".into(),
        uuid: Uuid::from_u128(0xabc),
        display_name: "Acme".into(),
        organization: "Acme".into(),
        description: "Enrolls this device.".into(),
        consent_text: None,
        root_certificates: vec![],
        scep: ScepPayload {
            uuid: Uuid::from_u128(2),
            url: "https://mdm.acme.example/scep".into(),
            name: "Acme Device CA".into(),
            subject: ScepSubject {
                organization: "Acme".into(),
                organizational_unit: "secure-enrollment".into(),
                common_name: "0197".into(),
            },
            challenge: "one-time-secret".into(),
        },
        mdm: MdmPayload::new(
            Uuid::from_u128(3),
            "https://mdm.acme.example/mdm",
            "com.apple.mgmt.External.0197",
        ),
    }
}

fn xml(profile: &EnrollmentProfile) -> String {
    String::from_utf8(profile.to_xml()).unwrap()
}

/// The element that follows a key.
fn after<'a>(xml: &'a str, key: &str) -> &'a str {
    let (_, rest) = xml.split_once(&format!("<key>{key}</key>")).unwrap();
    rest.trim_start().lines().next().unwrap()
}

#[test]
fn the_profile_is_an_xml_property_list_with_what_apple_wants() {
    let xml = xml(&profile());
    assert!(xml.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE plist PUBLIC"));
    for (key, expected) in [
        ("PayloadType", "<string>Configuration</string>"),
        (
            "PayloadIdentifier",
            "<string>com.acme.secure-enrollment</string>",
        ),
        (
            "PayloadUUID",
            "<string>00000000-0000-0000-0000-000000000ABC</string>",
        ),
        ("PayloadScope", "<string>System</string>"),
        ("Challenge", "<string>one-time-secret</string>"),
        ("Keysize", "<integer>2048</integer>"),
        ("Key Type", "<string>RSA</string>"),
        ("Key Usage", "<integer>5</integer>"),
        ("Retries", "<integer>3</integer>"),
        ("RetryDelay", "<integer>10</integer>"),
        ("KeyIsExtractable", "<false/>"),
        ("AllowAllAppsAccess", "<false/>"),
        ("AccessRights", "<integer>8191</integer>"),
        ("SignMessage", "<true/>"),
        ("CheckOutWhenRemoved", "<true/>"),
        (
            "IdentityCertificateUUID",
            "<string>00000000-0000-0000-0000-000000000002</string>",
        ),
    ] {
        assert_eq!(after(&xml, key), expected, "{key}");
    }
    for absent in [
        "CheckInURL",
        "ConsentText",
        "PayloadRemovalDisallowed",
        "com.apple.security.root",
    ] {
        assert!(!xml.contains(absent), "{absent}");
    }
    assert!(xml.contains("com.acme.secure-enrollment.scep"));
    assert!(xml.contains("com.acme.secure-enrollment.mdm"));
    assert!(xml.contains("com.apple.mdm.per-user-connections"));
}

#[test]
fn the_scep_subject_is_a_list_of_lists_of_pairs() {
    let xml: String = xml(&profile()).split_whitespace().collect();
    let (_, subject) = xml.split_once("<key>Subject</key>").unwrap();
    assert!(
        subject.starts_with(
            "<array><array><array><string>O</string><string>Acme</string></array></array>\
             <array><array><string>OU</string><string>secure-enrollment</string></array></array>\
             <array><array><string>CN</string><string>0197</string></array></array></array>"
        ),
        "{subject}"
    );
}

#[test]
fn a_profile_with_everything_reads_back_equal() {
    let mut full = profile();
    full.consent_text = Some(BTreeMap::from([
        ("default".to_owned(), "Yes?".to_owned()),
        ("de".to_owned(), "Ja?".to_owned()),
    ]));
    for (number, bytes) in [(10, vec![0x30, 0x82]), (11, vec![1; 500])] {
        full.root_certificates.push(RootCertificate {
            uuid: Uuid::from_u128(number),
            file_name: format!("root{number}.cer"),
            der: bytes,
        });
    }
    assert_eq!(EnrollmentProfile::read(&full.to_xml()), Ok(full));
}

#[test]
fn hostile_names_read_back_equal() {
    for hostile in [
        "</string><key>X</key>",
        "a & b &amp; &lt; &#65;",
        "]]>",
        "<![CDATA[x]]>",
        "<!-- -->",
        "\"quoted\" 'single'",
        "  spaces at both ends  ",
        "two\nlines\tand a tab",
        "עברית العربية 日本語 🦊",
        "",
    ] {
        let mut named = profile();
        named.display_name = hostile.into();
        named.organization = hostile.into();
        named.description = hostile.into();
        named.scep.subject.organization = hostile.into();
        named.consent_text = Some(BTreeMap::from([("default".into(), hostile.into())]));
        assert_eq!(
            EnrollmentProfile::read(&named.to_xml()),
            Ok(named),
            "{hostile:?}"
        );
    }
}

#[test]
fn control_characters_are_dropped_and_do_not_break_the_profile() {
    let mut named = profile();
    named.display_name = "A\u{0}c\u{1b}m\u{fffe}e\r\nx\ry".into();
    let read = EnrollmentProfile::read(&named.to_xml()).unwrap();
    assert_eq!(read.display_name, "Acme\nx\ny");
}

#[test]
fn a_profile_that_differs_in_a_fixed_setting_is_noticed() {
    let good = xml(&profile());
    for (from, to, expected) in [
        (
            "<integer>2048</integer>",
            "<integer>1024</integer>",
            PlistError::Unexpected("Keysize"),
        ),
        (
            "<key>SignMessage</key>",
            "<key>SignMessages</key>",
            PlistError::Missing("SignMessage"),
        ),
        (
            "com.apple.security.scep",
            "com.apple.security.acme",
            PlistError::Unexpected("PayloadType"),
        ),
        (
            "com.apple.mdm<",
            "com.apple.security.scep<",
            PlistError::Unexpected("PayloadType"),
        ),
        (
            "<string>CN</string>",
            "<string>SN</string>",
            PlistError::Unexpected("Subject"),
        ),
        (
            "000000000002</string>",
            "000000000009</string>",
            PlistError::Unexpected("IdentityCertificateUUID"),
        ),
    ] {
        let bad = good.replacen(from, to, 1);
        assert_ne!(bad, good, "{from}");
        assert_eq!(
            EnrollmentProfile::read(bad.as_bytes()),
            Err(expected),
            "{from}"
        );
    }
}

#[test]
fn the_challenge_does_not_show_when_printed() {
    assert!(!format!("{:?}", profile()).contains("one-time-secret"));
}

proptest! {
    #[test]
    fn any_text_survives_but_for_what_xml_cannot_carry(text in any::<String>()) {
        let mut named = profile();
        named.organization = text.clone();
        let read = EnrollmentProfile::read(&named.to_xml()).unwrap();
        let kept = |text: &str| -> Vec<char> {
            let control = |c: &char| c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}');
            text.chars().filter(|c| !control(c)).collect()
        };
        // U+0080 to U+009F are controls to Unicode and allowed to XML; both sides drop them here.
        prop_assert_eq!(kept(&read.organization), kept(&text));
    }

    #[test]
    fn reading_never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = EnrollmentProfile::read(&bytes);
    }
}
