//! Who is asking: a user in a session or an API token, always within one organization.

use super::{permission::Permission, role::Role};
use crate::{ApiTokenId, OrganizationId, PolicyId, SessionId, UserId};
use uuid::Uuid;

/// Someone whose identity was proven, with what they may do as of now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Actor {
    /// Everything they touch belongs to this organization.
    pub organization_id: OrganizationId,
    /// User or API token.
    pub kind: ActorKind,
    /// The name shown in "set by …".
    pub name: String,
    /// The role of the user, or of the token's creator as of now.
    pub role: Role,
}

/// How the actor proved who they are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ActorKind {
    /// Signed in to the console.
    User {
        /// The user who signed in.
        id: UserId,
        /// Which sign-in.
        session_id: SessionId,
    },
    /// A bearer token of an integration.
    ApiToken {
        /// Which one.
        id: ApiTokenId,
        /// What it was given.
        scopes: Vec<Permission>,
        /// The root of the subtree it is limited to.
        subtree: Option<PolicyId>,
    },
    /// The operator at the server's own command line.
    Operator,
}

/// The actor lacks a permission.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("This needs the permission {}.", .0.name())]
pub struct Forbidden(pub Permission);

impl Actor {
    /// Whether the actor may do what needs this permission: the role grants it and, for a token, its scopes do too.
    pub fn may(&self, permission: Permission) -> bool {
        self.role.grants(permission)
            && match &self.kind {
                ActorKind::User { .. } | ActorKind::Operator => true,
                ActorKind::ApiToken {
                    scopes, subtree, ..
                } => {
                    permission.fits_a_token()
                        && (subtree.is_none() || permission.fits_a_subtree())
                        && scopes.contains(&permission)
                }
            }
    }

    /// [`Actor::may`] as a refusal.
    ///
    /// # Errors
    /// The [`Forbidden`] that applies.
    pub fn require(&self, permission: Permission) -> Result<(), Forbidden> {
        if self.may(permission) {
            Ok(())
        } else {
            Err(Forbidden(permission))
        }
    }

    /// Whether a policy with this path (root first, itself last) is within the actor's reach.
    pub fn reaches(&self, path: impl IntoIterator<Item = PolicyId>) -> bool {
        match self.subtree() {
            None => true,
            Some(root) => path.into_iter().any(|id| id == root),
        }
    }

    /// The subtree an API token is limited to.
    pub fn subtree(&self) -> Option<PolicyId> {
        match &self.kind {
            ActorKind::ApiToken { subtree, .. } => *subtree,
            ActorKind::User { .. } | ActorKind::Operator => None,
        }
    }

    /// The id that stands in "by" columns; the operator has none.
    pub fn id(&self) -> Option<Uuid> {
        match &self.kind {
            ActorKind::User { id, .. } => Some(id.uuid()),
            ActorKind::ApiToken { id, .. } => Some(id.uuid()),
            ActorKind::Operator => None,
        }
    }

    /// What is kept of the actor beside a thing they did.
    pub fn actor_ref(&self) -> ActorRef {
        ActorRef {
            id: self.id(),
            name: self.name.clone(),
        }
    }
}

/// Who did something, as kept beside it: the name stays as it was then.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ActorRef {
    /// User or API token; None for the operator.
    pub id: Option<Uuid>,
    /// The name at that time.
    pub name: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(role: Role, scopes: Vec<Permission>, subtree: Option<PolicyId>) -> Actor {
        let id = ApiTokenId::from_uuid(Uuid::nil());
        let kind = ActorKind::ApiToken {
            id,
            scopes,
            subtree,
        };
        Actor {
            organization_id: OrganizationId::from_uuid(Uuid::nil()),
            kind,
            name: "ci".into(),
            role,
        }
    }

    #[test]
    fn a_token_never_exceeds_its_creator_as_of_now() {
        let scopes = vec![Permission::PolicyRead, Permission::PolicyWrite];
        assert!(token(Role::Admin, scopes.clone(), None).may(Permission::PolicyWrite));
        assert!(!token(Role::Helpdesk, scopes, None).may(Permission::PolicyWrite));
    }

    #[test]
    fn a_token_has_only_its_scopes_and_never_manages_users() {
        let actor = token(
            Role::Owner,
            vec![Permission::PolicyRead, Permission::UserWrite],
            None,
        );
        assert!(!actor.may(Permission::SettingsWrite));
        assert!(!actor.may(Permission::UserWrite));
    }

    #[test]
    fn a_subtree_token_changes_nothing_of_the_whole_organization() {
        let scopes = vec![Permission::SettingsWrite, Permission::PolicyWrite];
        let subtree = Some(PolicyId::from_uuid(Uuid::nil()));
        let bound = token(Role::Owner, scopes.clone(), subtree);
        assert!(bound.may(Permission::PolicyWrite));
        assert!(!bound.may(Permission::SettingsWrite));
        assert!(token(Role::Owner, scopes, None).may(Permission::SettingsWrite));
    }

    #[test]
    fn a_subtree_token_reaches_only_its_subtree() {
        let id = |n| PolicyId::from_uuid(Uuid::from_u128(n));
        let actor = token(Role::Owner, vec![], Some(id(2)));
        assert!(actor.reaches([id(1), id(2), id(3)]));
        assert!(!actor.reaches([id(1), id(4)]));
    }
}
