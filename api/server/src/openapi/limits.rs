//! Limits in the API's description, filled in from the constants that the rules themselves ask.

use std::collections::BTreeMap;
use utoipa::openapi::path::Operation;
use utoipa::openapi::schema::AdditionalProperties;
use utoipa::openapi::{Object, OpenApi, RefOr, Schema};
use vestibule_app::content::picture::MAX_UPLOAD_BYTES;
use vestibule_app::paging::Limit;
use vestibule_domain::enrollment_url::regeneration::Grace;
use vestibule_domain::name;
use vestibule_domain::page::text::{MAX_ALT_CHARS, MAX_TEXT_CHARS, MAX_TRANSLATIONS};
use vestibule_domain::passcode::format as passcode;
use vestibule_domain::policy::Icon;
use vestibule_domain::secure_enrollment::pause::MAX_PAUSE_MESSAGE_CHARS;
use vestibule_domain::user::{Email, Password};

type Schemas = BTreeMap<String, RefOr<Schema>>;

const HASH: &str = "^[0-9a-f]{64}$";
const COLOR: &str = "^#[0-9A-Fa-f]{6}$";

/// Fills in every limit of a body.
pub(super) fn of_schemas(document: &mut OpenApi) {
    let schemas = &mut document.components.get_or_insert_default().schemas;
    for (schema, field) in [
        ("NewPolicy", "name"),
        ("PolicyChange", "name"),
        ("NewUser", "name"),
        ("UserChange", "name"),
        ("NewApiToken", "name"),
        ("Setup", "name"),
        ("Setup", "organization"),
    ] {
        chars(property(schemas, schema, field), 1, name::MAX_CHARS);
    }
    for schema in ["NewUser", "UserChange", "Setup"] {
        let password = property(schemas, schema, "password");
        chars(password, Password::MIN_CHARS, Password::MAX_CHARS);
    }
    for schema in ["NewUser", "Setup"] {
        chars(property(schemas, schema, "email"), 3, Email::MAX_BYTES);
    }
    for schema in ["NewPolicy", "PolicyChange"] {
        chars(property(schemas, schema, "icon"), 1, Icon::MAX_CHARS);
        property(schemas, schema, "color").pattern = Some(COLOR.into());
    }
    property(schemas, "Pause", "message").max_length = Some(MAX_PAUSE_MESSAGE_CHARS);
    let grace = property(schemas, "Regeneration", "grace_minutes");
    grace.default = Some(Grace::default().minutes().into());
    grace.enum_values = Some(Grace::ALL.map(|grace| grace.minutes().into()).into());
    let alt = property(schemas, "Change_ChosenLogo", "alt");
    alt.max_length = Some(MAX_ALT_CHARS);
    property(schemas, "Change_ChosenLogo", "sha256").pattern = Some(HASH.into());
    chars(own(schemas, "Change_String"), 1, MAX_TEXT_CHARS);
    let typed = own(schemas, "Change_ChosenPasscode");
    chars(typed, passcode::MIN_CHARS, passcode::MAX_CHARS);
    let translations = property(schemas, "SecureEnrollmentChange", "translations");
    translations.max_properties = Some(MAX_TRANSLATIONS);
    if let Some(AdditionalProperties::RefOr(RefOr::T(Schema::Object(text)))) =
        translations.additional_properties.as_deref_mut()
    {
        chars(text, 1, MAX_TEXT_CHARS);
    }
    if let RefOr::T(Schema::Array(scopes)) = field(own(schemas, "NewApiToken"), "scopes") {
        scopes.min_items = Some(1);
    }
}

/// Fills in the limits of an operation's parameters and of the bytes that are sent to it.
pub(super) fn of_operation(operation: &mut Operation) {
    for parameter in operation.parameters.iter_mut().flatten() {
        if let RefOr::T(parameter) = parameter
            && parameter.name == "limit"
            && let Some(RefOr::T(Schema::Object(limit))) = &mut parameter.schema
        {
            limit.minimum = Some(1.into());
            limit.maximum = Some(Limit::MAX.items().into());
            limit.default = Some(Limit::DEFAULT.items().into());
        }
    }
    if let Some(RefOr::T(sent)) = &mut operation.request_body
        && let Some(RefOr::T(picture)) = sent.content.get_mut("image/png")
        && let Some(RefOr::T(Schema::Object(bytes))) = &mut picture.schema
    {
        bytes.max_length = Some(MAX_UPLOAD_BYTES);
    }
}

fn chars(object: &mut Object, least: usize, most: usize) {
    object.min_length = Some(least);
    object.max_length = Some(most);
}

fn field<'a>(object: &'a mut Object, name: &str) -> &'a mut RefOr<Schema> {
    let field = object.properties.get_mut(name);
    field.expect("the description is always the same, and a test reads it")
}

fn property<'a>(schemas: &'a mut Schemas, schema: &str, name: &str) -> &'a mut Object {
    let field = field(own(schemas, schema), name);
    first_plain(field).expect("the description is always the same, and a test reads it")
}

/// The value of one's own among the forms that a setting may have in a request.
fn own<'a>(schemas: &'a mut Schemas, schema: &str) -> &'a mut Object {
    let own = schemas.get_mut(schema).and_then(first_plain);
    own.expect("the description is always the same, and a test reads it")
}

fn first_plain(schema: &mut RefOr<Schema>) -> Option<&mut Object> {
    match schema {
        RefOr::T(Schema::Object(object)) => Some(object),
        RefOr::T(Schema::OneOf(forms)) => forms.items.iter_mut().find_map(first_plain),
        _ => None,
    }
}
