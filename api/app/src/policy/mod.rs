//! Policies: the operations on the tree, and what a caller sees of one.

pub mod change;
pub mod create;
pub mod delete;
pub mod list;
pub mod move_to;
pub mod show;

mod view;

pub use vestibule_store::policies::TreePosition;
pub use view::PolicyView;

use crate::{Caller, Failure};
use vestibule_domain::PolicyId;
use vestibule_domain::field::FieldCode;
use vestibule_domain::name::{Name, NameRefusal};
use vestibule_domain::policy::Policy;
use vestibule_store::{Connection, organizations, policies};

/// The path to a policy, root first and itself last; not found if it is another organization's or out of the caller's reach.
pub(crate) fn path(
    conn: &mut Connection,
    caller: &Caller,
    id: PolicyId,
) -> Result<Vec<Policy>, Failure> {
    let path = policies::path(conn, caller.actor.organization_id, id)?;
    let reached = caller.actor.reaches(path.iter().map(|policy| policy.id));
    if path.is_empty() || !reached {
        Err(Failure::NotFound)
    } else {
        Ok(path)
    }
}

/// The policy alone, under the same conditions.
pub(crate) fn find(
    conn: &mut Connection,
    caller: &Caller,
    id: PolicyId,
) -> Result<Policy, Failure> {
    path(conn, caller, id)?.pop().ok_or(Failure::NotFound)
}

/// Who changes the tree, or what holds in all of it, takes this lock first: the organization's own row.
pub(crate) fn lock_tree(caller: &Caller) -> impl FnMut(&mut Connection) -> Result<(), Failure> {
    let organization_id = caller.actor.organization_id;
    move |conn| Ok(organizations::lock_tree(conn, organization_id)?)
}

/// Parses a policy's name from a request's `/name`.
pub(crate) fn name(text: &str) -> Result<Name, Failure> {
    Name::parse(text).map_err(|refusal| {
        let code = match refusal {
            NameRefusal::Empty => FieldCode::Required,
            NameRefusal::TooLong => FieldCode::TooLong,
            NameRefusal::ControlCharacter => FieldCode::ControlCharacter,
        };
        Failure::field("/name", code, refusal)
    })
}
