//! What a request says of the inheritable settings, and the one place that turns it into what the policy says itself.

use super::passcode::NewPasscode;
use crate::context::Context;
use crate::{Caller, Failure};
use std::collections::BTreeMap;
use vestibule_domain::PasscodeId;
use vestibule_domain::field::FieldCode;
use vestibule_domain::page::language::Language;
use vestibule_domain::page::text::{PageText, TextRefusal, check_alt};
use vestibule_domain::page::{Logo, LogoHash};
use vestibule_domain::passcode::Passcode;
use vestibule_domain::secure_enrollment::setting::Override;
use vestibule_domain::secure_enrollment::settings::Overrides;
use vestibule_store::logos;

/// Each field a value, cleared, or inherit. A field that is not named stays as it is.
#[derive(Clone, Debug, Default)]
pub struct RequestedSettings {
    /// The page text in its own language.
    pub page_text: Option<Override<String>>,
    /// Its variants, all of them; by language tag as sent.
    pub translations: Option<BTreeMap<String, String>>,
    /// Hash (64 hexadecimal digits) and alternative text of an uploaded logo.
    pub logo: Option<Override<(String, String)>>,
    /// A chosen or generated passcode; it is hashed elsewhere.
    pub passcode: Option<Override<NewPasscode>>,
}

impl RequestedSettings {
    /// What the policy says once this is done, every value checked.
    pub(super) fn onto(
        &self,
        ctx: &mut Context<'_, Caller>,
        before: &Overrides,
    ) -> Result<Overrides, Failure> {
        Ok(Overrides {
            logo: replace(&self.logo, &before.logo, |named| logo(ctx, named))?,
            text: self.text(&before.text)?,
            passcode: replace(&self.passcode, &before.passcode, |_| Ok(passcode(ctx)))?,
        })
    }

    /// A text goes with its variants: they stay unless all of them are sent, and go with the text that goes.
    fn text(&self, before: &Override<PageText>) -> Result<Override<PageText>, Failure> {
        let translations = self.translations.as_ref().map(languages).transpose()?;
        let kept = || {
            before
                .value()
                .map(|text| text.translations.clone())
                .unwrap_or_default()
        };
        let text = replace(&self.page_text, before, |markdown| {
            Ok(PageText {
                markdown: markdown.clone(),
                translations: kept(),
            })
        })?;
        match (text, translations) {
            (Override::Set(text), sent) => {
                let text = PageText {
                    translations: sent.unwrap_or(text.translations),
                    ..text
                };
                text.check().map_err(|why| refused("/page_text", why))?;
                Ok(Override::Set(text))
            }
            (_, Some(sent)) if !sent.is_empty() => Err(refused(
                "/translations",
                TextRefusal::TranslationsWithoutText,
            )),
            (other, _) => Ok(other),
        }
    }
}

/// What a request says of one setting over what was said before.
fn replace<T, U: Clone>(
    requested: &Option<Override<T>>,
    before: &Override<U>,
    parse: impl FnOnce(&T) -> Result<U, Failure>,
) -> Result<Override<U>, Failure> {
    Ok(match requested {
        None => before.clone(),
        Some(Override::Inherit) => Override::Inherit,
        Some(Override::Cleared) => Override::Cleared,
        Some(Override::Set(value)) => Override::Set(parse(value)?),
    })
}

/// A logo whose picture was uploaded.
fn logo(ctx: &mut Context<'_, Caller>, (hash, alt): &(String, String)) -> Result<Logo, Failure> {
    check_alt(alt).map_err(|refusal| refused("/logo/alt", refusal))?;
    let unknown = || {
        Failure::field(
            "/logo/sha256",
            FieldCode::UnknownLogo,
            "Upload the logo first.",
        )
    };
    let hash = LogoHash::parse(hash).ok_or_else(unknown)?;
    let organization_id = ctx.organization_id();
    if !logos::exists(ctx.conn, organization_id, hash)? {
        return Err(unknown());
    }
    Ok(Logo {
        hash,
        alt: alt.clone(),
    })
}

/// Another passcode than before, whatever it is.
fn passcode(ctx: &Context<'_, Caller>) -> Passcode {
    Passcode {
        id: PasscodeId::from_uuid(ctx.app.entropy.uuid(ctx.now)),
        set_at: ctx.now,
        set_by: Some(ctx.caller.actor.actor_ref()),
    }
}

fn languages(sent: &BTreeMap<String, String>) -> Result<BTreeMap<Language, String>, Failure> {
    let parse = |(tag, text): (&String, &String)| {
        let unknown = || {
            Failure::field(
                format!("/translations/{tag}"),
                FieldCode::Invalid,
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
        TextRefusal::Empty => FieldCode::Required,
        TextRefusal::TooLong | TextRefusal::AltTooLong => FieldCode::TooLong,
        TextRefusal::ControlCharacter => FieldCode::ControlCharacter,
        TextRefusal::TooManyTranslations => FieldCode::TooMany,
        TextRefusal::TranslationsWithoutText => FieldCode::TextRequired,
    };
    Failure::field(pointer, code, refusal)
}
