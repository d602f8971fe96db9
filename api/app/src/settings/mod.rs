//! The organization's settings.

use crate::audit::Entry;
use crate::policy::lock_tree;
use crate::{App, Caller, Failure, Precondition};
use vestibule_domain::audit::{Action, Detail};
use vestibule_domain::organization::settings::{
    self as rule, Settings, SettingsChange, SettingsRefusal,
};
use vestibule_store::{organizations, policies};

/// The settings and their version.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::Store`] when the database does not answer.
pub fn show(app: &App, caller: &Caller) -> Result<(Settings, i64), Failure> {
    app.read(caller, |ctx| {
        let organization =
            organizations::find(ctx.conn, ctx.organization_id())?.ok_or(Failure::NotFound)?;
        Ok((organization.settings, organization.settings_version))
    })
}

/// Changes settings, onto the version that was read.
///
/// # Errors
/// [`Failure::VersionRequired`], [`Failure::NotFound`], [`Failure::FeatureInUse`] or [`Failure::Stale`]; [`Failure::Store`]
/// when the database does not answer.
pub fn change(
    app: &App,
    caller: &Caller,
    precondition: Option<&Precondition>,
    requested: SettingsChange,
) -> Result<(Settings, i64), Failure> {
    let precondition = precondition.ok_or(Failure::VersionRequired)?;
    let organization_id = caller.actor.organization_id;
    app.write(caller, lock_tree(caller), |ctx, ()| {
        let organization =
            organizations::find(ctx.conn, organization_id)?.ok_or(Failure::NotFound)?;
        let version = organization.settings_version;
        precondition.check(version)?;
        let secure = policies::list_secure(ctx.conn, organization_id)?;
        let next = match rule::change(organization.settings, requested, !secure.is_empty()) {
            Err(SettingsRefusal::FeatureInUse) => {
                return Err(Failure::FeatureInUse(
                    secure
                        .into_iter()
                        .map(|policy| (policy.id, policy.name.to_string()))
                        .collect(),
                ));
            }
            decided => decided?,
        };
        if next == organization.settings {
            return Ok((next, version));
        }
        if !organizations::save_settings(ctx.conn, organization_id, &next, version)? {
            return Err(Failure::Stale);
        }
        let entry = Entry::new(Action::SettingsUpdated)
            .detail(
                "secure_enrollment",
                Detail::Flag(next.secure_enrollment_beta),
            )
            .detail(
                "migration_in_progress",
                Detail::Flag(next.migration_in_progress),
            )
            .text("re_enrollment", next.re_enrollment.name());
        ctx.record(entry)?;
        Ok((next, version + 1))
    })
}
