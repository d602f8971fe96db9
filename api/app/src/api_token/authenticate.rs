//! Who an API token is: its creator's role as of now, its scopes, its subtree.

use super::hash;
use crate::{App, Caller, Failure, RequestOrigin};
use jiff::SignedDuration;
use vestibule_domain::access::actor::{Actor, ActorKind};
use vestibule_domain::access::api_token::{PREFIX, is_alive};
use vestibule_store::{api_tokens, users};

/// Uses within this time of the last remembered one are not remembered.
const TO_THE_MINUTE: SignedDuration = SignedDuration::from_mins(1);

/// The caller of a bearer token.
pub fn authenticate(app: &App, origin: RequestOrigin, secret: &str) -> Result<Caller, Failure> {
    if !secret.starts_with(PREFIX) {
        return Err(Failure::Unauthenticated);
    }
    let (token, user) = app.store.read(|conn| {
        let token = api_tokens::find_by_secret_hash(conn, &hash(secret))?
            .filter(|token| is_alive(token, app.now()));
        let token = token.ok_or(Failure::Unauthenticated)?;
        let user = users::find(conn, token.organization_id, token.user_id)?
            .filter(|user| user.disabled_at.is_none());
        Ok::<_, Failure>((token, user.ok_or(Failure::Unauthenticated)?))
    })?;
    let now = app.now();
    if token
        .last_used_at
        .is_none_or(|last| last + TO_THE_MINUTE <= now)
    {
        app.store
            .write(|conn| Ok::<_, Failure>(api_tokens::set_last_used(conn, token.id, now)?))?;
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
    Ok(Caller { actor, origin })
}
