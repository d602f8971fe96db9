//! TokenUpdate: the first one of a certificate completes the enrollment, and ends whatever certificate the device had before.

use super::check_out;
use super::verify::{Rejected, VerifiedMessage};
use crate::context::Context;
use crate::{App, DeviceClient, Failure};
use vestibule_domain::audit::{Action, Detail};
use vestibule_domain::device::Device;
use vestibule_domain::device::authorization::authorize_message;
use vestibule_domain::device::certificate::CertificateState;
use vestibule_domain::device::transition::{self, Completion, Enrolled};
use vestibule_store::{device_certificates, devices, profiles};

/// Completes the enrollment, if it is not complete. `shared`: one upstream serves all organizations, so the UDID, released
/// in another one, leaves that.
pub(super) fn update(
    app: &App,
    client: &DeviceClient,
    verified: &VerifiedMessage,
    shared: bool,
) -> Result<Result<(), Rejected>, Failure> {
    app.write(
        client,
        |conn| super::lock(conn, verified),
        |ctx, (certificate, device)| {
            match authorize_message(&certificate, &verified.identity, ctx.now) {
                Ok(CertificateState::Pending { .. }) => {}
                Ok(_) => return Ok(Ok(())),
                Err(why) => return Ok(Err(why.into())),
            }
            let device = device.ok_or(Failure::NotFound)?;
            let profile = profiles::find_of_secret(ctx.conn, certificate.profile_id)?;
            let others = device_certificates::list_unended(ctx.conn, device.id)?;
            let completed =
                transition::update_token(certificate, profile.as_ref(), device, others, ctx.now);
            let enrolled = match completed {
                Ok(enrolled) => enrolled,
                Err(why) => return Ok(Err(why.into())),
            };
            save(ctx, &enrolled)?;
            if shared {
                leave_elsewhere(ctx, &enrolled.device)?;
            }
            record(ctx, &enrolled)?;
            Ok(Ok(()))
        },
    )
}

fn save(ctx: &mut Context<'_, DeviceClient>, enrolled: &Enrolled) -> Result<(), Failure> {
    // A device that was never enrolled has left nothing in keeping.
    if let Completion::Enrollment { again: true } = enrolled.how {
        devices::set_bootstrap_token(ctx.conn, enrolled.device.id, None)?;
    }
    devices::save(ctx.conn, &enrolled.device)?;
    for certificate in enrolled.ended.iter().chain([&enrolled.certificate]) {
        device_certificates::save(ctx.conn, certificate)?;
    }
    Ok(())
}

/// Where the UDID lived before, in another organization that released it, it leaves.
fn leave_elsewhere(ctx: &mut Context<'_, DeviceClient>, device: &Device) -> Result<(), Failure> {
    let elsewhere =
        devices::list_live_elsewhere(ctx.conn, device.organization_id, &device.identity)?;
    for other in elsewhere {
        let all = device_certificates::list_unended(ctx.conn, other.id)?;
        check_out::save(ctx, &transition::leave(other, all, ctx.now))?;
    }
    Ok(())
}

fn record(ctx: &mut Context<'_, DeviceClient>, enrolled: &Enrolled) -> Result<(), Failure> {
    let entry = match enrolled.how {
        Completion::Renewal => super::entry(Action::DeviceRenewed, &enrolled.device),
        Completion::Enrollment { again } => super::entry(Action::DeviceEnrolled, &enrolled.device)
            .detail("re_enrollment", Detail::Flag(again)),
    };
    let entry = entry.text("profile_id", enrolled.certificate.profile_id);
    ctx.record_without_actor(enrolled.device.organization_id, entry)
}
