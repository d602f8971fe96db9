//! One profile on one device, from the moment its signature was checked until it is removed.

use super::profile::Profile;
use super::scep::{self, Asker, Method};
use super::signature::{self, Shape};
use super::{Device, Stop, wire};
use crate::caller::Answer;
use plist::{Dictionary, Value};
use vestibule_pki::certificate::Certificate;
use vestibule_pki::key::PrivateKey;
use vestibule_pki::scep::Kind;

/// Content type of check-in messages.
pub const CHECK_IN: &str = "application/x-apple-aspen-mdm-checkin; charset=UTF-8";
/// Content type of reports on the command channel.
pub const REPORT: &str = "application/x-apple-aspen-mdm; charset=UTF-8";

/// A profile on a device.
pub struct Installation {
    /// The device.
    pub device: Device,
    /// The profile.
    pub profile: Profile,
    /// Its key in the device's keychain, made for this installation alone.
    pub asker: Asker,
    /// Its certificate, once issued.
    pub identity: Option<Certificate>,
    /// How its messages are signed.
    pub shape: Shape,
}

impl Installation {
    pub(super) fn new(device: Device, profile: Profile, key: PrivateKey) -> Self {
        let asker = Asker::new(key, device.now());
        Self {
            device,
            profile,
            asker,
            identity: None,
            shape: Shape::DEVICE,
        }
    }

    /// Gets the certificate: asks what the server can do, takes the authority's certificate, asks, and checks.
    pub fn certificate(&mut self) -> Result<Certificate, Stop> {
        self.certificate_by(Method::Post)
    }

    /// The same, by the other way of asking.
    pub fn certificate_by(&mut self, method: Method) -> Result<Certificate, Stop> {
        let settings = &self.profile.scep;
        scep::capabilities(&settings.url)?;
        let authority = scep::authority(settings)?;
        let csr = self.asker.csr(settings);
        let issued = self.ask(&csr, &authority, method)?;
        scep::check_issued(&issued, &authority, &self.asker, settings)?;
        self.identity = Some(issued.clone());
        Ok(issued)
    }

    /// Asks with any request, and takes what comes.
    pub fn ask(
        &self,
        csr: &[u8],
        authority: &Certificate,
        method: Method,
    ) -> Result<Certificate, Stop> {
        let now = self.device.now();
        let sent = self.asker.wrap(Kind::Enrollment, csr, authority, now);
        let answer = scep::operate(&self.profile.scep.url, method, &sent)?;
        self.asker.read(&sent, &answer, authority)
    }

    /// Enrolls: certificate, Authenticate, TokenUpdate.
    pub fn enroll(&mut self) -> Result<(), Stop> {
        self.certificate()?;
        self.authenticate()?;
        self.token_update()?;
        Ok(())
    }

    /// Says who it is, to begin.
    pub fn authenticate(&self) -> Result<Answer, Stop> {
        self.check_in(self.authenticate_message())
    }

    /// What `Authenticate` says.
    pub fn authenticate_message(&self) -> Dictionary {
        let device = &self.device;
        let mut message = self.message("Authenticate");
        for (key, text) in [
            ("Topic", &self.profile.mdm.topic),
            ("DeviceName", &device.name),
            ("Model", &device.model),
            ("ModelName", &device.model_name),
            ("ProductName", &device.model),
            ("SerialNumber", &device.serial_number),
            ("OSVersion", &device.os_version),
            ("BuildVersion", &device.build_version),
        ] {
            message.insert(key.into(), text.clone().into());
        }
        message
    }

    /// Gives its push token.
    pub fn token_update(&self) -> Result<Answer, Stop> {
        self.check_in(self.token_update_message())
    }

    /// What `TokenUpdate` says.
    pub fn token_update_message(&self) -> Dictionary {
        let mut message = self.message("TokenUpdate");
        message.insert("Topic".into(), self.profile.mdm.topic.clone().into());
        message.insert("Token".into(), Value::Data(vec![0xa5; 32]));
        message.insert(
            "PushMagic".into(),
            "6D5AC1F0-1F6C-4A0C-90B5-3F1D1C4B8E11".into(),
        );
        message.insert("AwaitingConfiguration".into(), false.into());
        message
    }

    /// A Mac's user signed in: a token for the user's channel, with the device's certificate.
    pub fn user_token_update(&self, user: &str) -> Result<Answer, Stop> {
        let mut message = self.token_update_message();
        message.insert("UserID".into(), user.into());
        message.insert("UserShortName".into(), "ada".into());
        message.insert("UserLongName".into(), "Ada Lovelace".into());
        message.insert("NotOnConsole".into(), false.into());
        self.check_in(message)
    }

    /// A network user signs in. Declined users get 410, which is no refusal of the device.
    pub fn user_authenticate(&self, user: &str) -> Result<Answer, Stop> {
        let mut message = self.message("UserAuthenticate");
        message.insert("UserID".into(), user.into());
        match self.check_in_raw(&message)? {
            answer if answer.status == 410 => Ok(answer),
            answer => accepted("UserAuthenticate", answer),
        }
    }

