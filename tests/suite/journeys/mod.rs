//! Whole stories.

mod again;
mod configurator;
mod deadline;
mod enrolling;
mod one_device;
mod statements;
mod walk;

use serde_json::json;
use std::io::Write;
use std::process::{Command, Stdio};
use vestibule_tests::on_both_databases;
use vestibule_tests::server::{customise, enable, policy, token};

/// What `openssl` makes of a signed profile: the plist inside.
fn verified_by_openssl(profile: &[u8]) -> String {
    let mut openssl = Command::new("openssl")
        .args(["cms", "-verify", "-inform", "DER", "-noverify"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("openssl is installed: on Debian, apt-get install openssl");
    openssl
        .stdin
        .take()
        .expect("a pipe")
        .write_all(profile)
        .expect("openssl reads");
    let output = openssl.wait_with_output().expect("openssl ends");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("a plist is text")
}

on_both_databases! {
    fn an_admin_secures_a_policy_and_a_visitor_downloads_its_signed_profile(server) {
        let owner = server.owner_with_beta();
        let macs = policy(&owner, "Macs & <Minis>", None);
        enable(&owner, &macs);
        customise(&owner, &macs, json!({ "page_text": "# Welcome", "passcode": "grüne wiese" })).ok();
        let (stranger, token) = (server.stranger(), token(&owner, &macs));
        let unlocked = stranger.post(&format!("/enroll/{token}/unlock"), json!({ "passcode": "grüne wiese" })).ok();
        let profile = stranger.open(&unlocked.text("/profile_url")).ok();
        let plist = verified_by_openssl(&profile.body);
        for part in ["com.apple.security.scep", "com.apple.mdm", "<string>com.apple.mgmt.", "/scep</string>", "/mdm</string>"] {
            assert!(plist.contains(part), "{part}");
        }
        let listed = owner.get(&format!("/policies/{macs}/profiles")).ok();
        assert!(plist.contains(&listed.text("/items/0/id")), "the subject names the profile");
    }
}
