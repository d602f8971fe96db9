//! What secure enrollment adds to a policy: page, passcode, pause.

use crate::schema::secure_enrollments::{self, dsl};
use crate::types::{Document, Id, Moment};
use crate::{Connection, Error, Result, stamp};
use diesel::prelude::*;
use serde_json::json;
use std::collections::BTreeMap;
use vestibule_domain::enrollment_url::standing::Paused;
use vestibule_domain::page::language::Language;
use vestibule_domain::page::setting::Override;
use vestibule_domain::page::text::PageText;
use vestibule_domain::page::{Logo, LogoHash, Page, Passcode, SecureEnrollment};
use vestibule_domain::passcode::PasscodeHash;
use vestibule_domain::policy::securing::Secured;
use vestibule_domain::{OrganizationId, PasscodeId, PolicyId};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = secure_enrollments)]
struct Row {
    policy_id: Id,
    organization_id: Id,
    secure: bool,
    enabled_at: Moment,
    enabled_by: Option<Document>,
    inherited_from: Option<Id>,
    version: i64,
    #[diesel(embed)]
    page: PageColumns,
    paused_at: Option<Moment>,
    paused_message: Option<String>,
    paused_by: Option<Document>,
}

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = secure_enrollments, treat_none_as_null = true)]
struct PageColumns {
    logo_state: String,
    logo_sha256: Option<Vec<u8>>,
    logo_alt: Option<String>,
    text_state: String,
    text_value: Option<Document>,
    passcode_state: String,
    passcode_id: Option<Id>,
    passcode_hash: Option<String>,
    passcode_generated: Option<bool>,
    passcode_set_at: Option<Moment>,
    passcode_set_by: Option<Document>,
}

const TABLE: &str = "secure_enrollments";

/// Inserts the row of a policy that becomes secure.
pub fn insert(
    conn: &mut Connection,
    organization_id: OrganizationId,
    enrollment: &SecureEnrollment,
) -> Result<()> {
    let row = Row {
        policy_id: Id(enrollment.policy_id.uuid()),
        organization_id: Id(organization_id.uuid()),
        secure: true,
        enabled_at: Moment(enrollment.secured.at),
        enabled_by: stamp::write(enrollment.secured.by.as_ref()),
        inherited_from: enrollment.secured.inherited_from.map(|id| Id(id.uuid())),
        version: enrollment.version,
        page: columns(&enrollment.page, enrollment.passcode_hash.as_ref()),
        paused_at: None,
        paused_message: None,
        paused_by: None,
    };
    diesel::insert_into(secure_enrollments::table)
        .values(row)
        .execute(conn)?;
    Ok(())
}

/// Those of these policies that are secure, in no order.
pub fn find_many(
    conn: &mut Connection,
    organization_id: OrganizationId,
    of: &[PolicyId],
) -> Result<Vec<SecureEnrollment>> {
    let ids: Vec<_> = of.iter().map(|id| Id(id.uuid())).collect();
    let rows = dsl::secure_enrollments
        .filter(dsl::organization_id.eq(Id(organization_id.uuid())))
        .filter(dsl::policy_id.eq_any(ids))
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(SecureEnrollment::try_from).collect()
}

/// Saves page and passcode onto the version that was read; false if it is another one by now.
pub fn save_page(
    conn: &mut Connection,
    organization_id: OrganizationId,
    id: PolicyId,
    page: &Page,
    passcode_hash: Option<&PasscodeHash>,
    version: i64,
) -> Result<bool> {
    let changed = diesel::update(dsl::secure_enrollments.find(Id(id.uuid())))
        .filter(dsl::organization_id.eq(Id(organization_id.uuid())))
        .filter(dsl::version.eq(version))
        .set((columns(page, passcode_hash), dsl::version.eq(version + 1)))
        .execute(conn)?;
    Ok(changed == 1)
}

