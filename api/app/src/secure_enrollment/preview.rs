//! Renders what a page would look like after a change, and saves nothing.

use super::change::{self, PageChange};
use super::show::{RenderedText, render};
use crate::{App, Caller, Failure};
use vestibule_domain::name::Name;
use vestibule_domain::page::Logo;
use vestibule_domain::page::look::Look;
use vestibule_domain::page::setting::{Own, Setting};
use vestibule_domain::{PolicyId, page};

/// A page as visitors would see it.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The organization's name.
    pub organization_name: Name,
    /// The logo in force then.
    pub logo: Option<Logo>,
    /// What its colours mean for the page.
    pub look: Look,
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
    wished: &PageChange,
) -> Result<Preview, Failure> {
    app.store.read(|conn| {
        let now = super::require_secure(conn, caller, id)?;
        let organization =
            vestibule_store::organizations::find(conn, caller.actor.organization_id)?;
        let own = &now.enrollment.page;
        let above = super::above(conn, caller.actor.organization_id, &now)?;
        let logo = above
            .logo
            .below(id, change::logo(conn, caller, wished, own.logo.clone())?);
        let text = above
            .text
            .below(id, change::text(wished, own.text.clone())?);
        let passcode = match &wished.passcode {
            None => above
                .passcode
                .below(id, own.passcode.clone())
                .value
                .is_some(),
            Some(Own::Own(_)) => true,
            Some(Own::Cleared) => false,
            Some(Own::Inherit) => above
                .passcode
                .below(id, Own::<page::Passcode>::Inherit)
                .value
                .is_some(),
        };
        let look = match &logo.value {
            Some(logo) => {
                vestibule_store::logos::look(conn, caller.actor.organization_id, logo.hash)?
            }
            None => None,
        };
        let Setting { value: text, .. } = text;
        Ok(Preview {
            organization_name: organization.ok_or(Failure::NotFound)?.name,
            logo: logo.value,
            look: look.unwrap_or_default(),
            text: text.map(render),
            passcode_required: passcode,
            paused: now.enrollment.paused.map(|paused| paused.message),
        })
    })
}
