//! In front of an upstream MDM: only verified traffic reaches it, byte for byte, and nothing it does unenrolls a device.

mod failing;
mod passing;

use std::time::Duration;
use vestibule_server::device::upstream::RESPONSE_TIMEOUT;
use vestibule_tests::TestServer;
use vestibule_tests::database::Database;
use vestibule_tests::device::{Installation, Stage};
use vestibule_tests::upstream::Upstream;

/// A story with a server in front of an upstream, on both databases.
fn on_both(story: impl Fn(&TestServer, &Upstream)) {
    on_both_for(RESPONSE_TIMEOUT, story);
}

/// The same, with another patience for the upstream's answers.
fn on_both_for(patience: Duration, story: impl Fn(&TestServer, &Upstream)) {
    for database in [Database::sqlite(), Database::postgresql()] {
        let upstream = Upstream::start();
        let server = TestServer::with(database, |config| {
            config.upstream_url = Some(upstream.url());
            config.upstream_patience = patience;
        });
        let ca = server
            .stranger()
            .open("/scep?operation=GetCACert")
            .ok()
            .body;
        upstream
            .trust(vestibule_pki::certificate::Certificate::from_der(&ca).expect("a certificate"));
        story(&server, &upstream);
    }
}

fn certified(stage: &Stage<'_>) -> Installation {
    let mut device = stage.install();
    device.certificate().expect("issued");
    device
}
