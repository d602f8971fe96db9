//! The first organization: made once in the browser with the token printed at the start, or at the command line.

use crate::audit::Entry;
use crate::caller::System;
use crate::context::{Context, no_lock};
use crate::entropy::Entropy;
use crate::secrets::hasher::Protects;
use crate::session::{self, NewSession};
use crate::throttle::{self, RateLimitKey};
use crate::{App, Caller, Failure, RequestOrigin, Stranger, user};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use subtle::ConstantTimeEq;
use vestibule_domain::access::actor::{Actor, ActorKind};
use vestibule_domain::access::role::Role;
use vestibule_domain::audit::{Action, ObjectKind};
use vestibule_domain::organization::{Organization, settings::Settings};
use vestibule_domain::user::{Password, User};
use vestibule_domain::{OrganizationId, UserId};
use vestibule_store::{installation, organizations, users};

/// The one-time token of this start of the server: 160 random bits.
pub struct SetupToken(String);

impl SetupToken {
    /// A new one.
    pub fn new(entropy: &dyn Entropy) -> Self {
        Self(URL_SAFE_NO_PAD.encode(entropy.bytes::<20>()))
    }

    fn is(&self, sent: &str) -> bool {
        self.0.as_bytes().ct_eq(sent.as_bytes()).into()
    }
}

/// The first organization and its owner.
pub struct NewOrganization {
    /// The organization's name.
    pub organization: String,
    /// The owner's name.
    pub name: String,
    /// The owner's email address.
    pub email: String,
    /// The owner's password.
    pub password: String,
}

/// The setup token to print, as long as the installation is not set up.
///
/// # Errors
/// What its rules refuse, or [`Failure::Store`] when the database does not answer.
pub fn pending(app: &App) -> Result<Option<String>, Failure> {
    Ok(is_required(app)?.then(|| app.setup_token.0.clone()))
}

/// Whether the installation still has to be set up.
///
/// # Errors
/// What its rules refuse, or [`Failure::Store`] when the database does not answer.
pub fn is_required(app: &App) -> Result<bool, Failure> {
    app.read(&System::default(), |ctx| {
        Ok(!installation::is_set_up(ctx.conn)?)
    })
}

/// Sets the installation up and signs its owner in. Works once.
///
/// # Errors
/// [`Failure::SetupDone`] or [`Failure::SetupTokenInvalid`]; [`Failure::Store`] when the database does not answer.
pub fn complete(
    app: &App,
    stranger: &Stranger,
    token: &str,
    new: &NewOrganization,
) -> Result<NewSession, Failure> {
    if !is_required(app)? {
        return Err(Failure::SetupDone);
    }
    throttle::take(app, &[RateLimitKey::Setup], &stranger.origin)?;
    if !app.setup_token.is(token) {
        return Err(Failure::SetupTokenInvalid);
    }
    throttle::give_back(app, &[RateLimitKey::Setup], &stranger.origin)?;
    let (ready, hash) = prepare(app, new)?;
    app.write(stranger, no_lock, |ctx, ()| {
        if !installation::mark_set_up(ctx.conn, ctx.now)? {
            return Err(Failure::SetupDone);
        }
        let user = make(ctx, &ready, &hash, &stranger.origin)?;
        session::begin(ctx, &user)
    })
}

/// Makes an organization with its owner, at the command line: the first one, or another.
///
/// # Errors
/// What its rules refuse, or [`Failure::Store`] when the database does not answer.
pub fn create_organization(app: &App, new: &NewOrganization) -> Result<User, Failure> {
    let (ready, hash) = prepare(app, new)?;
    app.write(&System::default(), no_lock, |ctx, ()| {
        installation::mark_set_up(ctx.conn, ctx.now)?;
        make(ctx, &ready, &hash, &RequestOrigin::default())
    })
}

struct Ready {
    organization: vestibule_domain::name::Name,
    user: user::Parsed,
}

fn prepare(app: &App, new: &NewOrganization) -> Result<(Ready, String), Failure> {
    let organization = user::name("/organization", &new.organization);
    let user = user::parse(&new.email, &new.name);
    let password =
        Password::parse(&new.password).map_err(|refusal| user::refused("/password", refusal));
    let (organization, user, password) = crate::failure::all3(organization, user, password)?;
    let hash = app
        .hasher
        .hash(Protects::Password, password.reveal(), &*app.entropy)?;
    Ok((Ready { organization, user }, hash))
}

fn make<R>(
    ctx: &mut Context<'_, R>,
    ready: &Ready,
    hash: &str,
    origin: &RequestOrigin,
) -> Result<User, Failure> {
    let (entropy, now) = (&ctx.app.entropy, ctx.now);
    let organization = Organization {
        id: OrganizationId::from_uuid(entropy.uuid(now)),
        name: ready.organization.clone(),
        settings: Settings::default(),
        settings_version: 1,
        created_at: now,
    };
    organizations::insert(ctx.conn, &organization)?;
    let user = User {
        id: UserId::from_uuid(entropy.uuid(now)),
        organization_id: organization.id,
        email: ready.user.email.clone(),
        name: ready.user.name.clone(),
        role: Role::Owner,
        created_at: now,
        last_sign_in_at: None,
        disabled_at: None,
    };
    user::require_free(ctx.conn, &user.email)?;
    users::insert(ctx.conn, &user, hash)?;
    let actor = Actor {
        organization_id: organization.id,
        kind: ActorKind::Operator,
        name: user.name.to_string(),
        role: Role::Owner,
    };
    let caller = Caller {
        actor,
        origin: origin.clone(),
    };
    let entry = Entry::new(Action::OrganizationCreated)
        .object(ObjectKind::User, user.id.uuid())
        .text("name", &organization.name);
    ctx.acting_as(&caller).record(entry)?;
    Ok(user)
}
