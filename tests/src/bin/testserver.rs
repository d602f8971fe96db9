//! The real server for the browser suites, moved by lines on standard input; it ends when its input does.
//!
//! It answers each command with one line, `ok …` or `failed …`; the first line it prints is its address.

use jiff::SignedDuration;
use std::collections::HashMap;
use std::io::{BufRead, Write};
use vestibule_tests::TestServer;
use vestibule_tests::device::{Device, Installation, verify};
use vestibule_tests::server::PASSWORD;

const COMMANDS: &str = "now
advance SECONDS
setup-token
organization EMAIL NAME
certificate PROFILE_URL
enroll PROFILE_URL
enroll-again PROFILE_URL EARLIER_PROFILE_URL";

fn main() -> std::io::Result<()> {
    let mut stage = Stage {
        server: TestServer::in_real_time(),
        installed: HashMap::new(),
    };
    let base = stage.server.base.replace("127.0.0.1", "localhost");
    let mut out = std::io::stdout();
    writeln!(out, "ready {base}")?;
    out.flush()?;
    for line in std::io::stdin().lock().lines() {
        match stage.obey(line?.trim()) {
            Ok(answer) => writeln!(out, "ok {answer}")?,
            Err(why) => writeln!(out, "failed {}", why.replace('\n', " "))?,
        }
        out.flush()?;
    }
    Ok(())
}

/// The server, and the profiles that are on their way into a device.
struct Stage {
    server: TestServer,
    installed: HashMap<String, Installation>,
}

impl Stage {
    fn obey(&mut self, line: &str) -> Result<String, String> {
        let (command, rest) = line.split_once(' ').unwrap_or((line, ""));
        match command {
            "now" => Ok(self.server.now().to_string()),
            "advance" => {
                let seconds = rest.parse().map_err(|_| format!("{rest} is no number"))?;
                self.server.advance(SignedDuration::from_secs(seconds));
                Ok(self.server.now().to_string())
            }
            "setup-token" => Ok(self.server.setup_token()),
            "organization" => {
                let (email, name) = rest.split_once(' ').ok_or("an email and a name, please")?;
                self.server.organization(name, email);
                Ok(PASSWORD.to_owned())
            }
            "certificate" => self
                .installation(rest)?
                .certificate()
                .map(|certificate| certificate.common_name().unwrap_or_default())
                .map_err(|stop| stop.to_string()),
            "enroll" => self.enroll(rest),
            "enroll-again" => {
                let (url, earlier) = rest.split_once(' ').ok_or("two profiles, please")?;
                let device = self.installation(earlier)?.device.clone();
                self.install(url, &device)?;
                self.enroll(url)
            }
            _ => Err(format!("the commands are:\n{COMMANDS}")),
        }
    }

    /// A profile on a device, taken from where the visitor's browser took it.
    fn install(&mut self, profile_url: &str, device: &Device) -> Result<(), String> {
        let signed = self.server.stranger().open(profile_url);
        if signed.status != 200 {
            return Err(format!("the download answers {}", signed.status));
        }
        let (profile, _) = verify(&signed.body).map_err(|stop| stop.to_string())?;
        let installation = device.install_checked(profile);
        self.installed.insert(profile_url.to_owned(), installation);
        Ok(())
    }

    /// The profile on its device: a new Mac, unless it is installed already.
    fn installation(&mut self, profile_url: &str) -> Result<&mut Installation, String> {
        if !self.installed.contains_key(profile_url) {
            self.install(profile_url, &Device::mac(self.server.clock()))?;
        }
        self.installed
            .get_mut(profile_url)
            .ok_or_else(|| "it is not installed".to_owned())
    }

    fn enroll(&mut self, profile_url: &str) -> Result<String, String> {
        let installation = self.installation(profile_url)?;
        if installation.identity.is_none() {
            installation
                .certificate()
                .map_err(|stop| stop.to_string())?;
        }
        installation
            .authenticate()
            .and_then(|_| installation.token_update())
            .map_err(|stop| stop.to_string())?;
        Ok(installation.device.udid.clone())
    }
}
