//! The command channel, and the refusal of a device.

use uuid::Uuid;
use vestibule_mdm::command::{Command, Failure, Report, Response, Status};
use vestibule_mdm::{DeviceId, PlistError, Refusal, User};

fn report(status: Status, command: Option<&str>) -> Report {
    Report {
        device: DeviceId::Udid("A-1".into()),
        user: None,
        status,
        command: command.map(str::to_owned),
        errors: vec![],
    }
}

#[test]
fn every_status_reads_back_as_it_was_written() {
    let mut failed = report(Status::Error, Some("c-1"));
    failed.errors.push(Failure {
        code: -12021,
        domain: "MCMDMErrorDomain".into(),
        description: "Unknown command".into(),
    });
    failed.user = Some(User {
        id: "U".into(),
        short_name: None,
        long_name: Some("Anna".into()),
    });
    for report in [
        report(Status::Idle, None),
        report(Status::Acknowledged, Some("c-1")),
        report(Status::CommandFormatError, Some("c-1")),
        report(Status::NotNow, Some("c-1")),
        failed,
    ] {
        assert_eq!(Report::read(&report.to_xml()), Ok(report));
    }
}

#[test]
fn results_of_commands_are_no_obstacle() {
    let body = b"<plist version=\"1.0\"><dict><key>Status</key><string>Acknowledged</string>\
        <key>CommandUUID</key><string>c</string><key>UDID</key><string>A-1</string>\
        <key>QueryResponses</key><dict><key>a</key><integer>1</integer><key>A</key><true/>\
        <key>x&amp;y</key><array><real>1.5</real><date>2026-01-01T00:00:00Z</date></array></dict>\
        </dict></plist>";
    assert_eq!(
        Report::read(body),
        Ok(report(Status::Acknowledged, Some("c")))
    );
}

#[test]
fn a_report_that_is_about_nothing_is_refused() {
    for (keys, expected) in [
        (
            "<key>Status</key><string>Error</string>",
            PlistError::Missing("CommandUUID"),
        ),
        (
            "<key>Status</key><string>Fine</string>",
            PlistError::Unexpected("Status"),
        ),
        (
            "<key>CommandUUID</key><string>c</string>",
            PlistError::Missing("Status"),
        ),
    ] {
        let body = format!(
            "<plist version=\"1.0\"><dict>{keys}<key>UDID</key><string>A</string></dict></plist>"
        );
        assert_eq!(Report::read(body.as_bytes()), Err(expected), "{keys}");
    }
}

#[test]
fn a_command_to_install_a_profile_reads_back_as_it_was_written() {
    let response = Response {
        uuid: Uuid::from_u128(0xfeed),
        command: Command::InstallProfile {
            profile: vec![0x30; 300],
        },
    };
    let xml = response.to_xml();
    assert_eq!(Response::read(&xml), Ok(response));
    let text = String::from_utf8(xml).unwrap();
    assert!(text.contains("<string>InstallProfile</string>"));
    assert!(text.contains("<string>00000000-0000-0000-0000-00000000FEED</string>"));
}

#[test]
fn a_refusal_names_the_code_that_devices_know() {
    let body = Refusal {
        description: "URL retired <now>",
        message: "This enrollment URL is no longer valid.",
    };
    let text = String::from_utf8(body.to_xml()).unwrap();
    for expected in [
        "<key>code</key>\n\t<string>com.apple.unrecognized.device</string>",
        "<key>description</key>\n\t<string>URL retired &lt;now&gt;</string>",
        "<key>message</key>\n\t<string>This enrollment URL is no longer valid.</string>",
    ] {
        assert!(text.contains(expected), "{text}");
    }
}
