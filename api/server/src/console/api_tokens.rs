//! API tokens of integrations.

use super::enrollment_urls::PageQuery;
use crate::auth::Caller;
use crate::auth::permission::UserWrite;
use crate::blocking;
use crate::extract::json::Json;
use crate::extract::path::Path;
use crate::extract::query::Query;
use crate::extract::{idempotency_key, paging};
use crate::problem::Problem;
use crate::wire::{self, By};
use actix_web::{HttpRequest, HttpResponse, delete, get, post, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use vestibule_app::App;
use vestibule_app::api_token::{ApiTokenView, create, list, revoke};
use vestibule_domain::field::FieldCode;
use vestibule_domain::{ApiTokenId, PolicyId};

/// A credential of an integration.
#[derive(Serialize, ToSchema)]
pub struct ApiToken {
    /// UUIDv7: names the API token in paths and in the audit log.
    #[schema(format = Uuid)]
    pub id: String,
    /// 1 to 100 characters: what the integration is.
    pub name: String,
    /// What it may do, as far as its creator may.
    pub scopes: Vec<wire::Permission>,
    /// The root of the subtree it is limited to.
    #[schema(format = Uuid)]
    pub policy_id: Option<String>,
    /// Who made it.
    pub created_by: By,
    /// The moment the API token was made, RFC 3339 in UTC.
    #[schema(format = DateTime)]
    pub created_at: String,
    /// The first moment it is no longer good, RFC 3339 in UTC.
    #[schema(format = DateTime)]
    pub expires_at: String,
    /// The last use, to the minute.
    #[schema(format = DateTime)]
    pub last_used_at: Option<String>,
    /// When it was revoked.
    #[schema(format = DateTime)]
    pub revoked_at: Option<String>,
}

/// A new token with its secret.
#[derive(Serialize, ToSchema)]
pub struct CreatedApiToken {
    /// As stored: without its secret.
    #[serde(flatten)]
    pub token: ApiToken,
    /// The secret, this once.
    pub secret: String,
}

/// A page of tokens.
#[derive(Serialize, ToSchema)]
pub struct ApiTokenList {
    /// The tokens, newest first.
    pub items: Vec<ApiToken>,
    /// Where the next page begins; null on the last one.
    pub next_cursor: Option<String>,
}

/// What the new token shall be.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewApiToken {
    /// 1 to 100 characters: what the integration is.
    pub name: String,
    /// What it may do; never more than its creator.
    #[schema(value_type = Vec<wire::Permission>)]
    pub scopes: Vec<String>,
    /// The root of the subtree it is limited to.
    pub policy_id: Option<Uuid>,
    /// Its end, within a year; in 90 days if not said.
    #[schema(format = DateTime)]
    pub expires_at: Option<String>,
}

impl From<ApiTokenView> for ApiToken {
    fn from(ApiTokenView { token, created_by }: ApiTokenView) -> Self {
        Self {
            id: token.id.to_string(),
            name: token.name.to_string(),
            scopes: token.scopes.into_iter().map(Into::into).collect(),
            policy_id: token.policy_id.map(|id| id.to_string()),
            created_by: By {
                id: Some(created_by.id.to_string()),
                name: created_by.name.to_string(),
            },
            created_at: wire::time(token.created_at),
            expires_at: wire::time(token.expires_at),
            last_used_at: token.last_used_at.map(wire::time),
            revoked_at: token.revoked_at.map(wire::time),
        }
    }
}

/// Lists the organization's API tokens, revoked and ended ones too.
#[utoipa::path(tag = "API tokens", operation_id = "list_api_tokens", params(PageQuery), extensions(("x-permission" = json!("user.write"))), responses((status = 200, body = ApiTokenList, description = "A page of tokens.")))]
#[get("/api-tokens")]
pub async fn list_api_tokens(
    who: Caller<UserWrite>,
    app: web::Data<App>,
    query: Query<PageQuery>,
) -> Result<web::Json<ApiTokenList>, Problem> {
    let query = query.value()?;
    let page = paging::requested(query.limit, query.cursor.as_deref())?;
    let found = blocking::run(&app, move |app| list::list(app, &who, &page)).await?;
    Ok(web::Json(ApiTokenList {
        items: found.items.into_iter().map(ApiToken::from).collect(),
        next_cursor: paging::next_cursor(found.next),
    }))
}

/// Makes an API token; its secret is shown this once.
#[utoipa::path(tag = "API tokens", operation_id = "create_api_token", request_body = NewApiToken, extensions(("x-permission" = json!("user.write"))), responses((status = 201, body = CreatedApiToken, description = "The token with its secret.")))]
#[post("/api-tokens")]
pub async fn create_api_token(
    who: Caller<UserWrite>,
    app: web::Data<App>,
    request: HttpRequest,
    body: Json<NewApiToken>,
) -> Result<HttpResponse, Problem> {
    let key = idempotency_key::of(&request, &body.bytes)?;
    let NewApiToken {
        name,
        scopes,
        policy_id,
        expires_at,
    } = body.value()?;
    let bad = |_| {
        Problem::field(
            "/expires_at",
            FieldCode::WrongType,
            "Use a time like 2027-01-31T12:00:00Z.",
        )
    };
    let expires_at = expires_at
        .map(|text| text.parse())
        .transpose()
        .map_err(bad)?;
    let new = create::NewApiToken {
        name,
        scopes,
        policy_id: policy_id.map(PolicyId::from_uuid),
        expires_at,
    };
    let (token, secret) = blocking::run(&app, move |app| {
        create::create(app, &who, &new, key.as_ref())
    })
    .await?;
    Ok(HttpResponse::Created().json(CreatedApiToken {
        token: token.into(),
        secret: secret.to_string(),
    }))
}

/// Revokes an API token at once.
#[utoipa::path(tag = "API tokens", operation_id = "revoke_api_token", params(("token_id" = Uuid, Path)), extensions(("x-permission" = json!("user.write"))), responses((status = 204, description = "It is revoked.")))]
#[delete("/api-tokens/{token_id}")]
pub async fn revoke_api_token(
    who: Caller<UserWrite>,
    app: web::Data<App>,
    Path(id): Path<ApiTokenId>,
) -> Result<HttpResponse, Problem> {
    blocking::run(&app, move |app| revoke::revoke(app, &who, id)).await?;
    Ok(HttpResponse::NoContent().finish())
}
