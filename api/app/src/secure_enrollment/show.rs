//! Shows a policy's secure enrollment; of one that is not secure, its legacy URL.

use super::in_force;
use crate::enrollment_url::{self, EnrollmentUrlView};
use crate::{App, Caller, Failure, content::rich_text, policy};
use std::collections::BTreeMap;
use vestibule_domain::enrollment_url::standing::Paused;
use vestibule_domain::page::inheritance::Effective;
use vestibule_domain::page::language::Language;
use vestibule_domain::page::setting::Setting;
use vestibule_domain::page::text::PageText;
use vestibule_domain::policy::securing::Secured;
use vestibule_domain::{PolicyId, page};
use vestibule_store::{Connection, enrollment_urls};

/// A page text with its rendering.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RenderedText {
    /// The source.
    pub text: PageText,
    /// The text itself as HTML.
    pub html: String,
    /// Its variants as HTML.
    pub translations_html: BTreeMap<Language, String>,
}

/// What is shown of a policy's secure enrollment.
#[derive(Clone, Debug)]
pub struct SecureEnrollmentView {
    /// The policy.
    pub policy_id: PolicyId,
    /// The live URL.
    pub enrollment_url: EnrollmentUrlView,
    /// None while it is not enabled.
    pub enabled: Option<EnabledView>,
}

/// What a secure policy adds.
#[derive(Clone, Debug)]
pub struct EnabledView {
    /// Since when, by whom, from where.
    pub secured: Secured,
    /// The version of the policy's own page and passcode.
    pub version: i64,
    /// The logo in force.
    pub logo: Setting<page::Logo>,
    /// The page text in force.
    pub text: Setting<RenderedText>,
    /// The passcode in force, without the passcode.
    pub passcode: Setting<page::Passcode>,
    /// Whether the door is closed.
    pub paused: Option<Paused>,
}

/// Shows it.
pub fn show(app: &App, caller: &Caller, id: PolicyId) -> Result<SecureEnrollmentView, Failure> {
    app.store.read(|conn| load_view(app, conn, caller, id))
}

/// The same inside a transaction that is open already.
pub(crate) fn load_view(
    app: &App,
    conn: &mut Connection,
    caller: &Caller,
    id: PolicyId,
) -> Result<SecureEnrollmentView, Failure> {
    policy::find(conn, caller, id)?;
    let organization_id = caller.actor.organization_id;
    let url = enrollment_urls::live_of(conn, organization_id, id)?;
    let url =
        url.ok_or_else(|| Failure::Internal(format!("policy {id} has no live enrollment URL")))?;
    let enrollment_url = enrollment_url::view(
        &mut crate::context::Context {
            app,
            conn,
            caller,
            now: app.now(),
        },
        url,
    )?;
    let enabled = in_force(conn, organization_id, id)?.map(|in_force| {
        let Effective {
            logo,
            text,
            passcode,
        } = in_force.effective;
        EnabledView {
            secured: in_force.enrollment.secured,
            version: in_force.enrollment.version,
            logo,
            text: Setting {
                source: text.source,
                from: text.from,
                value: text.value.map(render),
            },
            passcode,
            paused: in_force.enrollment.paused,
        }
    });
    Ok(SecureEnrollmentView {
        policy_id: id,
        enrollment_url,
        enabled,
    })
}

/// Renders a page text and its variants.
pub(super) fn render(text: PageText) -> RenderedText {
    let html = rich_text::render(&text.markdown);
    let translations_html = text
        .translations
        .iter()
        .map(|(language, text)| (language.clone(), rich_text::render(text)))
        .collect();
    RenderedText {
        text,
        html,
        translations_html,
    }
}
