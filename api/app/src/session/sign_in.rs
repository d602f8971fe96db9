//! Signs a user in. Unknown, disabled and wrong look alike and cost alike; guessing is slowed per network and account.

use super::{NewSession, begin};
use crate::audit::{self, Entry};
use crate::throttle::{self, RateLimitKey};
use crate::{App, Caller, Failure, RequestOrigin};
use aws_lc_rs::digest::{SHA256, digest};
use vestibule_domain::access::actor::{Actor, ActorKind};
use vestibule_domain::audit::{Action, ObjectKind};
use vestibule_domain::user::{Email, User};
use vestibule_store::users;

/// Signs in.
pub fn sign_in(
    app: &App,
    origin: &RequestOrigin,
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
    throttle::take(app, &keys, origin)?;
    let found = app
        .store
        .read(|conn| Ok::<_, Failure>(users::find_by_email(conn, &email)?))?;
    // A busy machine is nobody's wrong guess.
    let busy = |_: &Failure| drop(throttle::give_back(app, &keys, origin));
    let (user, verified) = match found.filter(|(user, _)| user.disabled_at.is_none()) {
        Some((user, hash)) => match app.hasher.verify(password, &hash).inspect_err(busy)? {
            true => (user, hash),
            false => return Err(failed(app, origin, &user)?),
        },
        None => {
            app.hasher.verify_nothing(password).inspect_err(busy)?;
            throttle::note_unknown_account(app, origin)?;
            return Err(Failure::CredentialsInvalid);
        }
    };
    throttle::give_back(app, &keys, origin)?;
    app.store.write(|conn| {
        let now = app.now();
        // Holds the user: whoever changes the password meanwhile waits, and ends this session, too.
        users::set_last_sign_in(conn, user.id, now)?;
        let still = users::find_by_email(conn, &email)?
            .filter(|(user, hash)| user.disabled_at.is_none() && *hash == verified);
        let (user, _) = still.ok_or(Failure::CredentialsInvalid)?;
        let signed_in = begin(app, conn, &user, now)?;
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
            origin: origin.clone(),
        };
        audit::record(
            app,
            conn,
            &caller,
            now,
            Entry::new(Action::SignedIn).object(ObjectKind::User, user.id.uuid()),
        )?;
        Ok(signed_in)
    })
}

fn failed(app: &App, origin: &RequestOrigin, user: &User) -> Result<Failure, Failure> {
    app.store.write(|conn| {
        let now = app.now();
        let entry = Entry::new(Action::SignInFailed).object(ObjectKind::User, user.id.uuid());
        audit::record_without_actor(
            app,
            conn,
            user.organization_id,
            "visitor",
            origin,
            now,
            entry,
        )?;
        Ok(Failure::CredentialsInvalid)
    })
}