/// Closes or opens the door.
pub fn set_paused(
    conn: &mut Connection,
    organization_id: OrganizationId,
    id: PolicyId,
    paused: Option<&Paused>,
) -> Result<()> {
    diesel::update(dsl::secure_enrollments.find(Id(id.uuid())))
        .filter(dsl::organization_id.eq(Id(organization_id.uuid())))
        .set((
            dsl::paused_at.eq(paused.map(|paused| Moment(paused.at))),
            dsl::paused_message.eq(paused.and_then(|paused| paused.message.as_deref())),
            dsl::paused_by.eq(stamp::write(paused.and_then(|paused| paused.by.as_ref()))),
        ))
        .execute(conn)?;
    Ok(())
}

fn state<T>(setting: &Override<T>) -> String {
    let word = match setting {
        Override::Inherit => "inherit",
        Override::Set(_) => "own",
        Override::Cleared => "cleared",
    };
    word.to_owned()
}

fn own<T>(setting: &Override<T>) -> Option<&T> {
    match setting {
        Override::Set(value) => Some(value),
        Override::Inherit | Override::Cleared => None,
    }
}

fn columns(page: &Page, passcode_hash: Option<&PasscodeHash>) -> PageColumns {
    let (logo, passcode) = (own(&page.logo), own(&page.passcode));
    PageColumns {
        logo_state: state(&page.logo),
        logo_sha256: logo.map(|logo| logo.hash.0.to_vec()),
        logo_alt: logo.map(|logo| logo.alt.clone()),
        text_state: state(&page.text),
        text_value: own(&page.text).map(text_document),
        passcode_state: state(&page.passcode),
        passcode_id: passcode.map(|passcode| Id(passcode.id.uuid())),
        passcode_hash: passcode.and(passcode_hash).map(|hash| hash.phc.clone()),
        passcode_generated: passcode.and(passcode_hash).map(|hash| hash.generated),
        passcode_set_at: passcode.map(|passcode| Moment(passcode.set_at)),
        passcode_set_by: stamp::write(passcode.and_then(|passcode| passcode.set_by.as_ref())),
    }
}

fn text_document(text: &PageText) -> Document {
    let translations: BTreeMap<&str, &str> = text
        .translations
        .iter()
        .map(|(tag, text)| (tag.as_str(), text.as_str()))
        .collect();
    Document(json!({ "markdown": text.markdown, "translations": translations }))
}

fn read_text(document: Document) -> Option<PageText> {
    let Document(value) = document;
    let translations = value["translations"]
        .as_object()?
        .iter()
        .map(|(tag, text)| Some((Language::parse(tag)?, text.as_str()?.to_owned())));
    Some(PageText {
        markdown: value["markdown"].as_str()?.to_owned(),
        translations: translations.collect::<Option<_>>()?,
    })
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

impl TryFrom<Row> for SecureEnrollment {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let page = row.page;
        let hash = page
            .logo_sha256
            .and_then(|bytes| bytes.try_into().ok())
            .map(LogoHash);
        let alt = page.logo_alt.unwrap_or_default();
        let set_by = stamp::read(page.passcode_set_by);
        let passcode = page
            .passcode_id
            .zip(page.passcode_set_at)
            .map(|(id, set_at)| Passcode {
                id: PasscodeId::from_uuid(id.0),
                set_at: set_at.0,
                set_by,
            });
        let passcode_hash = page.passcode_hash.zip(page.passcode_generated);
        let (message, by) = (row.paused_message, stamp::read(row.paused_by));
        Ok(Self {
            policy_id: PolicyId::from_uuid(row.policy_id.0),
            secured: Secured {
                at: row.enabled_at.0,
                by: stamp::read(row.enabled_by),
                inherited_from: row.inherited_from.map(|id| PolicyId::from_uuid(id.0)),
            },
            version: row.version,
            page: Page {
                logo: read_state(
                    &page.logo_state,
                    hash.map(|hash| Logo { hash, alt }),
                    "logo_sha256",
                )?,
                text: read_state(
                    &page.text_state,
                    page.text_value.and_then(read_text),
                    "text_value",
                )?,
                passcode: read_state(&page.passcode_state, passcode, "passcode_id")?,
            },
            passcode_hash: passcode_hash.map(|(phc, generated)| PasscodeHash { phc, generated }),
            paused: row.paused_at.map(|at| Paused {
                at: at.0,
                message,
                by,
            }),
        })
    }
}
