//! A policy is about to be deleted: devices that left it stay on record without it, those that only enroll in it are turned away.

use crate::context::Context;
use crate::{Caller, Failure};
use vestibule_domain::PolicyId;
use vestibule_domain::device::transition;
use vestibule_store::{device_certificates, devices};

/// Takes the policy away from its devices, none of which is live.
///
/// # Errors
/// [`Failure::Store`]
pub(crate) fn forget_policy(ctx: &mut Context<'_, Caller>, id: PolicyId) -> Result<(), Failure> {
    let organization_id = ctx.organization_id();
    for device in devices::list_enrolling(ctx.conn, organization_id, id)? {
        let all = device_certificates::list_unended(ctx.conn, device.id)?;
        super::save_left(ctx.conn, &transition::lose_policy(device, all, ctx.now))?;
    }
    Ok(devices::detach_policy(ctx.conn, organization_id, id)?)
}
