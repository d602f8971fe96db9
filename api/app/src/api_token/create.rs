//! Makes an API token; its secret is shown this once.

use super::{ApiTokenView, hash};
use crate::audit::Entry;
use crate::context::no_lock;
use crate::idempotency::{self, IdempotencyKey, MadeObject};
use crate::{App, Caller, Failure, policy, user};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use vestibule_domain::access::actor::ActorKind;
use vestibule_domain::access::api_token::{self as rule, ApiToken, ApiTokenRefusal, PREFIX};
use vestibule_domain::access::permission::Permission;
use vestibule_domain::audit::{Action, Detail, ObjectKind};
use vestibule_domain::field::FieldCode;
use vestibule_domain::{ApiTokenId, PolicyId, Timestamp};
use vestibule_store::{api_tokens, users};
use zeroize::Zeroizing;

/// What the new token shall be.
pub struct NewApiToken {
    /// 1 to 100 characters: what the integration is.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<String>,
    /// The root of the subtree it is limited to.
    pub policy_id: Option<PolicyId>,
    /// Its end; in 90 days if not said.
    pub expires_at: Option<Timestamp>,
}

/// Makes it.
///
/// # Errors
/// [`Failure::NotFound`] or [`Failure::Unauthenticated`]; [`Failure::Store`] when the database does not answer.
pub fn create(
    app: &App,
    caller: &Caller,
    new: &NewApiToken,
    key: Option<&IdempotencyKey>,
) -> Result<(ApiTokenView, Zeroizing<String>), Failure> {
    let ActorKind::User { id: user_id, .. } = caller.actor.kind else {
        return Err(Failure::NotFound);
    };
    let scopes = new.scopes.iter().enumerate().map(|(n, name)| {
        name.parse::<Permission>().map_err(|_| {
            Failure::field(
                format!("/scopes/{n}"),
                FieldCode::UnknownScope,
                "There is no such scope.",
            )
        })
    });
    let (name, mut scopes, ()) = crate::failure::all3(
        user::name("/name", &new.name),
        scopes.collect::<Result<Vec<_>, _>>(),
        Ok(()),
    )?;
    scopes.sort_unstable();
    scopes.dedup();
    rule::check_scopes(caller.actor.role, &scopes).map_err(refused)?;
    let organization_id = caller.actor.organization_id;
    app.write(caller, no_lock, |ctx, ()| {
        let user =
            users::find(ctx.conn, organization_id, user_id)?.ok_or(Failure::Unauthenticated)?;
        if let Some(MadeObject {
            object_id,
            secret: Some(secret),
        }) = idempotency::made_before(ctx, key)?
        {
            let id = ApiTokenId::from_uuid(object_id);
            let token =
                api_tokens::find(ctx.conn, organization_id, id)?.ok_or(Failure::NotFound)?;
            return Ok((
                ApiTokenView {
                    token,
                    created_by: user,
                },
                secret,
            ));
        }
        if let Some(policy_id) = new.policy_id {
            policy::find(ctx.conn, ctx.caller, policy_id)?;
        }
        let token = ApiToken {
            id: ApiTokenId::from_uuid(app.entropy.uuid(ctx.now)),
            organization_id,
            name: name.clone(),
            scopes: scopes.clone(),
            policy_id: new.policy_id,
            user_id,
            created_at: ctx.now,
            expires_at: rule::end(new.expires_at, ctx.now).map_err(refused)?,
            last_used_at: None,
            revoked_at: None,
        };
        let secret = Zeroizing::new(format!(
            "{PREFIX}{}",
            URL_SAFE_NO_PAD.encode(app.entropy.bytes::<32>())
        ));
        api_tokens::insert(ctx.conn, &token, &hash(&secret))?;
        let entry = Entry::new(Action::ApiTokenCreated)
            .object(ObjectKind::ApiToken, token.id.uuid())
            .text("name", &name);
        let names = scopes.iter().map(|scope| scope.name().to_owned()).collect();
        ctx.record(entry.detail("scopes", Detail::List(names)))?;
        let made = MadeObject {
            object_id: token.id.uuid(),
            secret: Some(secret.clone()),
        };
        idempotency::remember(ctx, key, &made)?;
        Ok((
            ApiTokenView {
                token,
                created_by: user,
            },
            secret,
        ))
    })
}

fn refused(refusal: ApiTokenRefusal) -> Failure {
    let (pointer, code) = match refusal {
        ApiTokenRefusal::NoScopes => ("/scopes", FieldCode::Required),
        ApiTokenRefusal::ScopeNotYours => ("/scopes", FieldCode::ScopeNotYours),
        ApiTokenRefusal::EndOutOfRange => ("/expires_at", FieldCode::OutOfRange),
    };
    Failure::field(pointer, code, refusal)
}
