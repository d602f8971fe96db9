//! No device route ever answers 401: a device would remove its enrollment.

use reqwest::Method;
use vestibule_tests::TestServer;
use vestibule_tests::caller::send;
use vestibule_tests::device::Stage;
use vestibule_tests::device::installation::{CHECK_IN, REPORT, xml};
use vestibule_tests::device::signature::header;

const PATHS: [&str; 14] = [
    "/mdm",
    "/mdm/",
    "/mdm?policy_id=1",
    "/mdm/checkin",
    "/mdm/connect",
    "/MDM",
    "/checkin",
    "/scep",
    "/scep/",
    "/scep?operation=GetCACaps",
    "/scep?operation=PKIOperation",
    "/scep/pkiclient.exe?operation=PKIOperation&message=AAAA",
    "/mdm/enroll/0197/0197",
    "/MDMServiceConfig",
];

#[test]
fn whatever_is_sent_whoever_sends_it() {
    let server = TestServer::on_sqlite();
    let stage = Stage::secure(&server);
    let device = stage.enrolled();
    let message = xml(&device.token_update_message());
    let bodies = [
        Vec::new(),
        b"x".to_vec(),
        b"{}".to_vec(),
        message.clone(),
        vec![0x30, 0x80],
    ];
    let credentials = [
        ("authorization", "Basic eDp5".to_owned()),
        ("authorization", "Bearer vst_nobody".to_owned()),
        ("cookie", "__Host-access=x; access=x; refresh=x".to_owned()),
        ("mdm-signature", "AAAA".to_owned()),
        ("mdm-signature", header(&device.sign(&message))),
        ("proxy-authorization", "Basic eDp5".to_owned()),
    ];
    let (mut asked, stranger) = (0, server.stranger());
    for path in PATHS {
        for method in [
            "GET", "HEAD", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "TRACE",
        ] {
            let method = Method::from_bytes(method.as_bytes()).expect("a method");
            for (number, body) in bodies.iter().enumerate() {
                for (name, value) in &credentials {
                    let kind = [
                        CHECK_IN,
                        REPORT,
                        "application/json",
                        "application/pkcs7-signature",
                    ][number % 4];
                    let request = stranger.request(method.as_str(), path).header(*name, value);
                    let answer = send(request.header("content-type", kind).body(body.clone()));
                    assert_ne!(answer.status, 401, "{method} {path} {name} {number}");
                    assert_ne!(answer.status, 407, "{method} {path} {name} {number}");
                    assert_eq!(answer.header("www-authenticate"), "", "{method} {path}");
                    assert!(
                        answer.status < 500,
                        "{method} {path} {name} {number}: {}",
                        answer.status
                    );
                    asked += 1;
                }
            }
        }
    }
    assert!(asked > 3_000, "{asked}");
    device.idle().expect("after all that, it is still enrolled");
    assert_eq!(stage.state(&device.device), "enrolled");
}
