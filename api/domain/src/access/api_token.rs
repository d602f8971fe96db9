//! API tokens: credentials of integrations, with scopes, an optional subtree and an end.

use super::{permission::Permission, role::Role};
use crate::{ApiTokenId, OrganizationId, PolicyId, Timestamp, UserId, name::Name};
use jiff::SignedDuration;

/// The longest a token may live.
pub const MAX_LIFETIME: SignedDuration = SignedDuration::from_hours(365 * 24);
/// How long it lives when nothing is said.
pub const DEFAULT_LIFETIME: SignedDuration = SignedDuration::from_hours(90 * 24);
/// What every token begins with, so that secret scanners know it.
pub const PREFIX: &str = "vst_";

/// A token as remembered; of the secret only a hash is kept, elsewhere.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ApiToken {
    /// UUIDv7: API token ids sort by the moment they were made.
    pub id: ApiTokenId,
    /// The tenant that owns it; nothing crosses it.
    pub organization_id: OrganizationId,
    /// 1 to 100 characters: what the integration is.
    pub name: Name,
    /// What it may do, as far as its creator may.
    pub scopes: Vec<Permission>,
    /// The root of the subtree it is limited to.
    pub policy_id: Option<PolicyId>,
    /// Its creator.
    pub user_id: UserId,
    /// The moment the API token was made, UTC.
    pub created_at: Timestamp,
    /// The first moment it is no longer good, UTC.
    pub expires_at: Timestamp,
    /// The last use, to the minute.
    pub last_used_at: Option<Timestamp>,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
}

/// Why a token cannot be made so.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ApiTokenRefusal {
    /// No scope at all.
    #[error("Choose at least one scope.")]
    NoScopes,
    /// A scope no token carries, or one its creator lacks.
    #[error("You cannot give this scope.")]
    ScopeNotYours,
    /// In the past, or more than a year away.
    #[error("Choose an end within the next 365 days.")]
    EndOutOfRange,
}

/// Checks the scopes against the creator's role.
///
/// # Errors
/// [`ApiTokenRefusal::NoScopes`] or [`ApiTokenRefusal::ScopeNotYours`].
pub fn check_scopes(creator: Role, scopes: &[Permission]) -> Result<(), ApiTokenRefusal> {
    if scopes.is_empty() {
        return Err(ApiTokenRefusal::NoScopes);
    }
    let all_fit = scopes
        .iter()
        .all(|scope| scope.fits_a_token() && creator.grants(*scope));
    if all_fit {
        Ok(())
    } else {
        Err(ApiTokenRefusal::ScopeNotYours)
    }
}

/// The end of a token made now: the requested one, or the usual one.
///
/// # Errors
/// [`ApiTokenRefusal::EndOutOfRange`].
pub fn end(requested: Option<Timestamp>, now: Timestamp) -> Result<Timestamp, ApiTokenRefusal> {
    let end = requested.unwrap_or(now + DEFAULT_LIFETIME);
    if now < end && end <= now + MAX_LIFETIME {
        Ok(end)
    } else {
        Err(ApiTokenRefusal::EndOutOfRange)
    }
}

/// Whether a token counts at `now`.
pub fn is_alive(token: &ApiToken, now: Timestamp) -> bool {
    token.revoked_at.is_none() && now < token.expires_at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_given_only_scopes_its_creator_has() {
        let release = [Permission::PolicyRead, Permission::DeviceRelease];
        assert_eq!(check_scopes(Role::Helpdesk, &release), Ok(()));
        assert_eq!(
            check_scopes(Role::Auditor, &release),
            Err(ApiTokenRefusal::ScopeNotYours)
        );
        assert_eq!(
            check_scopes(Role::Owner, &[Permission::UserWrite]),
            Err(ApiTokenRefusal::ScopeNotYours)
        );
        assert_eq!(
            check_scopes(Role::Owner, &[]),
            Err(ApiTokenRefusal::NoScopes)
        );
    }

    #[test]
    fn a_token_ends_within_a_year() {
        let now = Timestamp::UNIX_EPOCH;
        assert_eq!(end(None, now), Ok(now + DEFAULT_LIFETIME));
        assert_eq!(end(Some(now), now), Err(ApiTokenRefusal::EndOutOfRange));
        assert_eq!(end(Some(now + MAX_LIFETIME), now), Ok(now + MAX_LIFETIME));
        assert!(
            end(
                Some(now + MAX_LIFETIME + SignedDuration::from_micros(1)),
                now
            )
            .is_err()
        );
    }
}
