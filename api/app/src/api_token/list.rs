//! Lists the API tokens of an organization, newest first; revoked and ended ones too.

use super::ApiTokenView;
use crate::{App, Caller, Failure};
use vestibule_domain::ApiTokenId;
use vestibule_store::{api_tokens, users};

/// A page of tokens, and where the next one begins.
pub fn list(
    app: &App,
    caller: &Caller,
    before: Option<ApiTokenId>,
    limit: usize,
) -> Result<(Vec<ApiTokenView>, Option<ApiTokenId>), Failure> {
    let organization_id = caller.actor.organization_id;
    app.store.read(|conn| {
        let most = i64::try_from(limit).unwrap_or(i64::MAX - 1) + 1;
        let mut found = api_tokens::list(conn, organization_id, before, most)?;
        let more = found.len() > limit;
        found.truncate(limit);
        let next = if more {
            found.last().map(|token| token.id)
        } else {
            None
        };
        let mut views = Vec::with_capacity(found.len());
        for token in found {
            let created_by =
                users::find(conn, organization_id, token.user_id)?.ok_or(Failure::NotFound)?;
            views.push(ApiTokenView { token, created_by });
        }
        Ok((views, next))
    })
}
