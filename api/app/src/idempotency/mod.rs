//! `Idempotency-Key`: a retry gets the object its first try made. The key is kept in the same transaction as the object.

use crate::context::Context;
use crate::{Caller, Failure};
use uuid::Uuid;
use vestibule_domain::retention::IDEMPOTENCY_KEY_LIFETIME;
use vestibule_store::idempotency_keys;
use zeroize::Zeroizing;

/// A key a client sent, with a digest of what it was sent with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct IdempotencyKey {
    /// As sent: 1 to 255 visible ASCII characters.
    pub key: String,
    /// SHA-256 over method, path and body.
    pub fingerprint: [u8; 32],
}

/// What the first try made.
pub(crate) struct MadeObject {
    /// The object.
    pub(crate) object_id: Uuid,
    /// The secret that was shown with it.
    pub(crate) secret: Option<Zeroizing<String>>,
}

impl MadeObject {
    /// An object that showed no secret.
    pub(crate) const fn without_secret(object_id: Uuid) -> Self {
        Self {
            object_id,
            secret: None,
        }
    }
}

/// What the first try with this key made; None if this is the first try, or the first one for a day. Refused if the key came
/// with another request.
pub(crate) fn made_before(
    ctx: &mut Context<'_, Caller>,
    key: Option<&IdempotencyKey>,
) -> Result<Option<MadeObject>, Failure> {
    let (Some(key), Some(actor_id)) = (key, ctx.caller.actor.id()) else {
        return Ok(None);
    };
    let organization_id = ctx.organization_id();
    let Some(stored) = idempotency_keys::find(ctx.conn, organization_id, actor_id, &key.key)?
    else {
        return Ok(None);
    };
    if stored.created_at + IDEMPOTENCY_KEY_LIFETIME <= ctx.now {
        // What this try makes takes its place.
        idempotency_keys::delete(ctx.conn, organization_id, actor_id, &key.key)?;
        return Ok(None);
    }
    let app = ctx.app;
    if stored.fingerprint != app.keyring.request(&key.fingerprint) {
        return Err(Failure::IdempotencyKeyReused);
    }
    let secret = stored.secret_sealed.map(|sealed| {
        let broken = |_| Failure::Internal("an idempotency key's secret does not open".into());
        let plain = app
            .keyring
            .open(&place(actor_id, &key.key), &sealed)
            .map_err(broken)?;
        String::from_utf8(plain.to_vec())
            .map(Zeroizing::new)
            .map_err(|_| Failure::Internal("not a text".into()))
    });
    Ok(Some(MadeObject {
        object_id: stored.object_id,
        secret: secret.transpose()?,
    }))
}

/// Remembers what this try made. Two tries at once: the second one fails with a conflict and is retried by the client.
pub(crate) fn remember(
    ctx: &mut Context<'_, Caller>,
    key: Option<&IdempotencyKey>,
    made: &MadeObject,
) -> Result<(), Failure> {
    let (Some(key), Some(actor_id)) = (key, ctx.caller.actor.id()) else {
        return Ok(());
    };
    let app = ctx.app;
    let seal = |secret: &Zeroizing<String>| {
        app.keyring
            .seal(&place(actor_id, &key.key), secret.as_bytes(), &*app.entropy)
    };
    let row = idempotency_keys::StoredKey {
        organization_id: ctx.organization_id(),
        actor_id,
        key: key.key.clone(),
        fingerprint: app.keyring.request(&key.fingerprint),
        object_id: made.object_id,
        secret_sealed: made.secret.as_ref().map(seal),
        created_at: ctx.now,
    };
    Ok(idempotency_keys::insert(ctx.conn, &row)?)
}

fn place(actor_id: Uuid, key: &str) -> String {
    format!("idempotency_keys.secret {actor_id} {key}")
}

impl IdempotencyKey {
    /// A key with the digest of what it was sent with.
    pub fn over(key: String, request: &[u8]) -> Self {
        use aws_lc_rs::digest::{SHA256, digest};
        let fingerprint = digest(&SHA256, request)
            .as_ref()
            .try_into()
            .expect("SHA-256 has 32 bytes");
        Self { key, fingerprint }
    }
}
