//! Somebody with a valid profile who claims another's UDID: what they get before they took its place.

use serde_json::json;
use vestibule_tests::device::{Device, Installation, Stage};
use vestibule_tests::on_both_databases;

/// A profile from the page on a device, up to its certificate.
fn certified(stage: &Stage<'_>, device: &Device) -> Installation {
    let mut installation = stage.install_on(device);
    installation.certificate().expect("issued");
    installation
}

on_both_databases! {
    fn a_bootstrap_token_is_not_given_to_a_certificate_that_has_only_authenticated(server) {
        let stage = Stage::secure(server);
        let mac = stage.enrolled();
        mac.set_bootstrap_token(b"open sesame").expect("accepted");
        let token = mac.get_bootstrap_token().expect("accepted").body;
        stage.release(&mac.device).ok();
        let impostor = certified(&stage, &mac.device);
        impostor.authenticate().expect("the device is released");
        let given = impostor.check_in_raw(&impostor.message("GetBootstrapToken")).expect("it answers");
        assert_eq!(given.refused(400, "not_enrolled").json["token"], json!(null));
        impostor.set_bootstrap_token(b"mine").expect_err("it has not taken over");
        assert_eq!(mac.get_bootstrap_token().expect("accepted").body, token);
        // Having taken over, it begins without one.
        impostor.token_update().expect("accepted");
        assert_eq!(impostor.get_bootstrap_token().expect("accepted").body, b"");
    }
}
