//! The limits of the description are those that the rules ask.

use super::{document, operations};
use serde_json::{Value, json};
use vestibule_app::content::picture::MAX_UPLOAD_BYTES;
use vestibule_domain::name;
use vestibule_domain::page::text::{MAX_ALT_CHARS, MAX_TEXT_CHARS, MAX_TRANSLATIONS};
use vestibule_domain::passcode::format;
use vestibule_domain::policy::Icon;
use vestibule_domain::secure_enrollment::pause::MAX_PAUSE_MESSAGE_CHARS;
use vestibule_domain::user::{Email, Password};

#[test]
fn every_limit_of_a_body_is_described() {
    let document = document();
    let found = |schema: &str, field: &str, limit: &str| {
        let schema = &document["components"]["schemas"][schema];
        let place = format!("{field}/{limit}");
        schema
            .pointer(&place)
            .unwrap_or_else(|| panic!("{schema} has no {place}"))
            .clone()
    };
    let property = |schema: &str, name: &str, limit: &str| {
        found(schema, &format!("/properties/{name}"), limit)
    };
    for (schema, field) in [
        ("NewPolicy", "name"),
        ("PolicyChange", "name"),
        ("NewUser", "name"),
        ("UserChange", "name"),
        ("NewApiToken", "name"),
        ("Setup", "name"),
        ("Setup", "organization"),
    ] {
        assert_eq!(property(schema, field, "minLength"), 1);
        assert_eq!(property(schema, field, "maxLength"), name::MAX_CHARS);
    }
    for schema in ["NewUser", "UserChange", "Setup"] {
        let at = |limit| property(schema, "password", limit);
        assert_eq!(at("minLength"), Password::MIN_CHARS);
        assert_eq!(at("maxLength"), Password::MAX_CHARS);
    }
    for schema in ["NewUser", "Setup"] {
        assert_eq!(property(schema, "email", "maxLength"), Email::MAX_BYTES);
    }
    for schema in ["NewPolicy", "PolicyChange"] {
        assert_eq!(property(schema, "icon", "maxLength"), Icon::MAX_CHARS);
        assert_eq!(property(schema, "color", "pattern"), "^#[0-9A-Fa-f]{6}$");
    }
    let most = property("Pause", "message", "maxLength");
    assert_eq!(most, MAX_PAUSE_MESSAGE_CHARS);
    let grace = property("Regeneration", "grace_minutes", "enum");
    assert_eq!(grace, json!([30, 0]));
    let logo = |field: &str, limit| {
        found(
            "Change_ChosenLogo",
            &format!("/oneOf/0/properties/{field}"),
            limit,
        )
    };
    assert_eq!(logo("alt", "maxLength"), MAX_ALT_CHARS);
    assert_eq!(logo("sha256", "pattern"), "^[0-9a-f]{64}$");
    let markdown = found("Change_String", "/oneOf/0", "maxLength");
    assert_eq!(markdown, MAX_TEXT_CHARS);
    let passcode = |limit| found("Change_ChosenPasscode", "/oneOf/0/oneOf/0", limit);
    assert_eq!(passcode("minLength"), format::MIN_CHARS);
    assert_eq!(passcode("maxLength"), format::MAX_CHARS);
    let translations = |limit| property("SecureEnrollmentChange", "translations", limit);
    assert_eq!(translations("maxProperties"), MAX_TRANSLATIONS);
    let each = translations("additionalProperties")["maxLength"].clone();
    assert_eq!(each, MAX_TEXT_CHARS);
    assert_eq!(property("NewApiToken", "scopes", "minItems"), 1);
}

#[test]
fn every_page_and_every_upload_has_its_limit() {
    let document = document();
    let mut pages = 0;
    for (name, operation) in operations(&document) {
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            if parameter["name"] == "limit" {
                let schema = &parameter["schema"];
                let limits = (&schema["minimum"], &schema["maximum"], &schema["default"]);
                assert_eq!(limits, (&json!(1), &json!(200), &json!(50)), "{name}");
                pages += 1;
            }
        }
    }
    assert!(pages > 5, "{pages}");
    let upload = &document["paths"]["/api/v1/logos"]["post"]["requestBody"]["content"];
    let most: &Value = &upload["image/png"]["schema"]["maxLength"];
    assert_eq!(*most, MAX_UPLOAD_BYTES);
}
