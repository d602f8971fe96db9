//! Signs a user in. Unknown, disabled and wrong look alike and cost alike; guessing is slowed per network and account.

use super::{NewSession, begin};
use crate::audit::Entry;
use crate::context::no_lock;
use crate::throttle::{self, RateLimitKey};
use crate::{App, Caller, Failure, Stranger};
use aws_lc_rs::digest::{SHA256, digest};
use vestibule_domain::access::actor::{Actor, ActorKind};
use vestibule_domain::audit::{Action, ObjectKind};
use vestibule_domain::user::{Email, User};
use vestibule_store::users;

/// Signs in.
///
/// # Errors
/// [`Failure::CredentialsInvalid`]; [`Failure::Store`] when the database does not answer.
pub fn sign_in(
    app: &App,
    stranger: &Stranger,
    email: &str,
    password: &str,
) -> Result<NewSession, Failure> {
    let email = Email::parse(email).map_err(|_| Failure::CredentialsInvalid)?;
    let account = digest(&SHA256, email.as_str().as_bytes());
    let account = *account
        .as_ref()
        .first_chunk()
        .expect("SHA-256 has 32 bytes");
    let keys = [
        RateLimitKey::NetworkAtAccount(account),
        RateLimitKey::Network,
        RateLimitKey::WiderNetwork,
    ];
    let origin = &stranger.origin;
    throttle::take(app, &keys, origin)?;
    let found = app.read(stranger, |ctx| Ok(users::find_by_email(ctx.conn, &email)?))?;
    // A busy machine is nobody's wrong guess.
    let busy = |_: &Failure| drop(throttle::give_back(app, &keys, origin));
    let (user, verified) = match found.filter(|(user, _)| user.disabled_at.is_none()) {
        Some((user, hash)) => match app.hasher.verify(password, &hash).inspect_err(busy)? {
            true => (user, hash),
            false => return Err(failed(app, stranger, &user)?),
        },
        None => {
            app.hasher.verify_nothing(password).inspect_err(busy)?;
            throttle::note_unknown_account(app, origin)?;
            return Err(Failure::CredentialsInvalid);
        }
    };
    throttle::give_back(app, &keys, origin)?;
    app.write(stranger, no_lock, |ctx, ()| {
        // Holds the user: whoever changes the password meanwhile waits, and ends this session, too.
        users::set_last_sign_in(ctx.conn, user.id, ctx.now)?;
        let still = users::find_by_email(ctx.conn, &email)?
            .filter(|(user, hash)| user.disabled_at.is_none() && *hash == verified);
        let (user, _) = still.ok_or(Failure::CredentialsInvalid)?;
        let signed_in = begin(ctx, &user)?;
        let kind = ActorKind::User {
            id: user.id,
            session_id: signed_in.session_id,
        };
        let actor = Actor {
            organization_id: user.organization_id,
            kind,
            name: user.name.to_string(),
            role: user.role,
        };
        let caller = Caller {
            actor,
            origin: stranger.origin.clone(),
        };
        ctx.acting_as(&caller)
            .record(Entry::new(Action::SignedIn).object(ObjectKind::User, user.id.uuid()))?;
        Ok(signed_in)
    })
}

fn failed(app: &App, stranger: &Stranger, user: &User) -> Result<Failure, Failure> {
    app.write(stranger, no_lock, |ctx, ()| {
        let entry = Entry::new(Action::SignInFailed).object(ObjectKind::User, user.id.uuid());
        ctx.record_without_actor(user.organization_id, entry)?;
        Ok(Failure::CredentialsInvalid)
    })
}
