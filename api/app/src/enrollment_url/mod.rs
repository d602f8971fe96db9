//! Enrollment URLs: making them, showing them, counting their uses, and what a visitor meets there.

pub mod activity;
pub mod configurator;
pub mod list;
pub mod open;
pub mod show;
pub mod unlock;

pub(crate) mod make;

use crate::context::Context;
use crate::{App, Caller, Failure};
use vestibule_domain::access::permission::Permission;
use vestibule_domain::enrollment_url::token::Token;
use vestibule_domain::enrollment_url::{EnrollmentUrl, Kind};
use vestibule_domain::{EnrollmentUrlId, OrganizationId, PolicyId};
use vestibule_store::enrollment_urls;

/// A URL as a caller sees it.
#[derive(Clone, Debug)]
pub struct EnrollmentUrlView {
    /// What is known of it.
    pub url: EnrollmentUrl,
    /// The address itself; None for who may not see it.
    pub address: Option<String>,
}

/// Where the sealed token of a URL belongs.
fn place(id: EnrollmentUrlId) -> String {
    format!("enrollment_urls.token {id}")
}

/// The URL with its address, if the caller may see addresses.
pub(crate) fn view(
    ctx: &mut Context<'_, Caller>,
    url: EnrollmentUrl,
) -> Result<EnrollmentUrlView, Failure> {
    let address = match ctx.caller.actor.may(Permission::EnrollmentUrlRead) {
        true => Some(address(ctx, &url)?),
        false => None,
    };
    Ok(EnrollmentUrlView { url, address })
}

/// The address of a URL, unsealed.
fn address(ctx: &mut Context<'_, Caller>, url: &EnrollmentUrl) -> Result<String, Failure> {
    Ok(match url.kind {
        Kind::Legacy => legacy_address(ctx.app, url.organization_id, url.policy_id),
        Kind::Secure => format!(
            "{}/e/{}",
            ctx.app.public_url(),
            unsealed(ctx, url)?.grouped()
        ),
    })
}

fn legacy_address(app: &App, organization_id: OrganizationId, policy_id: PolicyId) -> String {
    format!(
        "{}/mdm/enroll/{organization_id}/{policy_id}",
        app.public_url()
    )
}

/// The token of a secure URL, unsealed.
fn unsealed(ctx: &mut Context<'_, Caller>, url: &EnrollmentUrl) -> Result<Token, Failure> {
    let broken = || {
        Failure::Internal(format!(
            "the token of enrollment URL {} does not open",
            url.id
        ))
    };
    let sealed =
        enrollment_urls::sealed_token(ctx.conn, url.organization_id, url.id)?.ok_or_else(broken)?;
    let plain = ctx
        .app
        .keyring
        .open(&place(url.id), &sealed)
        .map_err(|_| broken())?;
    std::str::from_utf8(&plain)
        .ok()
        .and_then(Token::parse)
        .ok_or_else(broken)
}
