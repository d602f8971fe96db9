//! Enrolls a simulated Mac against any running server, and prints each step.

use std::process::ExitCode;
use std::sync::Arc;
use vestibule_app::clock::SystemClock;
use vestibule_tests::device::{Device, Stop, Visitor, verify, visitor};

const USAGE: &str = "usage: demo-device ENROLLMENT_URL [PASSCODE]
       make demo-device URL=https://HOST/e/TOKEN [PASSCODE=…]";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let (url, passcode) = (arguments.next(), arguments.next());
    let url = url.or_else(|| variable("URL"));
    let passcode = passcode.or_else(|| variable("PASSCODE"));
    let Some(url) = url.filter(|url| !url.starts_with('-')) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match enroll(&url, passcode.as_deref()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => {
            println!("  ✗ {stop}");
            ExitCode::FAILURE
        }
    }
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

fn enroll(url: &str, passcode: Option<&str>) -> Result<(), Stop> {
    let mac = Device::mac(Arc::new(SystemClock));
    println!(
        "A simulated {}: {}, serial number {}, UDID {}",
        mac.model_name, mac.name, mac.serial_number, mac.udid
    );

    step(&format!("Opening {url}"));
    let (signed, status) = if visitor::is_legacy(url) {
        (visitor::legacy_profile(url)?, None)
    } else {
        let (visitor, place) = unlock(url, passcode)?;
        (visitor.download(&place)?, Some((visitor, place)))
    };
    done(&format!("profile downloaded, {} bytes", signed.len()));

    step("Checking the profile");
    let (profile, signer) = verify(&signed)?;
    let name = signer
        .common_name()
        .unwrap_or_else(|| "nobody named".into());
    done(&format!("signed by {name}"));
    done(&format!("{} for {}", profile.shown[0], profile.shown[1]));
    done(&format!("payloads: {}", profile.payloads.join(", ")));
    done(&format!("managed by {}", profile.mdm.server_url));

    step(&format!("Asking {} for a certificate", profile.scep.url));
    let mut installation = mac.install_checked(profile);
    let certificate = installation.certificate()?;
    let name = certificate.common_name().unwrap_or_default();
    done(&format!(
        "issued for {name}, valid until {}",
        certificate.not_after()
    ));

    step("Authenticate");
    installation.authenticate()?;
    done("accepted");
    step("TokenUpdate");
    installation.token_update()?;
    done("accepted");
    step("Idle");
    let commands = match installation.idle()?.body.len() {
        0 => "nothing to do".to_owned(),
        length => format!("a command of {length} bytes, which this simulation does not carry out"),
    };
    done(&commands);
    if let Some((visitor, place)) = status {
        step("Looking at the page once more");
        done(&format!("it says: {}", visitor.status(&place)?));
    }
    println!("Enrolled.");
    Ok(())
}

/// Opens the page and chooses Download Now; answers where the profile is.
fn unlock(url: &str, passcode: Option<&str>) -> Result<(Visitor, String), Stop> {
    let visitor = Visitor::at(url)?;
    let page = visitor.open()?;
    done(&format!("the page of {}", page.organization));
    if let Some(message) = &page.paused {
        done(&format!("enrollment is paused: {message}"));
    }
    if page.passcode_required && passcode.is_none() {
        done("it asks for a passcode, and none was given (PASSCODE=…)");
    }
    step("Choosing Download Now");
    let place = visitor.unlock(passcode)?;
    done("unlocked");
    Ok((visitor, place))
}

fn step(text: &str) {
    println!("{text}");
}

fn done(text: &str) {
    println!("  ✓ {text}");
}
