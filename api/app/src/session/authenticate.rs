//! Who a session is, read anew on every request: role as of now, disabled users and ended sessions refused.

use crate::{App, Caller, Failure, RequestOrigin, Stranger};
use vestibule_domain::access::actor::{Actor, ActorKind};
use vestibule_domain::name::Name;
use vestibule_domain::session::is_alive;
use vestibule_domain::user::User;
use vestibule_domain::{OrganizationId, SessionId};
use vestibule_store::{organizations, sessions, users};

/// The caller of a session.
///
/// # Errors
/// [`Failure::Unauthenticated`]; [`Failure::Store`] when the database does not answer.
pub fn authenticate(app: &App, origin: RequestOrigin, id: SessionId) -> Result<Caller, Failure> {
    app.read(&Stranger { origin }, |ctx| {
        let session = sessions::find(ctx.conn, id)?.filter(|session| is_alive(session, ctx.now));
        let session = session.ok_or(Failure::Unauthenticated)?;
        let user = users::find(ctx.conn, session.organization_id, session.user_id)?
            .filter(|user| user.disabled_at.is_none());
        let user = user.ok_or(Failure::Unauthenticated)?;
        let kind = ActorKind::User {
            id: user.id,
            session_id: id,
        };
        let actor = Actor {
            organization_id: user.organization_id,
            kind,
            name: user.name.to_string(),
            role: user.role,
        };
        Ok(Caller {
            actor,
            origin: ctx.caller.origin.clone(),
        })
    })
}

/// The user behind a caller, with their organization.
///
/// # Errors
/// [`Failure::NotFound`] or [`Failure::Unauthenticated`]; [`Failure::Store`] when the database does not answer.
pub fn show(app: &App, caller: &Caller) -> Result<(User, (OrganizationId, Name)), Failure> {
    app.read(caller, |ctx| {
        let ActorKind::User { id, .. } = caller.actor.kind else {
            return Err(Failure::NotFound);
        };
        let organization_id = ctx.organization_id();
        let user = users::find(ctx.conn, organization_id, id)?.ok_or(Failure::Unauthenticated)?;
        let organization =
            organizations::find(ctx.conn, organization_id)?.ok_or(Failure::Unauthenticated)?;
        Ok((user, (organization.id, organization.name)))
    })
}
