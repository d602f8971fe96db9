//! Who an API token is: its creator's role as of now, its scopes, its subtree.

use super::hash;
use crate::context::no_lock;
use crate::{App, Caller, Failure, RequestOrigin, Stranger};
use jiff::SignedDuration;
use vestibule_domain::access::actor::{Actor, ActorKind};
use vestibule_domain::access::api_token::{PREFIX, is_alive};
use vestibule_store::{api_tokens, users};

/// Uses within this time of the last remembered one are not remembered.
const TO_THE_MINUTE: SignedDuration = SignedDuration::from_mins(1);

/// The caller of a bearer token.
///
/// # Errors
/// [`Failure::Unauthenticated`]; [`Failure::Store`] when the database does not answer.
pub fn authenticate(app: &App, origin: RequestOrigin, secret: &str) -> Result<Caller, Failure> {
    if !secret.starts_with(PREFIX) {
        return Err(Failure::Unauthenticated);
    }
    let stranger = Stranger { origin };
    let (token, user, now) = app.read(&stranger, |ctx| {
        let token = api_tokens::find_by_secret_hash(ctx.conn, &hash(secret))?
            .filter(|token| is_alive(token, ctx.now));
        let token = token.ok_or(Failure::Unauthenticated)?;
        let user = users::find(ctx.conn, token.organization_id, token.user_id)?
            .filter(|user| user.disabled_at.is_none());
        Ok((token, user.ok_or(Failure::Unauthenticated)?, ctx.now))
    })?;
    if token
        .last_used_at
        .is_none_or(|last| last + TO_THE_MINUTE <= now)
    {
        app.write(&stranger, no_lock, |ctx, ()| {
            Ok(api_tokens::set_last_used(ctx.conn, token.id, ctx.now)?)
        })?;
    }
    let kind = ActorKind::ApiToken {
        id: token.id,
        scopes: token.scopes,
        subtree: token.policy_id,
    };
    let actor = Actor {
        organization_id: token.organization_id,
        kind,
        name: token.name.to_string(),
        role: user.role,
    };
    Ok(Caller {
        actor,
        origin: stranger.origin,
    })
}
