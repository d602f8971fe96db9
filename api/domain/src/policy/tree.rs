//! Changes of the tree: where a policy may go, and when it may leave.

use super::{Policy, PolicyRefusal, securing};
use crate::PolicyId;

/// The deepest a policy may stand, counted in ancestors.
pub const MAX_DEPTH: u32 = 31;

/// What a move will do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Move {
    /// By how much every policy of the subtree sinks (or rises).
    pub depth_change: i64,
    /// Policies that become secure by it, children before their parents.
    pub to_secure: Vec<PolicyId>,
}

/// Where a new child of `parent` stands.
///
/// # Errors
/// [`PolicyRefusal::TooDeep`].
pub fn depth_below(parent: Option<&Policy>) -> Result<u32, PolicyRefusal> {
    match parent {
        None => Ok(0),
        Some(parent) if parent.depth >= MAX_DEPTH => Err(PolicyRefusal::TooDeep),
        Some(parent) => Ok(parent.depth + 1),
    }
}

/// Plans moving a subtree (parents before children, the moved policy first) below `new_parent` (None: to the top).
///
/// Refused: a cycle, too deep a tree, and securing without the acknowledgement. A secure policy stays secure wherever it goes.
///
/// # Errors
/// [`PolicyRefusal::Cycle`] or [`PolicyRefusal::TooDeep`].
pub fn plan_move(
    subtree: &[Policy],
    new_parent: Option<&Policy>,
    acknowledged: bool,
) -> Result<Move, PolicyRefusal> {
    let moved = &subtree[0];
    if new_parent.is_some_and(|parent| subtree.iter().any(|policy| policy.id == parent.id)) {
        return Err(PolicyRefusal::Cycle);
    }
    let depth_change = i64::from(depth_below(new_parent)?) - i64::from(moved.depth);
    let deepest = subtree
        .iter()
        .map(|policy| i64::from(policy.depth))
        .max()
        .unwrap_or_default();
    if deepest + depth_change > i64::from(MAX_DEPTH) {
        return Err(PolicyRefusal::TooDeep);
    }
    let becomes_secure = new_parent.is_some_and(|parent| parent.secure) && !moved.secure;
    let to_secure = if becomes_secure {
        securing::secure(subtree, acknowledged)?
    } else {
        Vec::new()
    };
    Ok(Move {
        depth_change,
        to_secure,
    })
}

/// A policy may be deleted once nothing hangs on it.
///
/// # Errors
/// [`PolicyRefusal::HasDevices`] or [`PolicyRefusal::HasChildren`].
pub fn may_delete(children: u64, live_devices: u64) -> Result<(), PolicyRefusal> {
    match (children, live_devices) {
        (0, 0) => Ok(()),
        (0, _) => Err(PolicyRefusal::HasDevices),
        _ => Err(PolicyRefusal::HasChildren),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{id, policy};
    use super::*;

    #[test]
    fn a_policy_is_never_moved_below_itself() {
        let subtree = [policy(1, None, 0, false), policy(2, Some(1), 1, false)];
        assert_eq!(
            plan_move(&subtree, Some(&subtree[1]), true),
            Err(PolicyRefusal::Cycle)
        );
        assert_eq!(
            plan_move(&subtree, Some(&subtree[0]), true),
            Err(PolicyRefusal::Cycle)
        );
    }

    #[test]
    fn moving_under_a_secure_policy_needs_the_acknowledgement_and_secures_the_subtree() {
        let subtree = [policy(1, None, 0, false), policy(2, Some(1), 1, false)];
        let secure_parent = policy(9, None, 0, true);
        assert_eq!(
            plan_move(&subtree, Some(&secure_parent), false),
            Err(PolicyRefusal::AcknowledgementRequired)
        );
        let plan = plan_move(&subtree, Some(&secure_parent), true).unwrap();
        assert_eq!(
            plan,
            Move {
                depth_change: 1,
                to_secure: vec![id(2), id(1)]
            }
        );
    }

    #[test]
    fn a_secure_policy_moves_anywhere_without_a_question_and_stays_secure() {
        let subtree = [policy(1, Some(8), 1, true)];
        assert_eq!(
            plan_move(&subtree, None, false).unwrap(),
            Move {
                depth_change: -1,
                to_secure: vec![]
            }
        );
    }

    #[test]
    fn the_tree_grows_no_deeper_than_it_may() {
        let parent = policy(9, None, MAX_DEPTH, false);
        assert_eq!(depth_below(Some(&parent)), Err(PolicyRefusal::TooDeep));
        let subtree = [policy(1, None, 0, false), policy(2, Some(1), 1, false)];
        let parent = policy(9, None, MAX_DEPTH - 1, false);
        assert_eq!(
            plan_move(&subtree, Some(&parent), false),
            Err(PolicyRefusal::TooDeep)
        );
    }

    #[test]
    fn a_policy_with_children_or_devices_is_not_deleted() {
        assert_eq!(may_delete(1, 1), Err(PolicyRefusal::HasChildren));
        assert_eq!(may_delete(0, 1), Err(PolicyRefusal::HasDevices));
        assert_eq!(may_delete(0, 0), Ok(()));
    }
}
