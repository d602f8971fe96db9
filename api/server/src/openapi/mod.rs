//! The OpenAPI document, made from the same list that serves.

mod bytes;
mod examples;
mod limits;

use crate::problem::Problem;
use crate::{routes, wire};
use actix_web::{App, HttpResponse};
use examples::Examples;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{ContentBuilder, OpenApi, Ref, ResponseBuilder};
use utoipa::{Modify, OpenApi as _};
use utoipa_actix_web::{AppExt, scope};

#[derive(utoipa::OpenApi)]
#[openapi(
    info(title = "Vestibule", description = "The secure front door of an Apple MDM.", license(name = "Apache-2.0", identifier = "Apache-2.0")),
    components(schemas(Problem, crate::problem::FieldProblem, crate::problem::BlockingPolicy)),
    security(("cookie" = []), ("token" = [])),
    modifiers(&Schemes)
)]
struct Description;

struct Schemes;

impl Modify for Schemes {
    fn modify(&self, document: &mut OpenApi) {
        let components = document.components.get_or_insert_default();
        components.add_security_scheme(
            "cookie",
            SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new("vestibule_session"))),
        );
        let bearer = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("An API token, `vst_…`."))
            .build();
        components.add_security_scheme("token", SecurityScheme::Http(bearer));
        for (name, list) in wire::schemas() {
            components.schemas.insert(name.to_owned(), list);
        }
    }
}

/// The document.
pub fn document() -> OpenApi {
    let (_, mut document) = App::new()
        .into_utoipa_app()
        .openapi(Description::openapi())
        .service(scope::scope(routes::API).configure(routes::api))
        .split_for_parts();
    let problem = ContentBuilder::new()
        .schema(Some(Ref::from_schema_name("Problem")))
        .build();
    let refused = ResponseBuilder::new()
        .description("A problem document.")
        .content("application/problem+json", problem)
        .build();
    limits::of_schemas(&mut document);
    let examples = Examples::read();
    for item in document.paths.paths.values_mut() {
        let operations = [
            &mut item.get,
            &mut item.post,
            &mut item.patch,
            &mut item.delete,
            &mut item.head,
        ];
        for operation in operations.into_iter().flatten() {
            operation
                .responses
                .responses
                .insert("default".into(), refused.clone().into());
            bytes::describe(operation);
            limits::of_operation(operation);
            examples.add(operation);
        }
    }
    document
}

/// The document as YAML.
pub fn yaml() -> String {
    document().to_yaml().unwrap_or_default()
}

/// Answers `/api/openapi.yaml`.
pub async fn answer() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("application/yaml")
        .body(yaml())
}
