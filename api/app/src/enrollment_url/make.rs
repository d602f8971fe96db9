//! Makes the live URL of a policy.

use super::place;
use crate::{App, Caller, Failure};
use vestibule_domain::enrollment_url::token::Token;
use vestibule_domain::enrollment_url::{EnrollmentUrl, Kind};
use vestibule_domain::{EnrollmentUrlId, PolicyId, Timestamp};
use vestibule_store::{Connection, enrollment_urls};

/// The legacy one, made of ids.
pub(crate) fn legacy(
    app: &App,
    conn: &mut Connection,
    caller: &Caller,
    policy_id: PolicyId,
    now: Timestamp,
) -> Result<(), Failure> {
    Ok(enrollment_urls::insert(
        conn,
        &fresh(app, caller, policy_id, Kind::Legacy, now),
        None,
    )?)
}

/// A secure one, with a new random token.
pub(crate) fn secure(
    app: &App,
    conn: &mut Connection,
    caller: &Caller,
    policy_id: PolicyId,
    now: Timestamp,
) -> Result<(), Failure> {
    let url = fresh(app, caller, policy_id, Kind::Secure, now);
    let token = Token::from_random(app.entropy.bytes());
    let stored = enrollment_urls::StoredToken {
        lookup: app.keyring.lookup(&token),
        sealed: app
            .keyring
            .seal(&place(url.id), token.as_str().as_bytes(), &*app.entropy),
    };
    Ok(enrollment_urls::insert(conn, &url, Some(&stored))?)
}

fn fresh(
    app: &App,
    caller: &Caller,
    policy_id: PolicyId,
    kind: Kind,
    now: Timestamp,
) -> EnrollmentUrl {
    EnrollmentUrl {
        id: EnrollmentUrlId::from_uuid(app.entropy.uuid(now)),
        organization_id: caller.actor.organization_id,
        policy_id,
        kind,
        created_at: now,
        created_by: Some(caller.actor.actor_ref()),
        retired: None,
    }
}
