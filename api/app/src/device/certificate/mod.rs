//! Answers certificate requests (SCEP, RFC 8894): the profile's secret is the only way to a certificate, once, for one key.

mod issue;

use super::refuse::{self, RefusalRecord};
use crate::{App, DeviceClient, Failure};
use issue::Order;
use vestibule_domain::device::refusal::DeviceRefusal;
use vestibule_pki::certificate::Certificate;
use vestibule_pki::scep::{
    self, Entropy, FailInfo, Kind, OpenError, Request, Transaction, failure, success,
};
use vestibule_store::{device_certificates, profiles};

/// What every refused device is told: what really happened stands in the audit log.
const REFUSED: &str = "This enrollment profile is no longer valid.";

/// How a request went.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// A certificate was issued.
    Issued,
    /// The same certificate was sent again.
    Repeated,
    /// A known profile or device was refused.
    Refused(DeviceRefusal),
    /// It named nothing we know: garbage, or a guess.
    Stranger,
}

impl Outcome {
    /// The outcome's label in the metrics.
    pub fn metric_label(self) -> &'static str {
        match self {
            Outcome::Issued => "issued",
            Outcome::Repeated => "repeated",
            Outcome::Refused(why) => why.code(),
            Outcome::Stranger => "stranger",
        }
    }
}

/// An answer.
#[derive(Debug)]
pub struct CertificateResponse {
    /// The CertRep; None if the message cannot even be answered.
    pub body: Option<Vec<u8>>,
    /// How it went.
    pub outcome: Outcome,
}

/// The capabilities, as SCEP's plain text.
pub fn capabilities(app: &App) -> String {
    scep::capabilities(app.algorithms)
}

/// Answers one pkiMessage.
///
/// # Errors
/// [`Failure::Store`], or [`Failure::Internal`] when the answer cannot be signed; a refusal is an answer.
pub fn respond(
    app: &App,
    client: &DeviceClient,
    message: &[u8],
) -> Result<CertificateResponse, Failure> {
    let request = match Request::open(
        message,
        &app.authority,
        app.algorithms,
        &app.entropy.bytes(),
    ) {
        Ok(request) => request,
        Err(OpenError::Unreadable(_)) => {
            return Ok(CertificateResponse {
                body: None,
                outcome: Outcome::Stranger,
            });
        }
        Err(OpenError::Refused(why)) => {
            tracing::debug!(reason = %why.reason, "certificate request refused");
            // Whoever signed it: a certificate is never renewed by itself.
            let info = match why.fail_info {
                FailInfo::BadCertId => FailInfo::BadRequest,
                other => other,
            };
            return refuse(app, &why.transaction, info, Outcome::Stranger);
        }
    };
    let (outcome, certificate) = match request.kind {
        Kind::Enrollment => grant(app, client, &request)?,
        Kind::Renewal => (renewal(app, client, &request)?, None),
    };
    match certificate {
        Some(certificate) => {
            let entropy = Entropy::new(&app.entropy.bytes());
            let body = success(&app.authority, &request, &certificate, &entropy, app.now())?;
            Ok(CertificateResponse {
                body: Some(body),
                outcome,
            })
        }
        None => refuse(app, &request.transaction, FailInfo::BadRequest, outcome),
    }
}

/// Decides a request for a first certificate.
fn grant(
    app: &App,
    client: &DeviceClient,
    request: &Request,
) -> Result<(Outcome, Option<Certificate>), Failure> {
    let challenge = request.csr.challenge();
    let Some(profile_id) = challenge.and_then(|challenge| app.keyring.profile_of(challenge)) else {
        return Ok((Outcome::Stranger, None));
    };
    let order = Order {
        request,
        profile_id,
    };
    match issue::issue(app, client, &order)? {
        issue::Issuance::Issued(certificate) => Ok((Outcome::Issued, Some(certificate))),
        issue::Issuance::Again(certificate) => Ok((Outcome::Repeated, Some(certificate))),
        issue::Issuance::Unknown => Ok((Outcome::Stranger, None)),
        issue::Issuance::Refused(refused) => {
            refuse::record(app, client, &refused, true)?;
            Ok((Outcome::Refused(refused.why), None))
        }
    }
}

/// A certificate that asks for its successor is refused, and noticed if it is one of ours.
fn renewal(app: &App, client: &DeviceClient, request: &Request) -> Result<Outcome, Failure> {
    let fingerprint = request.signer.sha256();
    let known = app.read(client, |ctx| {
        let certificate = device_certificates::find_by_fingerprint(ctx.conn, &fingerprint)?;
        let profile = match &certificate {
            Some(certificate) => profiles::find_of_secret(ctx.conn, certificate.profile_id)?,
            None => None,
        };
        Ok(certificate.map(|certificate| (certificate, profile)))
    })?;
    let Some((certificate, profile)) = known else {
        return Ok(Outcome::Stranger);
    };
    let refused = RefusalRecord::at_renewal(&certificate, profile.as_ref());
    refuse::record(app, client, &refused, false)?;
    Ok(Outcome::Refused(refused.why))
}

fn refuse(
    app: &App,
    transaction: &Transaction,
    info: FailInfo,
    outcome: Outcome,
) -> Result<CertificateResponse, Failure> {
    let nonce = app.entropy.bytes();
    let body = failure(
        &app.authority,
        transaction,
        info,
        REFUSED,
        &nonce,
        app.now(),
    )?;
    Ok(CertificateResponse {
        body: Some(body),
        outcome,
    })
}
