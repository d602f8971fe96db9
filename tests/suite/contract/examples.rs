//! Every operation of the description has examples, and each is what its schema says.

use super::{document, operations};
use serde_json::{Value, json};

/// Checks an example against a schema that may refer to others of the description.
fn check(document: &Value, schema: &Value, example: &Value, place: &str) {
    let whole = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "components": document["components"],
        "allOf": [schema],
    });
    let validator = jsonschema::options()
        .should_validate_formats(true)
        .build(&whole)
        .expect("a schema");
    let faults: Vec<String> = validator
        .iter_errors(example)
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect();
    assert_eq!(faults, Vec::<String>::new(), "{place}");
}

/// Checks every body of a request or a response.
fn check_contents(document: &Value, holder: &Value, place: &str) {
    for (media_type, content) in holder["content"].as_object().into_iter().flatten() {
        let place = format!("{place} {media_type}");
        let example = content
            .get("example")
            .unwrap_or_else(|| panic!("{place} has no example"));
        check(document, &content["schema"], example, &place);
    }
}

#[test]
fn every_request_and_response_has_an_example_that_fits_its_schema() {
    let document = document();
    for (name, operation) in operations(&document) {
        check_contents(
            &document,
            &operation["requestBody"],
            &format!("{name} request"),
        );
        for (status, response) in operation["responses"].as_object().expect("responses") {
            check_contents(&document, response, &format!("{name} {status}"));
        }
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            let place = format!("{name} {}", parameter["name"]);
            let schema = &parameter["schema"];
            // A closed list shows its names itself.
            if schema["$ref"].is_string() {
                continue;
            }
            let examples = schema["examples"]
                .as_array()
                .unwrap_or_else(|| panic!("{place} has no example"));
            for example in examples {
                check(&document, schema, example, &place);
            }
        }
    }
}

#[test]
fn the_file_of_examples_has_none_that_nothing_uses() {
    let document = document().to_string();
    let file = super::top("api/server/src/openapi/examples.json");
    let file: Value =
        serde_json::from_str(&std::fs::read_to_string(file).expect("the file")).expect("JSON");
    for (name, example) in file["schemas"].as_object().expect("bodies") {
        assert!(
            document.contains(&format!("\"example\":{example}")),
            "{name}"
        );
    }
    for (name, _) in file["parameters"].as_object().expect("parameters") {
        assert!(document.contains(&format!("\"name\":\"{name}\"")), "{name}");
    }
}
