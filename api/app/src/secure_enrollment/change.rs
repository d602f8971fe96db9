//! Saves a policy's page and passcode: one request, all or nothing, only onto the version that was read.

use super::passcode::{self, NewPasscode, Ready};
use super::show::{SecureEnrollmentView, seen};
use crate::audit::{self, Entry};
use crate::{App, Caller, Failure};
use std::collections::BTreeMap;
use vestibule_domain::audit::Action;
use vestibule_domain::page::language::Language;
use vestibule_domain::page::setting::Own;
use vestibule_domain::page::text::{PageText, TextRefusal, check_alt};
use vestibule_domain::page::{Logo, LogoHash, Page, Passcode};
use vestibule_domain::passcode::format::PlainPasscode;
use vestibule_domain::{PasscodeId, PolicyId, Timestamp};
use vestibule_store::{Connection, logos, secure_enrollments};

/// What a request says of one field: a value, cleared, or inherit. A field that is not named stays as it is.
#[derive(Clone, Debug, Default)]
pub struct PageChange {
    /// The page text's own language.
    pub page_text: Option<Own<String>>,
    /// Its variants, all of them; by language tag as sent.
    pub translations: Option<BTreeMap<String, String>>,
    /// Hash (64 hexadecimal digits) and alternative text of an uploaded logo.
    pub logo: Option<Own<(String, String)>>,
    /// The passcode.
    pub passcode: Option<Own<NewPasscode>>,
}

/// Saves it. Answers what holds now, and a generated passcode this once. That the policy is secure is asked before the version.
pub fn change(
    app: &App,
    caller: &Caller,
    id: PolicyId,
    version: Option<i64>,
    wished: &PageChange,
) -> Result<(SecureEnrollmentView, Option<PlainPasscode>), Failure> {
    app.store
        .read(|conn| super::require_secure(conn, caller, id).map(drop))?;
    let version = version.ok_or(Failure::VersionRequired)?;
    let ready = match &wished.passcode {
        Some(Own::Own(new)) => Some(passcode::prepare(app, new)?),
        _ => None,
    };
    let view = app.store.write(|conn| {
        let now = super::lock(app, conn, caller, id)?;
        let before = super::require_secure(conn, caller, id)?.enrollment;
        if before.version != version {
            return Err(Failure::Stale);
        }
        let page = Page {
            logo: logo(conn, caller, wished, before.page.logo.clone())?,
            text: text(wished, before.page.text.clone())?,
            passcode: passcode_setting(app, caller, wished, before.page.passcode.clone(), now),
        };
        let hash = match (&page.passcode, &ready) {
            (Own::Own(_), Some(ready)) => Some(&ready.hash),
            (Own::Own(_), None) => before.passcode_hash.as_ref(),
            _ => None,
        };
        if page != before.page {
            let organization_id = caller.actor.organization_id;
            if !secure_enrollments::save_page(conn, organization_id, id, &page, hash, version)? {
                return Err(Failure::Stale);
            }
            record(app, conn, caller, id, &before.page, &page, now)?;
        }
        seen(app, conn, caller, id)
    })?;
    Ok((view, ready.and_then(|Ready { shown, .. }| shown)))
}

/// The page text a change leads to, checked.
pub(super) fn text(wished: &PageChange, before: Own<PageText>) -> Result<Own<PageText>, Failure> {
    let translations = wished.translations.as_ref().map(languages).transpose()?;
    let text = match (&wished.page_text, before) {
        (Some(Own::Own(markdown)), before) => {
            let kept = match before {
                Own::Own(text) => text.translations,
                _ => BTreeMap::new(),
            };
            Own::Own(PageText {
                markdown: markdown.clone(),
                translations: translations.clone().unwrap_or(kept),
            })
        }
        (None, Own::Own(text)) => Own::Own(PageText {
            translations: translations.clone().unwrap_or(text.translations),
            ..text
        }),
        (Some(Own::Inherit), _) => Own::Inherit,
        (Some(Own::Cleared), _) => Own::Cleared,
        (None, other) => other,
    };
    match &text {
        Own::Own(text) => text
            .check()
            .map_err(|refusal| refused("/page_text", refusal))?,
        _ if translations.is_some_and(|all| !all.is_empty()) => {
            return Err(refused(
                "/translations",
                TextRefusal::TranslationsWithoutText,
            ));
        }
        _ => {}
    }
    Ok(text)
}

