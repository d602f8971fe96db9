//! Bodies that are bytes: the description calls them strings of a media type, not lists of numbers.

use utoipa::openapi::path::Operation;
use utoipa::openapi::{Content, KnownFormat, ObjectBuilder, RefOr, Schema, SchemaFormat, Type};

/// Describes the bytes an operation takes and answers.
pub(super) fn describe(operation: &mut Operation) {
    if let Some(RefOr::T(body)) = &mut operation.request_body {
        body.content.values_mut().for_each(of);
    }
    for response in operation.responses.responses.values_mut() {
        if let RefOr::T(response) = response {
            response.content.values_mut().for_each(of);
        }
    }
}

fn of(content: &mut RefOr<Content>) {
    if let RefOr::T(content) = content
        && let Some(RefOr::T(Schema::Array(_))) = content.schema
    {
        let bytes = ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Binary)));
        content.schema = Some(bytes.into());
    }
}
