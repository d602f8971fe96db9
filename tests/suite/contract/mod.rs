//! The API's description is current and complete, the table of routes holds; both databases agree.

mod addresses;
mod routes;

mod enums;
mod examples;
mod limits;
mod tables;

use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use strum::VariantArray;
use vestibule_server::openapi;
use vestibule_server::problem::ProblemCode;

fn top(file: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(file)
}

fn document() -> Value {
    serde_json::to_value(openapi::document()).expect("the document is JSON")
}

fn operations(document: &Value) -> Vec<(String, &Value)> {
    let paths = document["paths"].as_object().expect("paths");
    let of = |(path, item): (&String, &'_ Value)| {
        let methods = item.as_object().expect("operations").iter();
        methods
            .map(|(method, operation)| (format!("{method} {path}"), operation.clone()))
            .collect::<Vec<_>>()
    };
    let names: Vec<(String, Value)> = paths.iter().flat_map(of).collect();
    names
        .into_iter()
        .map(|(name, _)| {
            let (method, path) = name.split_once(' ').expect("method and path");
            let operation = &document["paths"][path][method];
            (name.clone(), operation)
        })
        .collect()
}

#[test]
fn openapi_yaml_is_current() {
    let (file, fresh) = (top("openapi.yaml"), openapi::yaml());
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, &fresh).expect("openapi.yaml can be written");
    }
    let kept = std::fs::read_to_string(&file).expect("openapi.yaml is there");
    assert!(kept == fresh, "openapi.yaml is stale: run `make api`");
}

#[test]
fn every_operation_is_described_and_names_who_may_call_it() {
    let document = document();
    for (name, operation) in operations(&document) {
        assert!(
            operation["summary"].is_string() && operation["operationId"].is_string(),
            "{name}"
        );
        assert!(
            operation["tags"]
                .as_array()
                .is_some_and(|tags| tags.len() == 1),
            "{name}"
        );
        let open = operation["security"] == serde_json::json!([{}]);
        let session = operation["tags"][0] == "session";
        assert!(
            open || session || operation["x-permission"].is_string(),
            "{name} names no permission"
        );
        for (status, response) in operation["responses"].as_object().expect("responses") {
            assert!(
                response["description"]
                    .as_str()
                    .is_some_and(|text| !text.is_empty()),
                "{name} {status}"
            );
        }
    }
}

#[test]
fn every_reference_resolves() {
    let document = document();
    let text = document.to_string();
    let names: BTreeSet<&str> = text
        .split("\"#/components/schemas/")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert!(names.len() > 20);
    for name in names {
        assert!(
            document["components"]["schemas"][name].is_object(),
            "{name}"
        );
    }
}

#[test]
fn every_problem_code_is_documented_with_its_status() {
    let documented =
        std::fs::read_to_string(top("docs/problems.md")).expect("docs/problems.md is there");
    for problem in ProblemCode::VARIANTS {
        let (code, status) = (problem.name(), problem.status());
        assert!(
            documented.contains(&format!("| `{code}` | {status} |")),
            "{code} {status} is not in docs/problems.md"
        );
    }
}

#[test]
fn every_problem_code_is_met_by_a_test() {
    let mut texts = String::new();
    for folder in ["tests/suite", "api/server/tests", "api/server/src/problem"] {
        gather(&top(folder), &mut texts);
    }
    for code in ProblemCode::VARIANTS {
        let code = code.name();
        assert!(
            texts.contains(&format!("\"{code}\"")),
            "no test meets {code}"
        );
    }
}

fn gather(folder: &Path, texts: &mut String) {
    let entries = std::fs::read_dir(folder).expect("the folder can be read");
    for path in entries.map(|entry| entry.expect("an entry").path()) {
        match path.is_dir() {
            true => gather(&path, texts),
            false => texts.push_str(&std::fs::read_to_string(&path).unwrap_or_default()),
        }
    }
}

#[test]
fn migrations_have_the_same_names_for_both_databases() {
    let names = |database: &str| -> BTreeSet<String> {
        let folder =
            std::fs::read_dir(top("migrations").join(database)).expect("the folder is there");
        folder
            .map(|entry| {
                entry
                    .expect("an entry")
                    .file_name()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect()
    };
    assert_eq!(names("sqlite"), names("postgresql"));
}

#[test]
fn every_migration_can_be_taken_back_and_made_again_and_both_databases_have_the_same_columns() {
    use vestibule_store::{Error, Store};
    use vestibule_tests::database::Database;
    let columns = [Database::sqlite(), Database::postgresql()].map(|database| {
        let before = database.columns();
        let store = Store::open(&database.url).expect("the database opens");
        store.revert().expect("down");
        assert_eq!(
            database.columns(),
            Vec::<String>::new(),
            "nothing is left behind"
        );
        store.migrate(|_| Ok::<(), Error>(())).expect("up");
        assert_eq!(database.columns(), before);
        before
    });
    assert!(columns[0].len() > 100);
    assert_eq!(columns[0], columns[1]);
}
