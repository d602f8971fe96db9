//! Makes the live URL of a policy.

use super::place;
use crate::context::Context;
use crate::{Caller, Failure};
use vestibule_domain::enrollment_url::token::Token;
use vestibule_domain::enrollment_url::{EnrollmentUrl, Kind};
use vestibule_domain::{EnrollmentUrlId, PolicyId};
use vestibule_store::enrollment_urls;

/// The legacy one, made of ids.
///
/// # Errors
/// [`Failure::Store`]
pub(crate) fn legacy(ctx: &mut Context<'_, Caller>, policy_id: PolicyId) -> Result<(), Failure> {
    let url = fresh(ctx, policy_id, Kind::Legacy);
    Ok(enrollment_urls::insert(ctx.conn, &url, None)?)
}

/// A secure one, with a new random token.
///
/// # Errors
/// [`Failure::Store`]
pub(crate) fn secure(ctx: &mut Context<'_, Caller>, policy_id: PolicyId) -> Result<(), Failure> {
    let (app, url) = (ctx.app, fresh(ctx, policy_id, Kind::Secure));
    let token = Token::from_random(app.entropy.bytes());
    let stored = enrollment_urls::StoredToken {
        lookup: app.keyring.lookup(&token),
        sealed: app
            .keyring
            .seal(&place(url.id), token.as_str().as_bytes(), &*app.entropy),
    };
    Ok(enrollment_urls::insert(ctx.conn, &url, Some(&stored))?)
}

fn fresh(ctx: &Context<'_, Caller>, policy_id: PolicyId, kind: Kind) -> EnrollmentUrl {
    EnrollmentUrl {
        id: EnrollmentUrlId::from_uuid(ctx.app.entropy.uuid(ctx.now)),
        organization_id: ctx.organization_id(),
        policy_id,
        kind,
        created_at: ctx.now,
        created_by: Some(ctx.caller.actor.actor_ref()),
        retired: None,
    }
}
