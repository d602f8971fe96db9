//! The inheritable settings as columns, listed once.
//!
//! A setting that the database checks, or that nothing else may be stored with, has columns of its own: the logo, whose picture a
//! foreign key keeps, and the passcode with its hash. Every other one stands in the document: absent inherits, null is cleared.

use super::TABLE;
use crate::schema::secure_enrollments;
use crate::types::{Document, Id, Moment};
use crate::{Error, Result, stamp};
use diesel::prelude::*;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use vestibule_domain::PasscodeId;
use vestibule_domain::page::language::Language;
use vestibule_domain::page::text::PageText;
use vestibule_domain::page::{Logo, LogoHash};
use vestibule_domain::passcode::{Passcode, PasscodeHash};
use vestibule_domain::secure_enrollment::setting::Override;
use vestibule_domain::secure_enrollment::settings::Overrides;

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = secure_enrollments, treat_none_as_null = true)]
pub(super) struct Columns {
    logo_state: String,
    logo_sha256: Option<Vec<u8>>,
    logo_alt: Option<String>,
    passcode_state: String,
    passcode_id: Option<Id>,
    passcode_hash: Option<String>,
    passcode_generated: Option<bool>,
    passcode_set_at: Option<Moment>,
    passcode_set_by: Option<Document>,
    settings: Document,
}

/// What a policy says as columns; the hash is of its own passcode.
pub(super) fn write(own: &Overrides, passcode_hash: Option<&PasscodeHash>) -> Columns {
    let (logo, passcode) = (own.logo.value(), own.passcode.value());
    let hash = passcode.and(passcode_hash);
    let mut document = Map::new();
    put(&mut document, "text", &own.text, write_text);
    Columns {
        logo_state: own.logo.state().to_owned(),
        logo_sha256: logo.map(|logo| logo.hash.0.to_vec()),
        logo_alt: logo.map(|logo| logo.alt.clone()),
        passcode_state: own.passcode.state().to_owned(),
        passcode_id: passcode.map(|passcode| Id(passcode.id.uuid())),
        passcode_hash: hash.map(|hash| hash.phc.clone()),
        passcode_generated: hash.map(|hash| hash.generated),
        passcode_set_at: passcode.map(|passcode| Moment(passcode.set_at)),
        passcode_set_by: stamp::write(passcode.and_then(|passcode| passcode.set_by.as_ref())),
        settings: Document(Value::Object(document)),
    }
}

/// Reads what [`write()`] wrote.
pub(super) fn read(columns: Columns) -> Result<(Overrides, Option<PasscodeHash>)> {
    let hash = columns
        .logo_sha256
        .and_then(|bytes| bytes.try_into().ok())
        .map(LogoHash);
    let alt = columns.logo_alt.unwrap_or_default();
    let logo = hash.map(|hash| Logo { hash, alt });
    let set_by = stamp::read(columns.passcode_set_by);
    let named = columns.passcode_id.zip(columns.passcode_set_at);
    let passcode = named.map(|(id, set_at)| Passcode {
        id: PasscodeId::from_uuid(id.0),
        set_at: set_at.0,
        set_by,
    });
    let hash = columns.passcode_hash.zip(columns.passcode_generated);
    let Document(document) = columns.settings;
    let own = Overrides {
        logo: read_state(&columns.logo_state, logo, "logo_sha256")?,
        text: take(&document, "text", read_text)?,
        passcode: read_state(&columns.passcode_state, passcode, "passcode_id")?,
    };
    let hash = hash.map(|(phc, generated)| PasscodeHash { phc, generated });
    Ok((own, hash))
}

fn read_state<T>(state: &str, value: Option<T>, column: &'static str) -> Result<Override<T>> {
    match (state, value) {
        ("inherit", None) => Ok(Override::Inherit),
        ("cleared", None) => Ok(Override::Cleared),
        ("own", Some(value)) => Ok(Override::Set(value)),
        _ => Err(Error::Inconsistent {
            table: TABLE,
            column,
        }),
    }
}

/// Keeps a setting in the document.
fn put<T>(
    document: &mut Map<String, Value>,
    name: &str,
    setting: &Override<T>,
    write: impl FnOnce(&T) -> Value,
) {
    let value = match setting {
        Override::Inherit => return,
        Override::Cleared => Value::Null,
        Override::Set(value) => write(value),
    };
    document.insert(name.to_owned(), value);
}

/// Reads [`put`].
fn take<T>(
    document: &Value,
    name: &str,
    read: impl FnOnce(&Value) -> Option<T>,
) -> Result<Override<T>> {
    match document.get(name) {
        None => Ok(Override::Inherit),
        Some(Value::Null) => Ok(Override::Cleared),
        Some(value) => read(value).map(Override::Set).ok_or(Error::Inconsistent {
            table: TABLE,
            column: "settings",
        }),
    }
}

fn write_text(text: &PageText) -> Value {
    let translations: BTreeMap<&str, &str> = text
        .translations
        .iter()
        .map(|(tag, text)| (tag.as_str(), text.as_str()))
        .collect();
    json!({ "markdown": text.markdown, "translations": translations })
}

fn read_text(value: &Value) -> Option<PageText> {
    let translations = value["translations"]
        .as_object()?
        .iter()
        .map(|(tag, text)| Some((Language::parse(tag)?, text.as_str()?.to_owned())));
    Some(PageText {
        markdown: value["markdown"].as_str()?.to_owned(),
        translations: translations.collect::<Option<_>>()?,
    })
}
