//! CheckOut: the device leaves its organization, and its certificates end.

use super::verify::{Rejected, VerifiedMessage};
use crate::context::Context;
use crate::{App, DeviceClient, Failure};
use vestibule_domain::audit::Action;
use vestibule_domain::device::authorization::authorize_message;
use vestibule_domain::device::transition::{self, CheckOut, Left};
use vestibule_store::{device_certificates, devices};

/// Checks the device out. An identity that was about to replace a live one goes alone.
pub(super) fn check_out(
    app: &App,
    client: &DeviceClient,
    verified: &VerifiedMessage,
) -> Result<Result<(), Rejected>, Failure> {
    app.write(
        client,
        |conn| super::lock(conn, verified),
        |ctx, (certificate, device)| {
            if let Err(why) = authorize_message(&certificate, &verified.identity, ctx.now) {
                return Ok(Err(why.into()));
            }
            let device = device.ok_or(Failure::NotFound)?;
            let all = device_certificates::list_unended(ctx.conn, device.id)?;
            match transition::check_out(certificate, device, all, ctx.now) {
                CheckOut::Identity(ended) => device_certificates::save(ctx.conn, &ended)?,
                CheckOut::Device(left) => save(ctx, &left)?,
            }
            Ok(Ok(()))
        },
    )
}

/// Saves that a device left its organization, and records it.
pub(super) fn save(ctx: &mut Context<'_, DeviceClient>, left: &Left) -> Result<(), Failure> {
    super::save_left(ctx.conn, left)?;
    devices::set_bootstrap_token(ctx.conn, left.device.id, None)?;
    let entry = super::entry(Action::DeviceCheckedOut, &left.device);
    ctx.record_without_actor(left.device.organization_id, entry)
}
