//! The enrollment profile as a signed document (`.mobileconfig`).

use crate::{App, Failure};
use vestibule_domain::name::Name;
use vestibule_domain::profile::Service;
use vestibule_domain::{OrganizationId, ProfileId};
use vestibule_mdm::profile::{EnrollmentProfile, MdmPayload, ScepPayload, ScepSubject};

/// What a profile says.
pub(super) struct Contents<'a> {
    /// The profile: its secret is derived from this.
    pub(super) id: ProfileId,
    /// Whose devices it enrolls.
    pub(super) organization_id: OrganizationId,
    /// The organization's name, for the person who installs it.
    pub(super) organization: &'a Name,
    /// The service it names: a renewal repeats the one its device knows.
    pub(super) service: &'a Service,
}

/// Writes and signs a profile. Its payload ids are random, so the result is kept for the life of its ticket. Signing is slow,
/// so this is done outside of transactions.
pub(super) fn signed(app: &App, of: &Contents<'_>) -> Result<Vec<u8>, Failure> {
    vestibule_store::assert_no_transaction();
    let (url, now) = (app.public_url(), app.now());
    let Contents {
        id,
        organization_id,
        organization,
        service,
    } = of;
    let profile = EnrollmentProfile {
        identifier: format!("com.vestibule.enrollment.{organization_id}"),
        uuid: app.entropy.uuid(now),
        display_name: format!("{organization}: Device Enrollment"),
        organization: organization.to_string(),
        description: format!("Enrolls this device in the device management of {organization}."),
        consent_text: None,
        root_certificates: Vec::new(),
        scep: ScepPayload {
            uuid: app.entropy.uuid(now),
            url: format!("{url}/scep"),
            name: "Vestibule Device CA".into(),
            subject: ScepSubject {
                organization: organization.to_string(),
                common_name: id.to_string(),
                ..ScepSubject::default()
            },
            challenge: app.keyring.challenge(*id).to_string(),
        },
        mdm: MdmPayload::new(
            app.entropy.uuid(now),
            &format!("{}/mdm", service.url),
            &service.topic,
        ),
    };
    Ok(app.signer.sign(profile.to_xml().as_ref(), now)?)
}
