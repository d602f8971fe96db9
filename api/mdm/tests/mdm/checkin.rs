//! Check-in messages, as devices send them.

use vestibule_mdm::checkin::{
    Authenticate, CheckIn, MAX_BODY_BYTES, Message, TokenUpdate, is_check_in,
};
use vestibule_mdm::{DeviceId, PlistError, User};

const UDID: &str = "4D4D5608-BFB0-5047-8BDF-2727BACDC59B";

fn said(message: Message) -> CheckIn {
    CheckIn {
        device: DeviceId::Udid(UDID.into()),
        user: None,
        message,
    }
}

/// A message with these keys, as a device writes it.
fn xml(keys: &str) -> Vec<u8> {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE plist PUBLIC \
         \"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n\
         <plist version=\"1.0\">\n<dict>\n{keys}\n</dict>\n</plist>\n"
    )
    .into_bytes()
}

#[test]
fn the_body_of_the_vectors_is_an_authenticate() {
    let body = include_bytes!("../../../../tests/fixtures/mdm/authenticate.body.plist");
    let expected = said(Message::Authenticate(Authenticate {
        topic: "com.apple.mgmt.External.test".into(),
        ..Authenticate::default()
    }));
    assert_eq!(CheckIn::read(body), Ok(expected));
}

#[test]
fn every_message_reads_back_as_it_was_written() {
    let full = Authenticate {
        topic: "com.apple.mgmt.External.0197".into(),
        device_name: Some("Anna's <Mac> & iPad".into()),
        model: Some("Mac15,6".into()),
        model_name: Some("MacBook Pro".into()),
        product_name: Some("Mac15,6".into()),
        serial_number: Some("C02XYZ".into()),
        os_version: Some("15.1".into()),
        build_version: Some("24B83".into()),
        imei: Some("35".into()),
        meid: Some("A1".into()),
    };
    let token = TokenUpdate {
        topic: "com.apple.mgmt.External.0197".into(),
        token: vec![1; 32],
        push_magic: "magic".into(),
        unlock_token: Some(vec![2; 2000]),
        awaiting_configuration: true,
    };
    for message in [
        Message::Authenticate(full),
        Message::TokenUpdate(token.clone()),
        Message::CheckOut { topic: "t".into() },
        Message::UserAuthenticate,
        Message::GetBootstrapToken,
        Message::SetBootstrapToken {
            token: Some(vec![3; 60]),
        },
        Message::SetBootstrapToken { token: None },
        Message::GetToken {
            service: "com.apple.maid".into(),
        },
        Message::DeclarativeManagement {
            endpoint: "tokens".into(),
        },
    ] {
        let said = said(message);
        assert_eq!(CheckIn::read(&said.to_xml()), Ok(said));
    }
    let user = Some(User {
        id: "B3A1".into(),
        short_name: Some("anna".into()),
        long_name: None,
    });
    for device in [
        DeviceId::Udid(UDID.into()),
        DeviceId::EnrollmentId("E-1".into()),
    ] {
        let message = Message::TokenUpdate(token.clone());
        let said = CheckIn {
            device,
            user: user.clone(),
            message,
        };
        assert_eq!(CheckIn::read(&said.to_xml()), Ok(said));
    }
}

#[test]
fn a_message_without_what_its_type_requires_is_refused() {
    let udid = format!("<key>UDID</key><string>{UDID}</string>");
    let kind = |kind: &str| format!("<key>MessageType</key><string>{kind}</string>");
    let topic = "<key>Topic</key><string>t</string>";
    for (keys, expected) in [
        (udid.clone() + topic, PlistError::Missing("MessageType")),
        (
            udid.clone() + &kind("Goodbye"),
            PlistError::Unexpected("MessageType"),
        ),
        (
            udid.clone() + &kind("authenticate"),
            PlistError::Unexpected("MessageType"),
        ),
        (
            udid.clone() + &kind("Authenticate"),
            PlistError::Missing("Topic"),
        ),
        (
            udid.clone() + &kind("CheckOut"),
            PlistError::Missing("Topic"),
        ),
        (
            topic.to_owned() + &kind("Authenticate"),
            PlistError::Missing("UDID"),
        ),
        (
            udid.clone() + &kind("TokenUpdate") + topic,
            PlistError::Missing("Token"),
        ),
        (
            udid.clone() + &kind("TokenUpdate") + topic + "<key>Token</key><string>x</string>",
            PlistError::Unexpected("Token"),
        ),
        (
            udid.clone()
                + &kind("Authenticate")
                + topic
                + "<key>OSVersion</key><integer>1</integer>",
            PlistError::Unexpected("OSVersion"),
        ),
    ] {
        assert_eq!(CheckIn::read(&xml(&keys)), Err(expected), "{keys}");
    }
}

#[test]
fn a_device_has_exactly_one_sound_identifier() {
    let message = |id: &str| {
        xml(&format!(
            "<key>MessageType</key><string>GetBootstrapToken</string>{id}"
        ))
    };
    let udid = |id: &str| message(&format!("<key>UDID</key><string>{id}</string>"));
    assert!(CheckIn::read(&udid("00008110-000A1B2C3D4E5F60")).is_ok());
    for bad in ["", "a b", "\u{fc}", &"x".repeat(129), "a&#10;b"] {
        let refused = CheckIn::read(&udid(bad));
        assert_eq!(refused, Err(PlistError::Unexpected("UDID")), "{bad:?}");
    }
    let both =
        message("<key>UDID</key><string>A</string><key>EnrollmentID</key><string>B</string>");
    assert_eq!(
        CheckIn::read(&both),
        Err(PlistError::Unexpected("EnrollmentID"))
    );
}

#[test]
fn a_user_cannot_enroll_a_device() {
    let keys = format!(
        "<key>MessageType</key><string>Authenticate</string><key>Topic</key><string>t</string>\
         <key>UDID</key><string>{UDID}</string><key>UserID</key><string>U</string>"
    );
    assert_eq!(
        CheckIn::read(&xml(&keys)),
        Err(PlistError::Unexpected("UserID"))
    );
}

#[test]
fn tokens_do_not_show_when_printed() {
    let token = TokenUpdate {
        push_magic: "magic-secret".into(),
        unlock_token: Some(b"unlock".to_vec()),
        ..TokenUpdate::default()
    };
    let printed = format!("{token:?} {:?}", Message::TokenUpdate(token.clone()));
    assert!(
        !printed.contains("magic-secret") && !printed.contains("117"),
        "{printed}"
    );
    let bootstrap = Message::SetBootstrapToken {
        token: Some(vec![117]),
    };
    assert!(!format!("{bootstrap:?}").contains("117"));
}

#[test]
fn a_message_beyond_the_limit_is_not_read() {
    let keys = format!(
        "<key>x</key><string>{}</string>",
        "x".repeat(MAX_BODY_BYTES)
    );
    assert_eq!(CheckIn::read(&xml(&keys)), Err(PlistError::TooLarge));
}

#[test]
fn the_content_type_tells_check_in_from_commands() {
    assert!(is_check_in("application/x-apple-aspen-mdm-checkin"));
    assert!(is_check_in(
        "Application/X-Apple-Aspen-MDM-Checkin; charset=UTF-8"
    ));
    assert!(!is_check_in("application/x-apple-aspen-mdm; charset=UTF-8"));
    assert!(!is_check_in(""));
}
