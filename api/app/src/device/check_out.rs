//! CheckOut: the device says goodbye, and its certificates end.

use super::verify::{Rejected, VerifiedMessage};
use crate::audit;
use crate::{App, Failure, RequestOrigin};
use vestibule_domain::Timestamp;
use vestibule_domain::audit::Action;
use vestibule_domain::device::authorization::authorize_message;
use vestibule_domain::device::certificate::CertificateState;
use vestibule_domain::device::{Device, DeviceState};
use vestibule_store::{Connection, device_certificates, devices};

/// Lets it go. An identity that was about to replace a live one goes alone.
pub(super) fn check_out(
    app: &App,
    origin: &RequestOrigin,
    verified: &VerifiedMessage,
) -> Result<Result<(), Rejected>, Failure> {
    app.store.write(|conn| {
        let certificate = device_certificates::find_for_update(conn, verified.certificate.id)?
            .ok_or(Failure::NotFound)?;
        let state = match authorize_message(&certificate, &verified.identity, app.now()) {
            Ok(state) => state,
            Err(why) => return Ok(Err(why.into())),
        };
        let organization_id = certificate.organization_id;
        let device_id = certificate.device_id.ok_or(Failure::NotFound)?;
        let mut device =
            devices::find_for_update(conn, organization_id, device_id)?.ok_or(Failure::NotFound)?;
        let now = app.now();
        if state == CertificateState::Pending && device.state.is_live() {
            device_certificates::end(conn, certificate.id, now)?;
            return Ok(Ok(()));
        }
        device.last_seen_at = Some(now);
        check_out_device(app, conn, origin, device, now)?;
        Ok(Ok(()))
    })
}

/// The device leaves its organization.
pub(super) fn check_out_device(
    app: &App,
    conn: &mut Connection,
    origin: &RequestOrigin,
    mut device: Device,
    now: Timestamp,
) -> Result<(), Failure> {
    device.state = DeviceState::CheckedOut;
    device.released_until = None;
    devices::save(conn, &device)?;
    devices::set_bootstrap_token(conn, device.id, None)?;
    device_certificates::end_all_of(conn, device.id, now)?;
    let entry = super::entry(Action::DeviceCheckedOut, &device);
    audit::record_without_actor(
        app,
        conn,
        device.organization_id,
        "device",
        origin,
        now,
        entry,
    )
}
