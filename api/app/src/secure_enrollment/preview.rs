//! Renders what a reader of the page would see after a change, and saves nothing.

use super::page_view::{PageView, page_view};
use super::requested::RequestedSettings;
use super::require_secure;
use crate::{App, Caller, Failure};
use vestibule_domain::PolicyId;
use vestibule_domain::page::language::Language;

/// Renders it for a reader of these languages, best first; the version does not matter.
///
/// # Errors
/// What its rules refuse, or [`Failure::Store`] when the database does not answer.
pub fn preview(
    app: &App,
    caller: &Caller,
    id: PolicyId,
    requested: &RequestedSettings,
    languages: &[Language],
) -> Result<PageView, Failure> {
    app.read(caller, |ctx| {
        let before = require_secure(ctx, id)?;
        let own = requested.onto(ctx, &before.enrollment.own)?;
        let after = before.with(own, None);
        let organization_id = ctx.organization_id();
        let paused = after.enrollment.paused;
        page_view(
            ctx.conn,
            organization_id,
            after.effective,
            paused,
            languages,
        )
    })
}
