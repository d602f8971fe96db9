//! What NanoMDM answers: its checks of the signature, its ties between certificates and devices, its statuses.

use super::http::Seen;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use plist::{Dictionary, Value};
use std::collections::{HashMap, VecDeque};
use vestibule_pki::certificate::Certificate;
use vestibule_pki::cms::verify_detached;

/// What it knows. It trusts every certificate of its authority for every device: that hole the gateway closes.
#[derive(Default)]
pub(super) struct NanoMdm {
    pub(super) authority: Option<Certificate>,
    /// The device of each certificate, by fingerprint.
    associations: HashMap<[u8; 32], String>,
    queues: HashMap<String, VecDeque<Vec<u8>>>,
}

type Reply = (u16, Vec<u8>);

const fn status(status: u16) -> Reply {
    (status, Vec::new())
}

impl NanoMdm {
    pub(super) fn enqueue(&mut self, udid: &str, command: &[u8]) {
        let queue = self.queues.entry(udid.to_owned()).or_default();
        queue.push_back(command.to_vec());
    }

    pub(super) fn answer(&mut self, seen: &Seen) -> Reply {
        if seen.path != "/mdm" {
            return status(404);
        }
        let Some(certificate) = self.certificate(seen) else {
            return status(400);
        };
        let message = Value::from_reader_xml(seen.body.as_slice()).ok();
        let Some(message) = message.and_then(Value::into_dictionary) else {
            return status(400);
        };
        let text = |key: &str| message.get(key).and_then(Value::as_string);
        let Some(device) = text("UDID").or(text("EnrollmentID")) else {
            return status(400);
        };
        let kind = seen.header("content-type").unwrap_or_default();
        if kind.starts_with("application/x-apple-aspen-mdm-checkin") {
            self.check_in(&certificate, device, &message)
        } else {
            self.report(&certificate, device, text("Status"))
        }
    }

    /// The signer, if its signature holds and its authority is trusted.
    fn certificate(&self, seen: &Seen) -> Option<Certificate> {
        let signature = STANDARD.decode(seen.header("mdm-signature")?).ok()?;
        let certificate = verify_detached(&signature, &seen.body).ok()?;
        let authority = self.authority.as_ref()?;
        certificate.verify_issued_by(authority).ok()?;
        Some(certificate)
    }

    fn check_in(&mut self, certificate: &Certificate, device: &str, message: &Dictionary) -> Reply {
        let kind = message.get("MessageType").and_then(Value::as_string);
        match kind.unwrap_or_default() {
            "Authenticate" => self.authenticate(certificate, device),
            "TokenUpdate" | "CheckOut" | "GetBootstrapToken" | "SetBootstrapToken" => {
                status(if self.knows(certificate, device) {
                    200
                } else {
                    500
                })
            }
            "UserAuthenticate" if self.knows(certificate, device) => status(410),
            // Not set up for these, as NanoMDM is not without `-dm`.
            "UserAuthenticate" | "DeclarativeManagement" | "GetToken" => status(500),
            _ => status(400),
        }
    }

    /// A certificate belongs to one device for ever. A device may come with another certificate: it is taken over,
    /// its queue is cleared, and its old certificate refused.
    fn authenticate(&mut self, certificate: &Certificate, device: &str) -> Reply {
        let own = self.associations.get(&certificate.sha256());
        if own.is_some_and(|own| own != device) {
            return status(500);
        }
        if own.is_none() {
            self.associations.retain(|_, other| other != device);
            self.associations
                .insert(certificate.sha256(), device.to_owned());
            self.queues.remove(device);
        }
        status(200)
    }

    fn report(&mut self, certificate: &Certificate, device: &str, report: Option<&str>) -> Reply {
        if report.is_none() {
            return status(400);
        }
        if !self.knows(certificate, device) {
            return status(500);
        }
        let next = self.queues.get_mut(device).and_then(VecDeque::pop_front);
        (200, next.unwrap_or_default())
    }

    fn knows(&self, certificate: &Certificate, device: &str) -> bool {
        self.associations
            .get(&certificate.sha256())
            .map(String::as_str)
            == Some(device)
    }
}
