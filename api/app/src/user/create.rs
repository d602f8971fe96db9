//! Creates a user with a first password.

use super::{parse, refused, require_free};
use crate::audit::Entry;
use crate::idempotency::{self, IdempotencyKey, MadeObject};
use crate::policy::lock_tree;
use crate::secrets::hasher::Protects;
use crate::{App, Caller, Failure};
use vestibule_domain::UserId;
use vestibule_domain::access::role::Role;
use vestibule_domain::audit::{Action, ObjectKind};
use vestibule_domain::user::{Password, User, UserRefusal};
use vestibule_store::users;

/// What the new user shall be.
pub struct NewUser {
    /// The email address to sign in with.
    pub email: String,
    /// 1 to 100 characters, as people know it.
    pub name: String,
    /// Decides the permissions, by the one table in the domain.
    pub role: Role,
    /// The first password.
    pub password: String,
}

/// Creates the user.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::Store`] when the database does not answer.
pub fn create(
    app: &App,
    caller: &Caller,
    new: &NewUser,
    key: Option<&IdempotencyKey>,
) -> Result<User, Failure> {
    let parsed = parse(&new.email, &new.name);
    let password = Password::parse(&new.password).map_err(|refusal| refused("/password", refusal));
    let (parsed, password, ()) = crate::failure::all3(parsed, password, Ok(()))?;
    if !caller.actor.role.may_manage(new.role) {
        return Err(UserRefusal::OwnerRequired.into());
    }
    let hash = app
        .hasher
        .hash(Protects::Password, password.reveal(), &*app.entropy)?;
    let organization_id = caller.actor.organization_id;
    app.write(caller, lock_tree(caller), |ctx, ()| {
        if let Some(made) = idempotency::made_before(ctx, key)? {
            let id = UserId::from_uuid(made.object_id);
            return users::find(ctx.conn, organization_id, id)?.ok_or(Failure::NotFound);
        }
        require_free(ctx.conn, &parsed.email)?;
        let user = User {
            id: UserId::from_uuid(app.entropy.uuid(ctx.now)),
            organization_id,
            email: parsed.email.clone(),
            name: parsed.name.clone(),
            role: new.role,
            created_at: ctx.now,
            last_sign_in_at: None,
            disabled_at: None,
        };
        users::insert(ctx.conn, &user, &hash)?;
        let entry = Entry::new(Action::UserCreated).object(ObjectKind::User, user.id.uuid());
        ctx.record(
            entry
                .text("name", &user.name)
                .text("role", user.role.name()),
        )?;
        idempotency::remember(ctx, key, &MadeObject::without_secret(user.id.uuid()))?;
        Ok(user)
    })
}
