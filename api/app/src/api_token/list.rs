//! Lists the API tokens of an organization, newest first; revoked and ended ones too.

use super::ApiTokenView;
use crate::{App, Caller, Failure};
use uuid::Uuid;
use vestibule_store::paging::{Page, PageRequest};
use vestibule_store::{api_tokens, users};

/// A page of tokens, each with who made it.
///
/// # Errors
/// [`Failure::Store`].
pub fn list(
    app: &App,
    caller: &Caller,
    page: &PageRequest<Uuid>,
) -> Result<Page<ApiTokenView, Uuid>, Failure> {
    app.read(caller, |ctx| {
        let organization_id = ctx.organization_id();
        api_tokens::list(ctx.conn, organization_id, page)?.try_map(|token| {
            let created_by =
                users::find(ctx.conn, organization_id, token.user_id)?.ok_or(Failure::NotFound)?;
            Ok(ApiTokenView { token, created_by })
        })
    })
}
