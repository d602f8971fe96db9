//! TokenUpdate: the first one of a certificate completes the enrollment, and ends whatever certificate the device had before.

use super::check_out;
use super::verify::{Rejected, VerifiedMessage};
use crate::audit;
use crate::{App, Failure, RequestOrigin};
use vestibule_domain::audit::{Action, Detail};
use vestibule_domain::device::DeviceState;
use vestibule_domain::device::authorization::authorize_message;
use vestibule_domain::device::certificate::CertificateState;
use vestibule_domain::profile;
use vestibule_store::{device_certificates, devices, profiles};

/// Completes the enrollment, if it is not complete. `shared`: one upstream serves all organizations, so the UDID, released
/// in another one, leaves that.
pub(super) fn update(
    app: &App,
    origin: &RequestOrigin,
    verified: &VerifiedMessage,
    shared: bool,
) -> Result<Result<(), Rejected>, Failure> {
    app.store.write(|conn| {
        let certificate = device_certificates::find_for_update(conn, verified.certificate.id)?
            .ok_or(Failure::NotFound)?;
        let state = match authorize_message(&certificate, &verified.identity, app.now()) {
            Ok(state) => state,
            Err(why) => return Ok(Err(why.into())),
        };
        let organization_id = certificate.organization_id;
        let (CertificateState::Pending, Some(device_id)) = (state, certificate.device_id) else {
            return Ok(Ok(()));
        };
        let now = app.now();
        let mut device =
            devices::find_for_update(conn, organization_id, device_id)?.ok_or(Failure::NotFound)?;
        let source = profiles::find_of_secret(conn, certificate.profile_id)?;
        let renews = source
            .as_ref()
            .is_some_and(|profile| profile.origin == profile::ProfileOrigin::Renewal);
        let again = device.enrolled_at.is_some();
        device.state = DeviceState::Enrolled;
        device.released_until = None;
        device.last_seen_at = Some(now);
        if !renews {
            device.policy_id = source.as_ref().map(|profile| profile.policy_id);
            device.enrollment_url_id = source.as_ref().map(|profile| profile.enrollment_url_id);
            device.profile_id = Some(certificate.profile_id);
            device.enrolled_at = Some(now);
            devices::set_bootstrap_token(conn, device.id, None)?;
        }
        devices::save(conn, &device)?;
        device_certificates::enroll(conn, certificate.id, device.id, now)?;
        if shared {
            for left in devices::list_live_elsewhere(conn, organization_id, &device.udid)? {
                check_out::check_out_device(app, conn, origin, left, now)?;
            }
        }
        let entry = if renews {
            super::entry(Action::DeviceRenewed, &device)
        } else {
            super::entry(Action::DeviceEnrolled, &device)
                .detail("re_enrollment", Detail::Flag(again))
        };
        let entry = entry.text("profile_id", certificate.profile_id);
        audit::record_without_actor(app, conn, organization_id, "device", origin, now, entry)?;
        Ok(Ok(()))
    })
}
