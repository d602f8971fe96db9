//! What a story about devices needs: profiles for a policy, and what the console shows of devices.

use super::{Device, Installation, Stop, Visitor};
use crate::caller::{Answer, Caller};
use crate::server::{self, TestServer};
use serde_json::{Value, json};

/// A server, its owner, and one policy with secure enrollment.
pub struct Stage<'a> {
    /// The server.
    pub server: &'a TestServer,
    caller: Caller,
    /// The policy.
    pub policy: String,
}

impl<'a> Stage<'a> {
    /// A policy that was just secured.
    pub fn secure(server: &'a TestServer) -> Self {
        let stage = Self::legacy(server);
        server::enable(stage.owner(), &stage.policy);
        stage
    }

    /// A policy that is not secure.
    pub fn legacy(server: &'a TestServer) -> Self {
        let caller = server.owner_with_beta();
        let policy = server::policy(&caller, "Macs", None);
        Self {
            server,
            caller,
            policy,
        }
    }

    /// Another policy of the same organization.
    pub fn of(server: &'a TestServer, policy: &str) -> Self {
        Self {
            server,
            caller: server.signed_in("ada@acme.example"),
            policy: policy.to_owned(),
        }
    }

    /// A policy of another organization, by its owner.
    pub fn by(server: &'a TestServer, caller: Caller, policy: &str) -> Self {
        Self {
            server,
            caller,
            policy: policy.to_owned(),
        }
    }

    /// The owner, signed in again if too much time has passed.
    pub fn owner(&self) -> &Caller {
        if self.caller.get("/session").status != 200 {
            let who = json!({ "email": "ada@acme.example", "password": server::PASSWORD });
            self.caller.post("/session", who).ok();
        }
        &self.caller
    }

    /// A Mac that lives in the server's time.
    pub fn mac(&self) -> Device {
        Device::mac(self.server.clock())
    }

    /// The policy's enrollment URL, as an admin would send it around.
    pub fn url(&self) -> String {
        self.owner()
            .get(&format!("/policies/{}/secure-enrollment", self.policy))
            .ok()
            .text("/enrollment_url/url")
    }

    /// Somebody who was sent the URL.
    pub fn visitor(&self) -> Visitor {
        Visitor::at(&self.url()).expect("it is an enrollment URL")
    }

    /// A profile, downloaded from the page as a person does.
    pub fn download(&self) -> Vec<u8> {
        self.try_download(None).expect("the page hands it out")
    }

    /// The same, with a passcode or none; perhaps refused.
    pub fn try_download(&self, passcode: Option<&str>) -> Result<Vec<u8>, Stop> {
        let visitor = self.visitor();
        visitor.open()?;
        let place = visitor.unlock(passcode)?;
        visitor.download(&place)
    }

    /// A profile from the legacy URL.
    pub fn legacy_download(&self) -> Vec<u8> {
        let url = self.url();
        let path = url.trim_start_matches("http://");
        let path = &path[path.find('/').expect("a path")..];
        self.server.stranger().open(path).ok().body
    }

    /// A new Mac with a profile from the page, not enrolled.
    pub fn install(&self) -> Installation {
        self.install_on(&self.mac())
    }

    /// A Mac that has just taken in a profile from the page.
    pub fn install_on(&self, mac: &Device) -> Installation {
        let signed = self.download();
        mac.install(&signed).expect("a device takes it in")
    }

    /// A new Mac, enrolled.
    pub fn enrolled(&self) -> Installation {
        let mut installation = self.install();
        installation.enroll().expect("it enrolls");
        installation
    }

    /// Regenerates the URL.
    pub fn regenerate(&self, body: Value) -> Answer {
        let path = format!("/policies/{}/secure-enrollment/regenerate", self.policy);
        self.owner().post(&path, body).ok()
    }

    /// The device as the console shows it; null if there is none.
    pub fn device(&self, device: &Device) -> Value {
        let found = self
            .owner()
            .get(&format!("/devices?query={}", device.udid))
            .ok();
        let items = found.json["items"].as_array().expect("a list").clone();
        assert!(items.len() < 2, "one UDID, one device: {items:?}");
        items.into_iter().next().unwrap_or(Value::Null)
    }

    /// The state of the device; empty if there is none.
    pub fn state(&self, device: &Device) -> String {
        self.device(device)["state"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// Lets one other certificate enroll the device.
    pub fn release(&self, device: &Device) -> Answer {
        let id = self.device(device)["id"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        self.owner()
            .post(&format!("/devices/{id}/release"), json!({}))
    }

    /// The profiles of the policy, newest first.
    pub fn profiles(&self) -> Vec<Value> {
        let found = self
            .owner()
            .get(&format!("/policies/{}/profiles", self.policy))
            .ok();
        found.json["items"].as_array().expect("a list").clone()
    }

    /// The audit events of an action.
    pub fn audited(&self, action: &str) -> Vec<Value> {
        let found = self
            .owner()
            .get(&format!("/audit-events?action={action}"))
            .ok();
        found.json["items"].as_array().expect("a list").clone()
    }
}
