//! Apple Configurator 2, which asks a legacy URL for a profile by itself: served while the URL is live, and told why afterwards.

use vestibule_tests::caller::{Answer, send};
use vestibule_tests::device::Stage;
use vestibule_tests::on_both_databases;
use vestibule_tests::server::enable;

/// What a device under Configurator posts in its setup, in each of the shapes it is known by.
fn posted(stage: &Stage<'_>, url: &str) -> Vec<Answer> {
    let path = &url[url.find("/mdm/enroll/").expect("a legacy URL")..];
    let stranger = stage.server.stranger();
    let shapes = [
        ("content-type", "application/pkcs7-signature"),
        ("x-apple-aspen-deviceinfo", "eA=="),
        ("user-agent", "CloudConfiguration/1.0"),
    ];
    let ask = |(name, value)| send(stranger.request("POST", path).header(name, value).body("x"));
    shapes.map(ask).into()
}

on_both_databases! {
    fn its_post_to_a_legacy_url_enrolls_until_the_policy_is_secure(server) {
        let stage = Stage::legacy(server);
        let url = stage.url();
        for answer in posted(&stage, &url) {
            let signed = answer.is(200).body;
            let mac = stage.mac();
            mac.enroll(&signed).expect("it enrolls");
            assert_eq!(stage.state(&mac), "enrolled");
        }
        let (devices, profiles) = (stage.owner().get("/devices").json["items"].clone(), stage.profiles().len());
        server.advance(jiff::SignedDuration::from_secs(1));
        enable(stage.owner(), &stage.policy);
        for answer in posted(&stage, &url) {
            let refused = answer.is(403);
            assert_eq!(refused.text("/code"), "com.apple.unrecognized.device");
            assert!(refused.text("/message").contains("enrollment"), "{}", refused.json);
        }
        assert_eq!(stage.audited("enrollment_url.configurator_refused").len(), 1, "one an hour is enough");
        assert_eq!(stage.profiles().len(), profiles, "it never mints a profile");
        assert_eq!(stage.owner().get("/devices").json["items"], devices, "enrolled devices stay");
    }
}