/// The logo a change leads to; its picture must have been uploaded.
pub(super) fn logo(
    conn: &mut Connection,
    caller: &Caller,
    wished: &PageChange,
    before: Own<Logo>,
) -> Result<Own<Logo>, Failure> {
    let (hash, alt) = match &wished.logo {
        None => return Ok(before),
        Some(Own::Inherit) => return Ok(Own::Inherit),
        Some(Own::Cleared) => return Ok(Own::Cleared),
        Some(Own::Own(named)) => named,
    };
    check_alt(alt).map_err(|refusal| refused("/logo/alt", refusal))?;
    let unknown = || Failure::field("/logo/sha256", "unknown_logo", "Upload the logo first.");
    let hash = LogoHash::parse(hash).ok_or_else(unknown)?;
    if !logos::exists(conn, caller.actor.organization_id, hash)? {
        return Err(unknown());
    }
    Ok(Own::Own(Logo {
        hash,
        alt: alt.clone(),
    }))
}

fn passcode_setting(
    app: &App,
    caller: &Caller,
    wished: &PageChange,
    before: Own<Passcode>,
    now: Timestamp,
) -> Own<Passcode> {
    match &wished.passcode {
        None => before,
        Some(Own::Inherit) => Own::Inherit,
        Some(Own::Cleared) => Own::Cleared,
        Some(Own::Own(_)) => {
            let id = PasscodeId::from_uuid(app.entropy.uuid(now));
            Own::Own(Passcode {
                id,
                set_at: now,
                set_by: Some(caller.actor.stamp()),
            })
        }
    }
}

fn languages(sent: &BTreeMap<String, String>) -> Result<BTreeMap<Language, String>, Failure> {
    let parse = |(tag, text): (&String, &String)| {
        let unknown = || {
            Failure::field(
                format!("/translations/{tag}"),
                "invalid",
                "Use a language tag like de or pt-BR.",
            )
        };
        Language::parse(tag)
            .map(|language| (language, text.clone()))
            .ok_or_else(unknown)
    };
    sent.iter().map(parse).collect()
}

fn refused(pointer: &str, refusal: TextRefusal) -> Failure {
    let code = match refusal {
        TextRefusal::Empty => "required",
        TextRefusal::TooLong | TextRefusal::AltTooLong => "too_long",
        TextRefusal::ControlCharacter => "control_character",
        TextRefusal::TooManyTranslations => "too_many",
        TextRefusal::TranslationsWithoutText => "text_required",
    };
    Failure::field(pointer, code, refusal)
}

fn record(
    app: &App,
    conn: &mut Connection,
    caller: &Caller,
    id: PolicyId,
    before: &Page,
    after: &Page,
    now: Timestamp,
) -> Result<(), Failure> {
    if before.logo != after.logo || before.text != after.text {
        let entry = Entry::new(Action::PageUpdated)
            .policy(id)
            .text("logo", word(&after.logo))
            .text("text", word(&after.text));
        audit::record(app, conn, caller, now, entry)?;
    }
    if before.passcode != after.passcode {
        let entry = Entry::new(Action::PasscodeChanged)
            .policy(id)
            .text("passcode", word(&after.passcode));
        audit::record(app, conn, caller, now, entry)?;
    }
    Ok(())
}

fn word<T>(setting: &Own<T>) -> &'static str {
    match setting {
        Own::Own(_) => "own",
        Own::Cleared => "cleared",
        Own::Inherit => "inherit",
    }
}
