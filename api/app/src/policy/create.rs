//! Creates a policy with its first enrollment URL; a child of a secure policy is secure from its creation.

use super::{PolicyView, find, lock_tree, name, show};
use crate::audit::Entry;
use crate::idempotency::{self, IdempotencyKey, MadeObject};
use crate::{App, Caller, Failure, enrollment_url, secure_enrollment};
use vestibule_domain::PolicyId;
use vestibule_domain::audit::{Action, Detail};
use vestibule_domain::field::FieldCode;
use vestibule_domain::policy::securing::Secured;
use vestibule_domain::policy::{Color, Icon, Policy, securing, tree};
use vestibule_store::{organizations, policies};

/// What the new policy shall be.
#[derive(Clone, Debug)]
pub struct NewPolicy {
    /// 1 to 100 characters; siblings may share one.
    pub name: String,
    /// Its parent; None: at the top.
    pub parent_id: Option<PolicyId>,
    /// `#rrggbb`.
    pub color: Option<String>,
    /// The name of an icon.
    pub icon: Option<String>,
}

/// Creates it.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::Store`] when the database does not answer.
pub fn create(
    app: &App,
    caller: &Caller,
    new: &NewPolicy,
    key: Option<&IdempotencyKey>,
) -> Result<PolicyView, Failure> {
    let name = name(&new.name)?;
    let (color, icon) = (color(new.color.as_deref())?, icon(new.icon.as_deref())?);
    let organization_id = caller.actor.organization_id;
    app.write(caller, lock_tree(caller), |ctx, ()| {
        if let Some(made) = idempotency::made_before(ctx, key)? {
            return show::load_view(ctx, PolicyId::from_uuid(made.object_id));
        }
        if new.parent_id.is_none() && caller.actor.subtree().is_some() {
            return Err(Failure::NotFound);
        }
        let parent = new
            .parent_id
            .map(|id| find(ctx.conn, ctx.caller, id))
            .transpose()?;
        let id = PolicyId::from_uuid(app.entropy.uuid(ctx.now));
        let depth = tree::depth_below(parent.as_ref())?;
        let inherited_from = securing::secure_from_parent(parent.as_ref());
        if inherited_from.is_some() {
            organizations::find(ctx.conn, organization_id)?
                .ok_or(Failure::NotFound)?
                .settings
                .require_feature()?;
        }
        let policy = Policy {
            id,
            organization_id,
            parent_id: new.parent_id,
            depth,
            name: name.clone(),
            color: color.clone(),
            icon: icon.clone(),
            secure: inherited_from.is_some(),
            created_at: ctx.now,
            updated_at: ctx.now,
        };
        policies::insert(ctx.conn, &policy, inherited_from.is_some())?;
        if inherited_from.is_some() {
            let secured = Secured {
                at: ctx.now,
                by: Some(caller.actor.actor_ref()),
                inherited_from,
            };
            secure_enrollment::begin(ctx, id, secured)?;
            enrollment_url::make::secure(ctx, id)?;
        } else {
            enrollment_url::make::legacy(ctx, id)?;
        }
        let secure = Detail::Flag(policy.secure);
        let entry = Entry::new(Action::PolicyCreated)
            .policy(id)
            .text("name", &name)
            .detail("secure", secure);
        ctx.record(entry)?;
        idempotency::remember(ctx, key, &MadeObject::without_secret(id.uuid()))?;
        show::load_view(ctx, id)
    })
}

/// A colour from a request's `/color`.
pub(super) fn color(text: Option<&str>) -> Result<Option<Color>, Failure> {
    let parse = |text| {
        Color::parse(text).ok_or_else(|| {
            Failure::field("/color", FieldCode::Invalid, "Use a colour like #4450d6.")
        })
    };
    text.map(parse).transpose()
}

/// An icon from a request's `/icon`.
pub(super) fn icon(text: Option<&str>) -> Result<Option<Icon>, Failure> {
    let parse = |text| {
        Icon::parse(text).ok_or_else(|| {
            Failure::field(
                "/icon",
                FieldCode::Invalid,
                "Use lower-case letters, digits and hyphens.",
            )
        })
    };
    text.map(parse).transpose()
}
