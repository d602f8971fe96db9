//! Saves a policy's page and passcode: one request, all or nothing, only onto the version that was read.

use super::passcode::{self, NewPasscode, Ready};
use super::show::{SecureEnrollmentView, load_view};
use crate::audit::{self, Entry};
use crate::{App, Caller, Failure, Precondition};
use std::collections::BTreeMap;
use vestibule_domain::audit::Action;
use vestibule_domain::page::language::Language;
use vestibule_domain::page::setting::Override;
use vestibule_domain::page::text::{PageText, TextRefusal, check_alt};
use vestibule_domain::page::{Logo, LogoHash, Page, Passcode};
use vestibule_domain::passcode::format::PlainPasscode;
use vestibule_domain::{PasscodeId, PolicyId, Timestamp};
use vestibule_store::{Connection, logos, secure_enrollments};

/// What a request says of one field: a value, cleared, or inherit. A field that is not named stays as it is.
#[derive(Clone, Debug, Default)]
pub struct PageChange {
    /// The page text's own language.
    pub page_text: Option<Override<String>>,
    /// Its variants, all of them; by language tag as sent.
    pub translations: Option<BTreeMap<String, String>>,
    /// Hash (64 hexadecimal digits) and alternative text of an uploaded logo.
    pub logo: Option<Override<(String, String)>>,
    /// The passcode.
    pub passcode: Option<Override<NewPasscode>>,
}

/// Saves it. Answers what holds now, and a generated passcode this once. That the policy is secure is asked before the version.
pub fn change(
    app: &App,
    caller: &Caller,
    id: PolicyId,
    precondition: Option<&Precondition>,
    requested: &PageChange,
) -> Result<(SecureEnrollmentView, Option<PlainPasscode>), Failure> {
    app.store
        .read(|conn| super::require_secure(conn, caller, id).map(drop))?;
    let precondition = precondition.ok_or(Failure::VersionRequired)?;
    let ready = match &requested.passcode {
        Some(Override::Set(new)) => Some(passcode::prepare(app, new)?),
        _ => None,
    };
    let view = app.store.write(|conn| {
        let now = super::lock(app, conn, caller, id)?;
        let before = super::require_secure(conn, caller, id)?.enrollment;
        let version = before.version;
        precondition.check(version)?;
        let page = Page {
            logo: logo(conn, caller, requested, before.page.logo.clone())?,
            text: text(requested, before.page.text.clone())?,
            passcode: passcode_setting(app, caller, requested, before.page.passcode.clone(), now),
        };
        let hash = match (&page.passcode, &ready) {
            (Override::Set(_), Some(ready)) => Some(&ready.hash),
            (Override::Set(_), None) => before.passcode_hash.as_ref(),
            _ => None,
        };
        if page != before.page {
            let organization_id = caller.actor.organization_id;
            if !secure_enrollments::save_page(conn, organization_id, id, &page, hash, version)? {
                return Err(Failure::Stale);
            }
            record(app, conn, caller, id, &before.page, &page, now)?;
        }
        load_view(app, conn, caller, id)
    })?;
    Ok((view, ready.and_then(|Ready { shown, .. }| shown)))
}

/// The page text a change leads to, checked.
pub(super) fn text(
    requested: &PageChange,
    before: Override<PageText>,
) -> Result<Override<PageText>, Failure> {
    let translations = requested.translations.as_ref().map(languages).transpose()?;
    let text = match (&requested.page_text, before) {
        (Some(Override::Set(markdown)), before) => {
            let kept = match before {
                Override::Set(text) => text.translations,
                _ => BTreeMap::new(),
            };
            Override::Set(PageText {
                markdown: markdown.clone(),
                translations: translations.clone().unwrap_or(kept),
            })
        }
        (None, Override::Set(text)) => Override::Set(PageText {
            translations: translations.clone().unwrap_or(text.translations),
            ..text
        }),
        (Some(Override::Inherit), _) => Override::Inherit,
        (Some(Override::Cleared), _) => Override::Cleared,
        (None, other) => other,
    };
    match &text {
        Override::Set(text) => text
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
    requested: &PageChange,
    before: Override<Logo>,
) -> Result<Override<Logo>, Failure> {
    let (hash, alt) = match &requested.logo {
        None => return Ok(before),
        Some(Override::Inherit) => return Ok(Override::Inherit),
        Some(Override::Cleared) => return Ok(Override::Cleared),
        Some(Override::Set(named)) => named,
    };
    check_alt(alt).map_err(|refusal| refused("/logo/alt", refusal))?;
    let unknown = || Failure::field("/logo/sha256", "unknown_logo", "Upload the logo first.");
    let hash = LogoHash::parse(hash).ok_or_else(unknown)?;
    if !logos::exists(conn, caller.actor.organization_id, hash)? {
        return Err(unknown());
    }
    Ok(Override::Set(Logo {
        hash,
        alt: alt.clone(),
    }))
}

fn passcode_setting(
    app: &App,
    caller: &Caller,
    requested: &PageChange,
    before: Override<Passcode>,
    now: Timestamp,
) -> Override<Passcode> {
    match &requested.passcode {
        None => before,
        Some(Override::Inherit) => Override::Inherit,
        Some(Override::Cleared) => Override::Cleared,
        Some(Override::Set(_)) => {
            let id = PasscodeId::from_uuid(app.entropy.uuid(now));
            Override::Set(Passcode {
                id,
                set_at: now,
                set_by: Some(caller.actor.actor_ref()),
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
            .text("logo", setting_name(&after.logo))
            .text("text", setting_name(&after.text));
        audit::record(app, conn, caller, now, entry)?;
    }
    if before.passcode != after.passcode {
        let entry = Entry::new(Action::PasscodeChanged)
            .policy(id)
            .text("passcode", setting_name(&after.passcode));
        audit::record(app, conn, caller, now, entry)?;
    }
    Ok(())
}

fn setting_name<T>(setting: &Override<T>) -> &'static str {
    match setting {
        Override::Set(_) => "own",
        Override::Cleared => "cleared",
        Override::Inherit => "inherit",
    }
}
