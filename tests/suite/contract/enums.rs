//! Closed lists stand once, in the code: the description has the same names, and nothing is named twice or in vain.

use super::{document, operations, top};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use strum::VariantArray;
use vestibule_domain::access::{permission::Permission, role::Role};
use vestibule_domain::audit::{Action, AuditActorKind, ObjectKind};
use vestibule_domain::device::{DeviceState, refusal::DeviceRefusal};
use vestibule_domain::enrollment_url::{Kind, Reason};
use vestibule_domain::field::FieldCode;
use vestibule_domain::organization::settings::ReEnrollment;
use vestibule_domain::page::logo_appearance::Background;
use vestibule_domain::profile::{Platform, state::State};
use vestibule_domain::secure_enrollment::setting::Source;
use vestibule_server::console::{audit_events::LogFormat, profiles::StateFilter};
use vestibule_server::problem::ProblemCode;

fn names<T: VariantArray + Copy + Into<&'static str>>() -> Vec<&'static str> {
    T::VARIANTS.iter().map(|value| (*value).into()).collect()
}

#[test]
fn every_enum_of_the_description_is_a_list_of_the_code() {
    let lists = BTreeMap::from([
        ("Action", names::<Action>()),
        ("AuditActorKind", names::<AuditActorKind>()),
        ("DeviceRefusal", names::<DeviceRefusal>()),
        ("DeviceState", names::<DeviceState>()),
        ("FieldCode", names::<FieldCode>()),
        ("Kind", names::<Kind>()),
        ("LogFormat", names::<LogFormat>()),
        ("LogoGround", names::<Background>()),
        ("ObjectKind", names::<ObjectKind>()),
        ("Permission", names::<Permission>()),
        ("Platform", names::<Platform>()),
        ("ProblemCode", names::<ProblemCode>()),
        ("ProfileState", names::<State>()),
        ("ReEnrollment", names::<ReEnrollment>()),
        ("RetiredReason", names::<Reason>()),
        ("Role", names::<Role>()),
        ("Source", names::<Source>()),
        ("StateFilter", names::<StateFilter>()),
    ]);
    let document = document();
    let schemas = document["components"]["schemas"].as_object();
    let described: BTreeMap<&str, Vec<&str>> = schemas
        .expect("schemas")
        .iter()
        .filter_map(|(name, schema)| Some((name.as_str(), schema["enum"].as_array()?)))
        .map(|(name, values)| (name, values.iter().filter_map(Value::as_str).collect()))
        .collect();
    assert_eq!(described, lists);
    assert!(lists["AuditActorKind"].contains(&"device"));
}

#[test]
fn a_name_of_a_list_reads_back_and_no_other_does() {
    for permission in Permission::VARIANTS {
        assert_eq!(permission.name().parse(), Ok(*permission));
    }
    for action in Action::VARIANTS {
        assert_eq!(action.name().parse(), Ok(*action));
    }
    assert!("webhook.write".parse::<Permission>().is_err());
    assert!("Owner".parse::<Role>().is_err());
}

#[test]
fn every_permission_is_required_by_an_operation() {
    let document = document();
    let required: BTreeSet<&str> = operations(&document)
        .into_iter()
        .filter_map(|(_, operation)| operation["x-permission"].as_str())
        .collect();
    assert_eq!(required, names::<Permission>().into_iter().collect());
}

#[test]
fn every_name_of_the_description_is_defined_once() {
    let mut files = Vec::new();
    sources(&top("api/server/src"), &mut files);
    let mut defined: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (path, text) in files {
        for piece in text.split("ToSchema)]").skip(1) {
            let kind = piece
                .find("pub struct ")
                .into_iter()
                .chain(piece.find("pub enum "));
            let Some(start) = kind.min() else { continue };
            let words = piece[start..].split(|c: char| !c.is_alphanumeric());
            let name = words.skip_while(|word| *word != "struct" && *word != "enum");
            let name = name.skip(1).find(|word| !word.is_empty()).expect("a name");
            defined
                .entry(name.to_owned())
                .or_default()
                .push(path.clone());
        }
    }
    assert!(defined.len() > 50, "{}", defined.len());
    for (name, files) in defined {
        assert_eq!(files.len(), 1, "{name} is defined in {files:?}");
    }
}

fn sources(folder: &std::path::Path, files: &mut Vec<(String, String)>) {
    let entries = std::fs::read_dir(folder).expect("the folder can be read");
    for path in entries.map(|entry| entry.expect("an entry").path()) {
        if path.is_dir() {
            sources(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&path).expect("a source is text");
            files.push((path.display().to_string(), text));
        }
    }
}
