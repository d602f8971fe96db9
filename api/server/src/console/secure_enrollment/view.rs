//! Secure enrollment on the wire.

use super::setting::Setting;
use super::settings::{Page, Passcode, shown};
use crate::console::enrollment_urls::view::EnrollmentUrl;
use crate::wire::{self, By, Paused};
use serde::Serialize;
use utoipa::ToSchema;
use vestibule_app::secure_enrollment::show::SecureEnrollmentView;
use vestibule_domain::secure_enrollment::settings::Effective;

/// Secure enrollment of a policy.
#[derive(Serialize, ToSchema)]
pub struct SecureEnrollment {
    /// UUIDv7 of the policy that was asked about.
    #[schema(format = Uuid)]
    pub policy_id: String,
    /// False: the policy has a legacy URL.
    pub enabled: bool,
    /// The moment the policy became secure, RFC 3339 in UTC.
    #[schema(format = DateTime)]
    pub enabled_at: Option<String>,
    /// The user or API token that did it, under the name of that time; null for the operator.
    pub enabled_by: Option<By>,
    /// The ancestor that made it secure; null if it was enabled itself. Never changes.
    #[schema(format = Uuid)]
    pub inherited_from: Option<String>,
    /// The live URL.
    pub enrollment_url: EnrollmentUrl,
    /// What visitors see.
    pub page: Page,
    /// What visitors are asked.
    pub passcode: Setting<Passcode>,
    /// Not null while the door is closed.
    pub paused: Option<Paused>,
    /// A generated passcode, this once; absent otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub generated_passcode: Option<String>,
}

/// An answer with the version its `ETag` names; None while secure enrollment is not enabled.
pub struct Versioned {
    /// The version of what the policy itself says.
    pub version: Option<i64>,
    /// The answer.
    pub body: SecureEnrollment,
}

impl From<SecureEnrollmentView> for Versioned {
    fn from(view: SecureEnrollmentView) -> Self {
        let version = view.enabled.as_ref().map(|enabled| enabled.version);
        let (settings, paused, secured) = view.enabled.map_or_else(
            || (Effective::none(), None, None),
            |enabled| (enabled.settings, enabled.paused, Some(enabled.secured)),
        );
        let (at, by, from) = secured.map_or((None, None, None), |secured| {
            (Some(secured.at), secured.by, secured.inherited_from)
        });
        let (page, passcode) = shown(settings);
        let body = SecureEnrollment {
            policy_id: view.policy_id.to_string(),
            enabled: version.is_some(),
            enabled_at: at.map(wire::time),
            enabled_by: by.map(By::from),
            inherited_from: from.map(|id| id.to_string()),
            enrollment_url: view.enrollment_url.into(),
            page,
            passcode,
            paused: paused.map(|paused| Paused {
                message: paused.message,
            }),
            generated_passcode: None,
        };
        Self { version, body }
    }
}
