//! Examples in the API's description: `examples.json` has one for each body and parameter.

use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use utoipa::openapi::path::Operation;
use utoipa::openapi::{Content, RefOr, Schema};

/// The examples, by what they are one of.
#[derive(Deserialize)]
pub(super) struct Examples {
    /// Bodies, by the name of their schema.
    schemas: BTreeMap<String, Value>,
    /// Bodies that are no JSON, by their media type.
    media_types: BTreeMap<String, Value>,
    /// Parameters, by their name.
    parameters: BTreeMap<String, Value>,
}

impl Examples {
    /// Those of the file.
    pub(super) fn read() -> Self {
        serde_json::from_str(include_str!("examples.json")).expect("the file is compiled in")
    }

    /// Adds to an operation what the file has for it; a test finds what is missing.
    pub(super) fn add(&self, operation: &mut Operation) {
        for parameter in operation.parameters.iter_mut().flatten() {
            if let RefOr::T(parameter) = parameter
                && let Some(RefOr::T(Schema::Object(schema))) = &mut parameter.schema
            {
                let example = self.parameters.get(&parameter.name);
                schema.examples.extend(example.cloned());
            }
        }
        if let Some(RefOr::T(body)) = &mut operation.request_body {
            for (media_type, content) in &mut body.content {
                self.add_to(media_type, content);
            }
        }
        for response in operation.responses.responses.values_mut() {
            if let RefOr::T(response) = response {
                for (media_type, content) in &mut response.content {
                    self.add_to(media_type, content);
                }
            }
        }
    }

    fn add_to(&self, media_type: &str, content: &mut RefOr<Content>) {
        if let RefOr::T(content) = content {
            content.example = match &content.schema {
                Some(RefOr::Ref(schema)) => {
                    let name = schema.ref_location.rsplit('/').next();
                    name.and_then(|name| self.schemas.get(name)).cloned()
                }
                _ => self.media_types.get(media_type).cloned(),
            };
        }
    }
}
