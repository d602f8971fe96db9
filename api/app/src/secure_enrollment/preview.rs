//! Renders what a page would look like after a change, and saves nothing.

use super::change::{self, PageChange};
use super::show::{RenderedText, render};
use crate::{App, Caller, Failure};
use vestibule_domain::name::Name;
use vestibule_domain::page::Logo;
use vestibule_domain::page::logo_appearance::LogoAppearance;
use vestibule_domain::page::setting::{Override, Setting};
use vestibule_domain::{PolicyId, page};

/// A page as visitors would see it.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The organization's name.
    pub organization_name: Name,
    /// The logo in force then.
    pub logo: Option<Logo>,
    /// What its colours mean for the page.
    pub appearance: LogoAppearance,
    /// The page text in force then.
    pub text: Option<RenderedText>,
    /// Whether a passcode is asked for then.
    pub passcode_required: bool,
    /// The message, while paused.
    pub paused: Option<Option<String>>,
}

/// Renders it; the version does not matter.
pub fn preview(
    app: &App,
    caller: &Caller,
    id: PolicyId,
    requested: &PageChange,
) -> Result<Preview, Failure> {
    app.store.read(|conn| {
        let now = super::require_secure(conn, caller, id)?;
        let organization =
            vestibule_store::organizations::find(conn, caller.actor.organization_id)?;
        let own = &now.enrollment.page;
        let above = super::above(conn, caller.actor.organization_id, &now)?;
        let logo = above
            .logo
            .below(id, change::logo(conn, caller, requested, own.logo.clone())?);
        let text = above
            .text
            .below(id, change::text(requested, own.text.clone())?);
        let passcode = match &requested.passcode {
            None => above
                .passcode
                .below(id, own.passcode.clone())
                .value
                .is_some(),
            Some(Override::Set(_)) => true,
            Some(Override::Cleared) => false,
            Some(Override::Inherit) => above
                .passcode
                .below(id, Override::<page::Passcode>::Inherit)
                .value
                .is_some(),
        };
        let appearance = match &logo.value {
            Some(logo) => {
                vestibule_store::logos::appearance(conn, caller.actor.organization_id, logo.hash)?
            }
            None => None,
        };
        let Setting { value: text, .. } = text;
        Ok(Preview {
            organization_name: organization.ok_or(Failure::NotFound)?.name,
            logo: logo.value,
            appearance: appearance.unwrap_or_default(),
            text: text.map(render),
            passcode_required: passcode,
            paused: now.enrollment.paused.map(|paused| paused.message),
        })
    })
}
