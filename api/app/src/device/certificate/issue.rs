//! Issues one certificate: the secret is used by one conditional statement, in the transaction that keeps the certificate.

use super::super::refuse::RefusalRecord;
use crate::audit::Entry;
use crate::context::Context;
use crate::{App, DeviceClient, Failure};
use vestibule_domain::audit::{Action, ObjectKind};
use vestibule_domain::device::certificate::{CertificateState, DeviceCertificate};
use vestibule_domain::device::issuing::{self, BACKDATED, CERTIFICATE_LIFETIME, Issuing};
use vestibule_domain::device::refusal::DeviceRefusal;
use vestibule_domain::enrollment_url::EnrollmentUrl;
use vestibule_domain::profile::Profile;
use vestibule_domain::{CertificateId, OrganizationId, ProfileId};
use vestibule_pki::ca::Leaf;
use vestibule_pki::certificate::{Certificate, Subject};
use vestibule_pki::scep::Request;
use vestibule_store::device_certificates::Issued;
use vestibule_store::{device_certificates, enrollment_urls, organizations, profiles};

/// What became of a request whose secret is ours.
pub(super) enum Issuance {
    /// A new certificate.
    Issued(Certificate),
    /// The one it got before.
    Again(Certificate),
    /// The profile is gone with its policy.
    Unknown,
    /// It may not have one.
    Refused(RefusalRecord),
}

/// What a look at the profile shows.
enum Assessment {
    /// A certificate may be made.
    New(Box<Profile>),
    /// Nothing is left to do.
    Done(Issuance),
}

/// What is issued, for whom.
pub(super) struct Order<'a> {
    /// The request, opened.
    pub(super) request: &'a Request,
    /// The profile whose secret it shows.
    pub(super) profile_id: ProfileId,
}

impl Order<'_> {
    fn key_fingerprint(&self) -> [u8; 32] {
        self.request.csr.public_key().sha256()
    }
}

/// Issues it. Signing is slow, so it runs between a look and the transaction that decides.
pub(super) fn issue(
    app: &App,
    client: &DeviceClient,
    order: &Order<'_>,
) -> Result<Issuance, Failure> {
    let id = order.profile_id;
    let found = app.read(client, |ctx| {
        let profile = profiles::find_of_secret(ctx.conn, id)?;
        let url = match &profile {
            Some(of) => enrollment_urls::find(ctx.conn, of.organization_id, of.enrollment_url_id)?,
            None => None,
        };
        Ok(match assess(ctx, order, profile, url)? {
            Assessment::New(profile) => Ok((name(ctx, profile.organization_id)?, profile)),
            Assessment::Done(decision) => Err(decision),
        })
    })?;
    let (organization, profile) = match found {
        Ok(found) => found,
        Err(decision) => return Ok(decision),
    };
    let certificate = sign(app, order, organization)?;
    app.write(
        client,
        |conn| {
            let (owner, url) = (profile.organization_id, profile.enrollment_url_id);
            let url = enrollment_urls::find_for_share(conn, owner, url)?;
            Ok((url, profiles::find_of_secret_for_update(conn, id)?))
        },
        |ctx, (url, profile)| {
            let profile = match assess(ctx, order, profile, url)? {
                Assessment::New(profile) => profile,
                Assessment::Done(decision) => return Ok(decision),
            };
            let key = order.key_fingerprint();
            if !profiles::consume(ctx.conn, id, &key, ctx.now)?
                && profile.origin.is_for_one_device()
            {
                let refused = RefusalRecord::at_request(&profile, DeviceRefusal::ProfileUsed, true);
                return Ok(Issuance::Refused(refused));
            }
            keep(ctx, order, &profile, &certificate)?;
            Ok(Issuance::Issued(certificate.clone()))
        },
    )
}

fn sign(app: &App, order: &Order<'_>, organization: String) -> Result<Certificate, Failure> {
    vestibule_store::assert_no_transaction();
    let (id, now) = (order.profile_id, app.now());
    Ok(app.authority.issue(&Leaf {
        subject: Subject {
            organization,
            common_name: id.to_string(),
            ..Subject::default()
        },
        uri: Some(format!("urn:vestibule:profile:{id}")),
        public_key: order.request.csr.public_key().clone(),
        serial: app.entropy.bytes::<16>().to_vec(),
        not_before: now - BACKDATED,
        not_after: now + CERTIFICATE_LIFETIME,
    })?)
}

/// Asks the domain.
fn assess(
    ctx: &mut Context<'_, DeviceClient>,
    order: &Order<'_>,
    profile: Option<Profile>,
    url: Option<EnrollmentUrl>,
) -> Result<Assessment, Failure> {
    let Some(profile) = profile else {
        return Ok(Assessment::Done(Issuance::Unknown));
    };
    let url = url.ok_or(Failure::NotFound)?;
    let key = order.key_fingerprint();
    let (same, other) = match profile.certificate_issued_at {
        None => (None, false),
        Some(_) => (
            device_certificates::find_of_key(ctx.conn, profile.id, &key)?,
            device_certificates::has_other_key(ctx.conn, profile.id, &key)?,
        ),
    };
    let known = same.as_ref().map(|(known, _)| known);
    match issuing::issue(&profile, &url, known, other, ctx.now) {
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

fn name(ctx: &mut Context<'_, DeviceClient>, id: OrganizationId) -> Result<String, Failure> {
    let organization = organizations::find(ctx.conn, id)?.ok_or(Failure::NotFound)?;
    Ok(organization.name.to_string())
}

/// Keeps the certificate, and records it.
fn keep(
    ctx: &mut Context<'_, DeviceClient>,
    order: &Order<'_>,
    profile: &Profile,
    certificate: &Certificate,
) -> Result<(), Failure> {
    let kept = DeviceCertificate {
        id: CertificateId::from_uuid(ctx.app.entropy.uuid(ctx.now)),
        organization_id: profile.organization_id,
        profile_id: profile.id,
        fingerprint: certificate.sha256(),
        key_fingerprint: order.key_fingerprint(),
        issued_at: ctx.now,
        expires_at: certificate.not_after(),
        identity: None,
        state: CertificateState::Issued { claimed_at: None },
    };
    let issued = Issued {
        der: certificate.der(),
        serial: certificate.serial(),
        transaction_id: order.request.transaction.id(),
        single_use: profile.origin.is_for_one_device(),
    };
    device_certificates::insert(ctx.conn, &kept, issued)?;
    let entry = Entry::new(Action::CertificateIssued)
        .policy(profile.policy_id)
        .object(ObjectKind::Profile, profile.id.uuid())
        .text("serial", hex(certificate.serial()));
    ctx.record_without_actor(profile.organization_id, entry)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
