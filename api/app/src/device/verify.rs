//! Verifies a message: who signed it, and what it contains. Nothing is changed here.

use crate::{App, Failure};
use vestibule_domain::device::certificate::DeviceCertificate;
use vestibule_domain::device::refusal::DeviceRefusal;
use vestibule_domain::device::{Description, Identity};
use vestibule_mdm::DeviceId as Sender;
use vestibule_mdm::checkin::{Authenticate, CheckIn, Message};
use vestibule_mdm::command::Report;
use vestibule_pki::certificate::Certificate;
use vestibule_pki::cms::{claimed_signer, verify_detached};
use vestibule_store::device_certificates;

/// How the sender proves who they are.
pub enum Proof {
    /// The `Mdm-Signature` over the body: CMS, DER or BER.
    Signature(Vec<u8>),
    /// The certificate a trusted proxy saw, DER.
    Certificate(Vec<u8>),
}

/// The channel a message came on, by its content type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Channel {
    /// Check-in.
    CheckIn,
    /// Everything else: the command channel.
    Command,
}

/// A message whose sender holds a certificate of ours.
pub struct VerifiedMessage {
    pub(super) certificate: DeviceCertificate,
    pub(super) identity: Identity,
    /// The check-in message; None is a report on the command channel.
    pub(super) message: Option<Message>,
    /// Whether it came on a user's channel (`UserID`).
    pub(super) of_user: bool,
}

/// Why a message is rejected: nothing changes, and the device may send it again.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Rejected {
    /// No signature, or one that does not hold.
    #[error("The message is not signed, or its signature does not hold.")]
    Signature,
    /// The certificate is none of ours.
    #[error("The certificate is not known here.")]
    Certificate,
    /// It is no message, or one for another service.
    #[error("The message cannot be read.")]
    Message,
    /// The certificate does not authorize this message.
    #[error(transparent)]
    Refused(#[from] DeviceRefusal),
}

impl Rejected {
    /// A word for counting.
    pub fn metric_label(self) -> &'static str {
        match self {
            Rejected::Signature => "signature_invalid",
            Rejected::Certificate => "certificate_unknown",
            Rejected::Message => "malformed_request",
            Rejected::Refused(why) => why.code(),
        }
    }
}

impl VerifiedMessage {
    /// The message's `MessageType`; `Report` on the command channel.
    pub const fn kind(&self) -> &'static str {
        match &self.message {
            Some(message) => message.kind(),
            None => "Report",
        }
    }
}

/// Verifies it: the signature first, then the certificate, then the property list. A certificate is known by its very bytes,
/// so its issuer's signature needs no proof.
///
/// # Errors
/// [`Failure::Store`]; a message that is rejected is no failure.
pub fn verify(
    app: &App,
    proof: &Proof,
    channel: Channel,
    body: &[u8],
) -> Result<Result<VerifiedMessage, Rejected>, Failure> {
    let signer = match proof {
        Proof::Signature(signature) => verify_detached(signature, body),
        Proof::Certificate(der) => Certificate::from_der(der),
    };
    let Ok(signer) = signer else {
        return Ok(Err(Rejected::Signature));
    };
    let fingerprint = signer.sha256();
    let found = known(app, &fingerprint)?;
    let Some(certificate) = found else {
        return Ok(Err(Rejected::Certificate));
    };
    let read = match channel {
        Channel::CheckIn => {
            CheckIn::read(body).map(|read| (read.device, read.user.is_some(), Some(read.message)))
        }
        Channel::Command => Report::read(body).map(|read| (read.device, read.user.is_some(), None)),
    };
    Ok(match read {
        Ok((sender, of_user, message)) => Ok(VerifiedMessage {
            certificate,
            identity: identity(sender),
            message,
            of_user,
        }),
        Err(_) => Err(Rejected::Message),
    })
}

/// Whether a proof names a certificate of ours at all. It may still be a lie: only [`verify`] verifies.
///
/// # Errors
/// [`Failure::Store`]
pub fn is_known(app: &App, proof: &Proof) -> Result<bool, Failure> {
    let named = match proof {
        Proof::Signature(signature) => claimed_signer(signature),
        Proof::Certificate(der) => Certificate::from_der(der),
    };
    let Ok(named) = named else {
        return Ok(false);
    };
    Ok(known(app, &named.sha256())?.is_some())
}

/// Our record of a certificate, by the SHA-256 of its bytes.
fn known(app: &App, fingerprint: &[u8]) -> Result<Option<DeviceCertificate>, Failure> {
    app.read(&(), |ctx| {
        Ok(device_certificates::find_by_fingerprint(
            ctx.conn,
            fingerprint,
        )?)
    })
}

fn identity(sender: Sender) -> Identity {
    match sender {
        Sender::Udid(text) => Identity::Udid(text),
        Sender::EnrollmentId(text) => Identity::EnrollmentId(text),
    }
}

/// What is kept of what a device says of itself.
pub(super) fn description(message: &Authenticate) -> Description {
    Description {
        serial_number: message.serial_number.clone(),
        name: message.device_name.clone(),
        // What Apple names a model by stands in either, by platform; the part number and the marketing name are second best.
        model: message
            .product_name
            .clone()
            .or_else(|| message.model.clone())
            .or_else(|| message.model_name.clone()),
        os_version: message.os_version.clone(),
    }
    .tidy()
}
