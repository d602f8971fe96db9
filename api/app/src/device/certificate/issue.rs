//! Issues one certificate: the secret is used by one conditional statement, in the transaction that keeps the certificate.

use super::super::refuse::RefusalRecord;
use crate::audit::{self, Entry};
use crate::{App, Failure, RequestOrigin};
use vestibule_domain::audit::{Action, ObjectKind};
use vestibule_domain::device::certificate::DeviceCertificate;
use vestibule_domain::device::issuing::{self, BACKDATED, CERTIFICATE_LIFETIME, Issuing};
use vestibule_domain::device::refusal::DeviceRefusal;
use vestibule_domain::enrollment_url::EnrollmentUrl;
use vestibule_domain::profile::Profile;
use vestibule_domain::{CertificateId, OrganizationId, ProfileId, Timestamp};
use vestibule_pki::ca::Leaf;
use vestibule_pki::certificate::{Certificate, Subject};
use vestibule_pki::scep::Request;
use vestibule_store::device_certificates::Issued;
use vestibule_store::{Connection, device_certificates, enrollment_urls, organizations, profiles};

/// What became of a request whose secret is ours.
pub(super) enum Issuance {
    /// A new certificate.
    Issued(Certificate),
    /// The one it got before.
    Again(Certificate),
    /// The profile is gone with its policy.
    Unknown,
    /// Refused.
    Refused(RefusalRecord),
}

/// What a look at the profile shows.
enum Assessment {
    /// A certificate may be made.
    New(Box<Profile>),
    /// Nothing is left to do.
    Done(Issuance),
}

/// Issues it. Signing is slow, so it runs between a look and the transaction that decides.
pub(super) fn issue(
    app: &App,
    origin: &RequestOrigin,
    request: &Request,
    id: ProfileId,
) -> Result<Issuance, Failure> {
    let key = request.csr.public_key().sha256();
    let found = app.store.read(|conn| {
        let profile = profiles::find_of_secret(conn, id)?;
        let url = match &profile {
            Some(of) => enrollment_urls::find(conn, of.organization_id, of.enrollment_url_id)?,
            None => None,
        };
        Ok::<_, Failure>(match assess(conn, profile, url, &key, app.now())? {
            Assessment::New(profile) => Ok((name(conn, profile.organization_id)?, profile)),
            Assessment::Done(decision) => Err(decision),
        })
    })?;
    let (organization, profile) = match found {
        Ok(found) => found,
        Err(decision) => return Ok(decision),
    };
    let now = app.now();
    let certificate = app.authority.issue(&Leaf {
        subject: Subject {
            organization,
            common_name: id.to_string(),
            ..Subject::default()
        },
        uri: Some(format!("urn:vestibule:profile:{id}")),
        public_key: request.csr.public_key().clone(),
        serial: app.entropy.bytes::<16>().to_vec(),
        not_before: now - BACKDATED,
        not_after: now + CERTIFICATE_LIFETIME,
    })?;
    app.store.write(|conn| {
        let (owner, url) = (profile.organization_id, profile.enrollment_url_id);
        let url = enrollment_urls::find_for_share(conn, owner, url)?;
        let profile = profiles::find_of_secret_for_update(conn, id)?;
        let now = app.now();
        let profile = match assess(conn, profile, url, &key, now)? {
            Assessment::New(profile) => profile,
            Assessment::Done(decision) => return Ok(decision),
        };
        if !profiles::consume(conn, id, &key, now)? && profile.origin.is_for_one_device() {
            let refused = RefusalRecord::at_request(&profile, DeviceRefusal::ProfileUsed, true);
            return Ok(Issuance::Refused(refused));
        }
        keep(app, conn, &profile, &certificate, request, now)?;
        let entry = Entry::new(Action::CertificateIssued)
            .policy(profile.policy_id)
            .object(ObjectKind::Profile, id.uuid())
            .text("serial", hex(certificate.serial()));
        let organization_id = profile.organization_id;
        audit::record_without_actor(app, conn, organization_id, "device", origin, now, entry)?;
        Ok(Issuance::Issued(certificate.clone()))
    })
}

/// Asks the domain.
fn assess(
    conn: &mut Connection,
    profile: Option<Profile>,
    url: Option<EnrollmentUrl>,
    key: &[u8; 32],
    now: Timestamp,
) -> Result<Assessment, Failure> {
    let Some(profile) = profile else {
        return Ok(Assessment::Done(Issuance::Unknown));
    };
    let url = url.ok_or(Failure::NotFound)?;
    let (same, other) = match profile.certificate_issued_at {
        None => (None, false),
        Some(_) => (
            device_certificates::find_of_key(conn, profile.id, key)?,
            device_certificates::has_other_key(conn, profile.id, key)?,
        ),
    };
    let known = same.as_ref().map(|(known, _)| known);
    match issuing::issue(&profile, &url, known, other, now) {
        Err(no) => {
            let refused = RefusalRecord::at_request(&profile, no.why, no.secret_leaked);
            Ok(Assessment::Done(Issuance::Refused(refused)))
        }
        Ok(Issuing::Again) => {
            let (_, der) = same.ok_or(Failure::NotFound)?;
            Ok(Assessment::Done(Issuance::Again(Certificate::from_der(
                &der,
            )?)))
        }
        Ok(Issuing::New) => Ok(Assessment::New(Box::new(profile))),
    }
}

fn name(conn: &mut Connection, id: OrganizationId) -> Result<String, Failure> {
    let organization = organizations::find(conn, id)?.ok_or(Failure::NotFound)?;
    Ok(organization.name.to_string())
}

fn keep(
    app: &App,
    conn: &mut Connection,
    profile: &Profile,
    certificate: &Certificate,
    request: &Request,
    now: Timestamp,
) -> Result<(), Failure> {
    let kept = DeviceCertificate {
        id: CertificateId::from_uuid(app.entropy.uuid(now)),
        organization_id: profile.organization_id,
        profile_id: profile.id,
        fingerprint: certificate.sha256(),
        key_fingerprint: request.csr.public_key().sha256(),
        issued_at: now,
        expires_at: certificate.not_after(),
        identity: None,
        claimed_at: None,
        device_id: None,
        authenticated_at: None,
        enrolled_at: None,
        ended_at: None,
    };
    let issued = Issued {
        der: certificate.der(),
        serial: certificate.serial(),
        transaction_id: request.transaction.id(),
        single_use: profile.origin.is_for_one_device(),
    };
    Ok(device_certificates::insert(conn, &kept, issued)?)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
