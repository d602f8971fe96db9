//! What one enrollment asks of the database, counted: reading transactions, writing transactions, statements. Before and after
//! are told in `api/decisions/0015-an-enrollment-is-counted-in-statements.md`.

use serde_json::json;
use vestibule_app::device::certificate::{self, Outcome};
use vestibule_app::device::respond::{DeviceResponse, respond};
use vestibule_app::device::verify::{Channel, Proof, verify};
use vestibule_app::enrollment_url::unlock::unlock;
use vestibule_app::profile::download::download;
use vestibule_app::{DeviceClient, RequestOrigin, Visitor};
use vestibule_domain::network::Network;
use vestibule_domain::profile::Platform;
use vestibule_pki::scep::Kind;
use vestibule_tests::device::installation::xml;
use vestibule_tests::device::scep::authority;
use vestibule_tests::device::{Installation, Stage};
use vestibule_tests::on_both_databases;
use vestibule_tests::server::{customise, token};
use vestibule_tests::statements::{Statements, counted};

/// Sends a check-in message, past HTTP.
fn check_in(stage: &Stage<'_>, device: &Installation, message: &plist::Dictionary) -> Statements {
    let body = xml(message);
    let proof = Proof::Signature(device.sign(&body));
    let app = stage.server.app();
    let (answered, asked) = counted(|| {
        let verified = verify(&app, &proof, Channel::CheckIn, &body).expect("it answers");
        let verified = verified.unwrap_or_else(|why| panic!("not verified: {why}"));
        respond(&app, &DeviceClient::default(), &verified).expect("it answers")
    });
    assert_eq!(answered, DeviceResponse::Done);
    asked
}

on_both_databases! {
    fn an_enrollment_asks_no_more_of_the_database_than_it_needs(server) {
        let stage = Stage::secure(server);
        customise(stage.owner(), &stage.policy, json!({ "passcode": "grüne wiese" })).ok();
        let (app, url) = (server.app(), token(stage.owner(), &stage.policy));
        let visitor = Visitor {
            origin: RequestOrigin {
                network: Some(Network::of("203.0.113.7".parse().expect("an address"))),
                request_id: None,
            },
            platform: Platform::Mac,
            languages: Vec::new(),
        };
        // A lock of the live URL is a statement of its own there.
        let postgresql = usize::from(server.database.url.starts_with("postgres"));

        let (ticket, asked) = counted(|| unlock(&app, &visitor, &url, Some("grüne wiese")));
        let ticket = ticket.expect("the passcode is right");
        assert_eq!(asked.counts(), [1, 2, 18 + postgresql], "unlock: {asked:#?}");

        let (signed, asked) = counted(|| download(&app, &visitor, &ticket.secret));
        assert_eq!(asked.counts(), [1, 1, 12 + postgresql], "download: {asked:#?}");

        let signed = signed.expect("the ticket downloads");
        let mut device = stage.mac().install(&signed).expect("a device takes it in");
        let ca = authority(&device.profile.scep).expect("an authority");
        let csr = device.asker.csr(&device.profile.scep);
        let sent = device.asker.wrap(Kind::Enrollment, &csr, &ca, server.now());
        let (issued, asked) = counted(|| certificate::respond(&app, &DeviceClient::default(), &sent.message));
        assert_eq!(issued.expect("it answers").outcome, Outcome::Issued);
        assert_eq!(asked.counts(), [1, 1, 8], "certificate: {asked:#?}");
        device.certificate().expect("the same again");

        let asked = check_in(&stage, &device, &device.authenticate_message());
        assert_eq!(asked.counts(), [2, 1, 11], "Authenticate: {asked:#?}");

        let asked = check_in(&stage, &device, &device.token_update_message());
        assert_eq!(asked.counts(), [2, 1, 9], "TokenUpdate: {asked:#?}");
        assert_eq!(stage.state(&device.device), "enrolled");

        let (again, asked) = counted(|| unlock(&app, &visitor, &url, Some("grüne wiese")));
        again.expect("the passcode is right");
        assert_eq!(asked.counts(), [1, 2, 14 + postgresql], "an unlock from a known network: {asked:#?}");
    }
}
