//! The organization's settings, and when they may change.

/// What a UDID that is live under another certificate meets when it enrolls again.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    Debug,
    Default,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum ReEnrollment {
    /// Someone has to release the device first.
    #[default]
    RequireRelease,
    /// It may enroll again at any time.
    Allow,
}

impl ReEnrollment {
    /// The name in the API and in the database.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// The settings of an organization. A new one has all of them off.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Settings {
    /// Settings > Beta Features > Secure Enrollment.
    pub secure_enrollment_beta: bool,
    /// A migration from another MDM is in progress: nothing may become secure.
    pub migration_in_progress: bool,
    /// See [`ReEnrollment`].
    pub re_enrollment: ReEnrollment,
}

/// A requested change; None leaves a setting as it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct SettingsChange {
    /// The beta switch.
    pub secure_enrollment_beta: Option<bool>,
    /// The migration flag.
    pub migration_in_progress: Option<bool>,
    /// The re-enrollment rule.
    pub re_enrollment: Option<ReEnrollment>,
}

/// Why settings cannot change, or stand in the way.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum SettingsRefusal {
    /// `feature_in_use`
    #[error("Secure Enrollment cannot be turned off while policies are secure.")]
    FeatureInUse,
    /// `feature_disabled`
    #[error("Secure Enrollment is not turned on. Turn it on under Settings > Beta Features.")]
    FeatureDisabled,
    /// `migration_in_progress`
    #[error(
        "A migration from another MDM is in progress. Finish it before making policies secure."
    )]
    MigrationInProgress,
}

/// Applies a change; the beta switch stays on while any policy is secure.
///
/// # Errors
/// [`SettingsRefusal::FeatureInUse`].
pub fn change(
    current: Settings,
    requested: SettingsChange,
    any_policy_is_secure: bool,
) -> Result<Settings, SettingsRefusal> {
    let next = Settings {
        secure_enrollment_beta: requested
            .secure_enrollment_beta
            .unwrap_or(current.secure_enrollment_beta),
        migration_in_progress: requested
            .migration_in_progress
            .unwrap_or(current.migration_in_progress),
        re_enrollment: requested.re_enrollment.unwrap_or(current.re_enrollment),
    };
    if any_policy_is_secure && !next.secure_enrollment_beta {
        return Err(SettingsRefusal::FeatureInUse);
    }
    Ok(next)
}

impl Settings {
    /// Every operation of secure enrollment but the plain read needs the beta switch.
    ///
    /// # Errors
    /// [`SettingsRefusal::FeatureDisabled`].
    pub fn require_feature(self) -> Result<(), SettingsRefusal> {
        if self.secure_enrollment_beta {
            Ok(())
        } else {
            Err(SettingsRefusal::FeatureDisabled)
        }
    }

    /// Nothing may become secure during a migration.
    ///
    /// # Errors
    /// [`SettingsRefusal::MigrationInProgress`].
    pub fn require_no_migration(self) -> Result<(), SettingsRefusal> {
        if self.migration_in_progress {
            Err(SettingsRefusal::MigrationInProgress)
        } else {
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_beta_switch_stays_on_while_a_policy_is_secure() {
        let on = Settings {
            secure_enrollment_beta: true,
            ..Settings::default()
        };
        let off = SettingsChange {
            secure_enrollment_beta: Some(false),
            ..SettingsChange::default()
        };
        assert_eq!(change(on, off, true), Err(SettingsRefusal::FeatureInUse));
        assert!(!change(on, off, false).unwrap().secure_enrollment_beta);
    }

    #[test]
    fn what_is_not_named_stays_as_it_is() {
        let now = Settings {
            secure_enrollment_beta: true,
            migration_in_progress: true,
            re_enrollment: ReEnrollment::Allow,
        };
        assert_eq!(change(now, SettingsChange::default(), true), Ok(now));
    }
}
