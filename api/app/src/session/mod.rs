//! Sessions of the console: signing in, staying in, signing out.

pub mod authenticate;
pub mod refresh;
pub mod sign_in;
pub mod sign_out;

use crate::context::Context;
use crate::{App, Failure};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use subtle::ConstantTimeEq;
use vestibule_domain::name::Name;
use vestibule_domain::session::{ACCESS_LIFETIME, MAX_LIFETIME, Session};
use vestibule_domain::user::User;
use vestibule_domain::{OrganizationId, SessionId, Timestamp};
use vestibule_store::{organizations, sessions, users};
use zeroize::Zeroizing;

/// A session as its browser gets it.
pub struct NewSession {
    /// Which session.
    pub session_id: SessionId,
    /// The user, as of now.
    pub user: User,
    /// The organization they signed in to.
    pub organization: (OrganizationId, Name),
    /// Now; the access cookie's beginning.
    pub issued_at: Timestamp,
    /// The access cookie's end.
    pub access_until: Timestamp,
    /// The refresh cookie's end.
    pub refresh_until: Timestamp,
    /// The refresh token.
    pub refresh_token: Zeroizing<String>,
}

/// Begins a session.
pub(crate) fn begin<R>(ctx: &mut Context<'_, R>, user: &User) -> Result<NewSession, Failure> {
    let now = ctx.now;
    let session = Session {
        id: SessionId::from_uuid(ctx.app.entropy.uuid(now)),
        organization_id: user.organization_id,
        user_id: user.id,
        created_at: now,
        refreshes: 0,
        refreshed_at: now,
        expires_at: now + MAX_LIFETIME,
        revoked_at: None,
    };
    sessions::insert(ctx.conn, &session)?;
    users::set_last_sign_in(ctx.conn, user.id, now)?;
    handed_out(ctx, &session, user.clone())
}

fn handed_out<R>(
    ctx: &mut Context<'_, R>,
    session: &Session,
    user: User,
) -> Result<NewSession, Failure> {
    let organization =
        organizations::find(ctx.conn, session.organization_id)?.ok_or(Failure::Unauthenticated)?;
    Ok(NewSession {
        session_id: session.id,
        user,
        organization: (organization.id, organization.name),
        issued_at: ctx.now,
        access_until: (ctx.now + ACCESS_LIFETIME).min(session.expires_at),
        refresh_until: session.expires_at,
        refresh_token: refresh_token(ctx.app, session),
    })
}

/// `<session>.<turn>.<256 bits only we can make>`
fn refresh_token(app: &App, session: &Session) -> Zeroizing<String> {
    let secret = URL_SAFE_NO_PAD.encode(app.keyring.refresh_secret(session.id, session.refreshes));
    Zeroizing::new(format!(
        "{}.{}.{secret}",
        session.id.uuid().simple(),
        session.refreshes
    ))
}

/// Session and turn of a refresh token that is ours.
fn read_refresh_token(app: &App, token: &str) -> Option<(SessionId, i64)> {
    let mut parts = token.split('.');
    let session: SessionId = parts.next()?.parse().ok()?;
    let turn: i64 = parts.next()?.parse().ok()?;
    let secret = URL_SAFE_NO_PAD.decode(parts.next()?).ok()?;
    let ours: bool = app
        .keyring
        .refresh_secret(session, turn)
        .as_slice()
        .ct_eq(&secret)
        .into();
    (ours && parts.next().is_none()).then_some((session, turn))
}