    /// Gives the bootstrap token into keeping.
    pub fn set_bootstrap_token(&self, token: &[u8]) -> Result<Answer, Stop> {
        let mut message = self.message("SetBootstrapToken");
        message.insert("BootstrapToken".into(), Value::Data(token.to_vec()));
        self.check_in(message)
    }

    /// Asks for the bootstrap token.
    pub fn get_bootstrap_token(&self) -> Result<Answer, Stop> {
        self.check_in(self.message("GetBootstrapToken"))
    }

    /// Says goodbye: the profile was removed. Best effort, never sent again.
    pub fn check_out(&self) -> Result<Answer, Stop> {
        let mut message = self.message("CheckOut");
        message.insert("Topic".into(), self.profile.mdm.topic.clone().into());
        self.check_in(message)
    }

    /// Asks for the next command.
    pub fn idle(&self) -> Result<Answer, Stop> {
        self.report("Idle", None)
    }

    /// Reports on the command channel.
    pub fn report(&self, status: &str, command: Option<&str>) -> Result<Answer, Stop> {
        let mut report = Dictionary::new();
        report.insert("UDID".into(), self.device.udid.clone().into());
        report.insert("Status".into(), status.into());
        if let Some(command) = command {
            report.insert("CommandUUID".into(), command.into());
        }
        let body = xml(&report);
        accepted(status, self.put(REPORT, &body, &self.sign(&body))?)
    }

    /// A message of this device, of a type.
    pub fn message(&self, kind: &str) -> Dictionary {
        let mut message = Dictionary::new();
        message.insert("MessageType".into(), kind.into());
        message.insert("UDID".into(), self.device.udid.clone().into());
        message
    }

    /// Sends a check-in message; anything but 200 stops the device.
    pub fn check_in(&self, message: Dictionary) -> Result<Answer, Stop> {
        let kind = message.get("MessageType").and_then(Value::as_string);
        let kind = kind.unwrap_or_default().to_owned();
        accepted(&kind, self.check_in_raw(&message)?)
    }

    /// Sends a check-in message; the answer, whatever it is.
    pub fn check_in_raw(&self, message: &Dictionary) -> Result<Answer, Stop> {
        let body = xml(message);
        self.put(CHECK_IN, &body, &self.sign(&body))
    }

    /// Signs a body as this device does.
    ///
    /// # Panics
    /// When there is no certificate yet.
    pub fn sign(&self, body: &[u8]) -> Vec<u8> {
        let identity = self.identity.as_ref().expect("the certificate was issued");
        signature::sign(self.shape, &self.asker.key, identity, body)
    }

    /// Sends any body under any signature.
    pub fn put(&self, kind: &str, body: &[u8], signature: &[u8]) -> Result<Answer, Stop> {
        let header = signature::header(signature);
        self.put_with(kind, body, &[("mdm-signature", &header)])
    }

    /// Sends any body with any headers.
    pub fn put_with(
        &self,
        kind: &str,
        body: &[u8],
        headers: &[(&str, &str)],
    ) -> Result<Answer, Stop> {
        let mut request = wire::client()
            .put(&self.profile.mdm.server_url)
            .header("user-agent", self.device.user_agent())
            .header("accept", "*/*")
            .header("cache-control", "no-cache")
            .body(body.to_vec());
        if !kind.is_empty() {
            request = request.header("content-type", kind);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        wire::send(request)
    }

    /// The profile is removed by the person: the device says goodbye, and keeps nothing of it.
    pub fn remove(self) -> Result<Device, Stop> {
        self.check_out()?;
        Ok(self.device)
    }

    /// The device is wiped: no goodbye, and the key is gone. Also what is left of an installation that failed half
    /// way: the device rolls it back.
    pub fn wipe(self) -> Device {
        self.device
    }
}

/// A property list as devices write it.
pub fn xml(dictionary: &Dictionary) -> Vec<u8> {
    let mut out = Vec::new();
    Value::Dictionary(dictionary.clone())
        .to_writer_xml(&mut out)
        .expect("a message can be written");
    out
}

/// 200, or how the device is stopped (reactions: Apple, "Managing connections").
fn accepted(message: &str, answer: Answer) -> Result<Answer, Stop> {
    if answer.status == 200 {
        return Ok(answer);
    }
    let body = Value::from_reader_xml(answer.body.as_slice()).ok();
    let body = body.as_ref().and_then(Value::as_dictionary);
    let text = |key: &str| {
        let found = body
            .and_then(|body| body.get(key))
            .and_then(Value::as_string);
        let json = answer.json[key].as_str();
        found.or(json).unwrap_or_default().to_owned()
    };
    Err(Stop::Message {
        message: message.to_owned(),
        status: answer.status,
        code: text("code"),
        said: text("message"),
    })
}
