//! Securing a branch. There is no function for the way back.

use super::{Policy, PolicyRefusal};
use crate::{PolicyId, Timestamp, access::actor::ActorRef};

/// What secure enrollment adds to a policy, apart from its page and passcode.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Secured {
    /// The moment the policy became secure, UTC.
    pub at: Timestamp,
    /// By whom; None by the operator's own tools.
    pub by: Option<ActorRef>,
    /// The ancestor whose enabling (or creation or move under) secured it; None if it was enabled itself. Never changes.
    pub inherited_from: Option<PolicyId>,
}

/// Who becomes secure when the first policy of `branch` (parents before children) is enabled: every policy of the branch that
/// is not secure yet, children before their parents, so that a parent is never secure above a child that is not.
///
/// # Errors
/// [`PolicyRefusal::AcknowledgementRequired`].
pub fn secure(branch: &[Policy], acknowledged: bool) -> Result<Vec<PolicyId>, PolicyRefusal> {
    let open: Vec<_> = branch
        .iter()
        .rev()
        .filter(|policy| !policy.secure)
        .map(|policy| policy.id)
        .collect();
    if open.is_empty() || acknowledged {
        Ok(open)
    } else {
        Err(PolicyRefusal::AcknowledgementRequired)
    }
}

/// Where a new child of `parent` gets its secure enrollment from: from the parent, when that is secure.
pub fn secure_from_parent(parent: Option<&Policy>) -> Option<PolicyId> {
    parent
        .filter(|parent| parent.secure)
        .map(|parent| parent.id)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{id, policy};
    use super::*;

    #[test]
    fn enabling_secures_every_descendant_that_is_not_yet_secure_deepest_first() {
        let branch = [
            policy(1, None, 0, false),
            policy(2, Some(1), 1, true),
            policy(3, Some(1), 1, false),
            policy(4, Some(3), 2, false),
        ];
        assert_eq!(secure(&branch, true).unwrap(), [id(4), id(3), id(1)]);
    }

    #[test]
    fn nothing_is_enabled_without_the_acknowledgement() {
        assert_eq!(
            secure(&[policy(1, None, 0, false)], false),
            Err(PolicyRefusal::AcknowledgementRequired)
        );
    }

    #[test]
    fn enabling_a_secure_policy_changes_nothing_and_asks_nothing() {
        assert_eq!(
            secure(
                &[policy(1, None, 0, true), policy(2, Some(1), 1, true)],
                false
            ),
            Ok(vec![])
        );
    }

    #[test]
    fn a_child_of_a_secure_policy_is_secure_from_birth() {
        assert_eq!(
            secure_from_parent(Some(&policy(1, None, 0, true))),
            Some(id(1))
        );
        assert_eq!(secure_from_parent(Some(&policy(1, None, 0, false))), None);
        assert_eq!(secure_from_parent(None), None);
    }
}
