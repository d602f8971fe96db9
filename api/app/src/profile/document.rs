//! The enrollment profile as a signed document (`.mobileconfig`).

use crate::{App, Failure};
use vestibule_domain::name::Name;
use vestibule_domain::profile::Service;
use vestibule_domain::{OrganizationId, ProfileId, Timestamp};
use vestibule_mdm::profile::{EnrollmentProfile, MdmPayload, ScepPayload, ScepSubject};

/// Writes and signs a profile, for the service it names: a renewal repeats the one its device knows. Its payload ids are random, so the result is kept for the life of its ticket.
pub(super) fn signed(
    app: &App,
    id: ProfileId,
    organization_id: OrganizationId,
    organization: &Name,
    service: &Service,
    now: Timestamp,
) -> Result<Vec<u8>, Failure> {
    let url = app.public_url();
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
            challenge: app.keyring.challenge(id).to_string(),
        },
        mdm: MdmPayload::new(
            app.entropy.uuid(now),
            &format!("{}/mdm", service.url),
            &service.topic,
        ),
    };
    Ok(app.signer.sign(profile.to_xml().as_ref(), now)?)
}
