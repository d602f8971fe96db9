//! A certificate speaks for one device, a device by one certificate: swapped in every message, nothing is done.

use super::kept;
use plist::Dictionary;
use vestibule_tests::device::installation::{CHECK_IN, REPORT, xml};
use vestibule_tests::device::{Installation, Stage};
use vestibule_tests::on_both_databases;

/// Every message a device can send, with its content type.
fn messages(device: &Installation) -> Vec<(&'static str, Dictionary)> {
    let with = |kind: &str, key: &str, value: plist::Value| {
        let mut message = device.message(kind);
        message.insert(key.into(), value);
        (CHECK_IN, message)
    };
    let report = |status: &str| {
        let mut report = Dictionary::new();
        report.insert("UDID".into(), device.device.udid.clone().into());
        report.insert("Status".into(), status.into());
        report.insert("CommandUUID".into(), "4A5B".into());
        (REPORT, report)
    };
    let user = |mut message: Dictionary| {
        message.insert(
            "UserID".into(),
            "8B2F6B7C-5A3E-4D6D-9E21-4C6A1B0F7D11".into(),
        );
        (CHECK_IN, message)
    };
    let topic = device.profile.mdm.topic.clone();
    vec![
        (CHECK_IN, device.authenticate_message()),
        (CHECK_IN, device.token_update_message()),
        user(device.token_update_message()),
        with("CheckOut", "Topic", topic.into()),
        user(device.message("UserAuthenticate")),
        (CHECK_IN, device.message("GetBootstrapToken")),
        with(
            "SetBootstrapToken",
            "BootstrapToken",
            plist::Value::Data(vec![1; 8]),
        ),
        with("GetToken", "TokenServiceType", "com.apple.maid".into()),
        with("DeclarativeManagement", "Endpoint", "status".into()),
        report("Idle"),
        report("Acknowledged"),
        report("Error"),
        report("NotNow"),
        report("CommandFormatError"),
    ]
}

/// Sends as it is; the status.
fn status(device: &Installation, kind: &str, message: &Dictionary) -> u16 {
    let body = xml(message);
    device
        .put(kind, &body, &device.sign(&body))
        .expect("it answers")
        .status
}

fn name(message: &Dictionary) -> String {
    let kind = message.get("MessageType").or(message.get("Status"));
    kind.and_then(plist::Value::as_string)
        .unwrap_or_default()
        .to_owned()
}

on_both_databases! {
    fn another_devices_certificate_says_nothing_for_this_one(server) {
        let stage = Stage::secure(server);
        let (victim, thief) = (stage.enrolled(), stage.enrolled());
        let mut certified = stage.install();
        certified.certificate().expect("issued");
        let before = kept(server);
        for (kind, message) in messages(&victim) {
            for other in [&thief, &certified] {
                let status = status(other, kind, &message);
                let known = [400, 403].contains(&status);
                assert!(known, "{}: {status}", name(&message));
                // 403 tells a new system to unenroll: only who tries to enroll may hear it.
                assert!(status == 400 || name(&message) == "Authenticate", "{}: {status}", name(&message));
            }
        }
        assert_eq!(kept(server), before);
        victim.idle().expect("accepted");
        thief.idle().expect("accepted");
    }

    fn a_device_that_never_authenticated_says_nothing_else(server) {
        let stage = Stage::secure(server);
        let mut certified = stage.install();
        certified.certificate().expect("issued");
        let before = kept(server);
        for (kind, message) in messages(&certified).into_iter().skip(1) {
            assert_eq!(status(&certified, kind, &message), 400, "{}", name(&message));
        }
        assert_eq!(kept(server), before);
        certified.authenticate().expect("accepted");
    }

    fn an_enrollment_id_is_no_udid(server) {
        let stage = Stage::secure(server);
        let victim = stage.enrolled();
        let before = kept(server);
        for (kind, mut message) in messages(&victim) {
            let udid = message.remove("UDID").expect("a UDID");
            message.insert("EnrollmentID".into(), udid);
            let status = status(&victim, kind, &message);
            assert!([400, 403].contains(&status), "{}: {status}", name(&message));
        }
        assert_eq!(kept(server), before);
        // Both, or none, could be read in two ways.
        for (kind, message) in messages(&victim) {
            let mut both = message.clone();
            both.insert("EnrollmentID".into(), "other".into());
            assert_eq!(status(&victim, kind, &both), 400, "{}", name(&message));
            let mut none = message.clone();
            none.remove("UDID");
            assert_eq!(status(&victim, kind, &none), 400, "{}", name(&message));
        }
        assert_eq!(kept(server), before);
    }

    fn another_topic_is_refused(server) {
        let stage = Stage::secure(server);
        let enrolled = stage.enrolled();
        let mut certified = stage.install();
        certified.certificate().expect("issued");
        let before = kept(server);
        for device in [&enrolled, &certified] {
            for (kind, mut message) in messages(device).into_iter().filter(|(_, message)| message.contains_key("Topic")) {
                message.insert("Topic".into(), "com.apple.mgmt.External.somebody-else".into());
                let status = status(device, kind, &message);
                assert!([400, 403].contains(&status), "{}: {status}", name(&message));
            }
        }
        assert_eq!(kept(server), before);
        certified.authenticate().expect("accepted");
    }

    fn a_device_that_left_or_was_replaced_says_nothing(server) {
        let stage = Stage::secure(server);
        let gone = stage.enrolled();
        gone.check_out().expect("accepted");
        let before = kept(server);
        for (kind, message) in messages(&gone) {
            let status = status(&gone, kind, &message);
            // It may say goodbye twice.
            let known = [400, 403].contains(&status) || (name(&message) == "CheckOut" && status == 200);
            assert!(known, "{}: {status}", name(&message));
        }
        assert_eq!(kept(server), before);
        assert_eq!(stage.state(&gone.device), "checked_out");
    }
}
