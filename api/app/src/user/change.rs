//! Changes a user: name, role, password, and whether they may sign in. One enabled owner always remains.

use super::{name, refused};
use crate::audit::Entry;
use crate::policy::lock_tree;
use crate::secrets::hasher::Protects;
use crate::{App, Caller, Failure};
use vestibule_domain::UserId;
use vestibule_domain::access::actor::ActorKind;
use vestibule_domain::access::role::Role;
use vestibule_domain::audit::{Action, Detail, ObjectKind};
use vestibule_domain::user::{Password, User, keep_an_owner};
use vestibule_store::{sessions, users};

/// A requested change; None leaves a thing as it is.
#[derive(Default)]
pub struct UserChange {
    /// 1 to 100 characters, as people know it.
    pub name: Option<String>,
    /// Decides the permissions, by the one table in the domain.
    pub role: Option<Role>,
    /// A new password.
    pub password: Option<String>,
    /// Whether they may sign in.
    pub enabled: Option<bool>,
}

/// Changes the user. A new role or password, and disabling, end the user's other sessions.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::Store`] when the database does not answer.
pub fn change(
    app: &App,
    caller: &Caller,
    id: UserId,
    requested: &UserChange,
) -> Result<User, Failure> {
    let new_name = requested
        .name
        .as_deref()
        .map(|text| name("/name", text))
        .transpose();
    let password = requested
        .password
        .as_deref()
        .map(Password::parse)
        .transpose()
        .map_err(|refusal| refused("/password", refusal));
    let (new_name, password, ()) = crate::failure::all3(new_name, password, Ok(()))?;
    let hash = password
        .map(|password| {
            app.hasher
                .hash(Protects::Password, password.reveal(), &*app.entropy)
        })
        .transpose()?;
    let organization_id = caller.actor.organization_id;
    app.write(caller, lock_tree(caller), |ctx, ()| {
        let before = users::find(ctx.conn, organization_id, id)?.ok_or(Failure::NotFound)?;
        let disabled_at = match requested.enabled {
            None => before.disabled_at,
            Some(true) => None,
            Some(false) => before.disabled_at.or(Some(ctx.now)),
        };
        let after = User {
            name: new_name.clone().unwrap_or(before.name.clone()),
            role: requested.role.unwrap_or(before.role),
            disabled_at,
            ..before.clone()
        };
        let owners =
            usize::try_from(users::count_owners(ctx.conn, organization_id)?).unwrap_or_default();
        let role_after = after.disabled_at.is_none().then_some(after.role);
        keep_an_owner(caller.actor.role, &before, role_after, owners)?;
        if after == before && hash.is_none() {
            return Ok(after);
        }
        users::update(ctx.conn, &after)?;
        if let Some(hash) = &hash {
            users::set_password_hash(ctx.conn, organization_id, id, hash)?;
        }
        if hash.is_some() || after.role != before.role || after.disabled_at.is_some() {
            let mine = match caller.actor.kind {
                ActorKind::User { session_id, .. } => Some(session_id),
                _ => None,
            };
            sessions::revoke_all(ctx.conn, organization_id, id, mine, ctx.now)?;
        }
        let action = match (before.disabled_at, after.disabled_at) {
            (None, Some(_)) => Action::UserDisabled,
            (Some(_), None) => Action::UserEnabled,
            _ => Action::UserUpdated,
        };
        let entry = Entry::new(action)
            .object(ObjectKind::User, id.uuid())
            .text("name", &after.name)
            .text("role", after.role.name());
        let entry = entry.detail("password_changed", Detail::Flag(hash.is_some()));
        ctx.record(entry)?;
        Ok(after)
    })
}
