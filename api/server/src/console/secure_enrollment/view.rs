//! Secure enrollment on the wire.

use crate::console::enrollment_urls::view::EnrollmentUrl;
use crate::wire::{self, By};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;
use vestibule_app::secure_enrollment::show::{EnabledView, SecureEnrollmentView};
use vestibule_domain::page;
use vestibule_domain::page::setting::Setting;

/// Secure enrollment of a policy.
#[derive(Serialize, ToSchema)]
pub struct SecureEnrollment {
    /// The policy.
    #[schema(format = Uuid)]
    pub policy_id: String,
    /// False: the policy has a legacy URL.
    pub enabled: bool,
    /// Since when.
    #[schema(format = DateTime)]
    pub enabled_at: Option<String>,
    /// By whom.
    pub enabled_by: Option<By>,
    /// The ancestor that made it secure; null if it was enabled itself. Never changes.
    #[schema(format = Uuid)]
    pub inherited_from: Option<String>,
    /// The live URL.
    pub enrollment_url: EnrollmentUrl,
    /// What visitors see.
    pub page: Page,
    /// What visitors are asked.
    pub passcode: PasscodeSetting,
    /// Not null while the door is closed.
    pub paused: Option<Paused>,
    /// A generated passcode, this once; absent otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub generated_passcode: Option<String>,
}

/// Logo and page text in force.
#[derive(Serialize, ToSchema)]
pub struct Page {
    /// The logo.
    pub logo: LogoSetting,
    /// The page text.
    pub text: TextSetting,
}

/// Where a setting comes from.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The policy itself sets it.
    Own,
    /// The nearest ancestor that sets or clears it.
    Inherited,
    /// The policy itself clears it.
    Cleared,
    /// Nobody ever said anything.
    None,
}

/// The logo in force, with its source.
#[derive(Serialize, ToSchema)]
pub struct LogoSetting {
    /// Where it comes from.
    pub source: Source,
    /// The policy that says so; null for `none`.
    #[schema(format = Uuid)]
    pub from_policy_id: Option<String>,
    /// Null when cleared or never set.
    pub value: Option<Logo>,
}

/// The page text in force, with its source.
#[derive(Serialize, ToSchema)]
pub struct TextSetting {
    /// Where it comes from.
    pub source: Source,
    /// The policy that says so; null for `none`.
    #[schema(format = Uuid)]
    pub from_policy_id: Option<String>,
    /// Null when cleared or never set.
    pub value: Option<Text>,
}

/// The passcode in force, with its source; never the passcode.
#[derive(Serialize, ToSchema)]
pub struct PasscodeSetting {
    /// Where it comes from.
    pub source: Source,
    /// The policy that says so; null for `none`.
    #[schema(format = Uuid)]
    pub from_policy_id: Option<String>,
    /// Null when cleared or never set.
    pub value: Option<Passcode>,
}

/// A logo.
#[derive(Serialize, ToSchema)]
pub struct Logo {
    /// Where the picture is.
    pub url: String,
    /// Its name: 64 hexadecimal digits.
    pub sha256: String,
    /// What is read out in its place.
    pub alt: String,
}

/// A page text.
#[derive(Serialize, ToSchema)]
pub struct Text {
    /// The source.
    pub markdown: String,
    /// What visitors get.
    pub html: String,
    /// Variants by language tag.
    pub translations: BTreeMap<String, Translation>,
}

/// A variant of a page text.
#[derive(Serialize, ToSchema)]
pub struct Translation {
    /// The source.
    pub markdown: String,
    /// What visitors get.
    pub html: String,
}

/// What is known of a passcode.
#[derive(Serialize, ToSchema)]
pub struct Passcode {
    /// When it was set.
    #[schema(format = DateTime)]
    pub set_at: String,
    /// By whom.
    pub set_by: Option<By>,
}

/// The door is closed.
#[derive(Serialize, ToSchema)]
pub struct Paused {
    /// What visitors read; null for the usual words.
    pub message: Option<String>,
}

impl From<SecureEnrollmentView> for SecureEnrollment {
    fn from(view: SecureEnrollmentView) -> Self {
        let mut answer = Self {
            policy_id: view.policy_id.to_string(),
            enabled: false,
            enabled_at: None,
            enabled_by: None,
            inherited_from: None,
            enrollment_url: view.enrollment_url.into(),
            page: Page {
                logo: LogoSetting {
                    source: Source::None,
                    from_policy_id: None,
                    value: None,
                },
                text: TextSetting {
                    source: Source::None,
                    from_policy_id: None,
                    value: None,
                },
            },
            passcode: PasscodeSetting {
                source: Source::None,
                from_policy_id: None,
                value: None,
            },
            paused: None,
            generated_passcode: None,
        };
        if let Some(enabled) = view.enabled {
            answer.enable(enabled);
        }
        answer
    }
}

impl SecureEnrollment {
    fn enable(&mut self, view: EnabledView) {
        self.enabled = true;
        self.enabled_at = Some(wire::time(view.secured.at));
        self.enabled_by = view.secured.by.map(By::from);
        self.inherited_from = view.secured.inherited_from.map(|id| id.to_string());
        self.page.logo = LogoSetting {
            source: view.logo.source.into(),
            from_policy_id: from(&view.logo),
            value: view.logo.value.map(Logo::from),
        };
        self.page.text = TextSetting {
            source: view.text.source.into(),
            from_policy_id: from(&view.text),
            value: view.text.value.map(Text::from),
        };
        self.passcode = PasscodeSetting {
            source: view.passcode.source.into(),
            from_policy_id: from(&view.passcode),
            value: view.passcode.value.map(Passcode::from),
        };
        self.paused = view.paused.map(|paused| Paused {
            message: paused.message,
        });
    }
}

fn from<T>(setting: &Setting<T>) -> Option<String> {
    setting.from.map(|id| id.to_string())
}

impl From<page::setting::Source> for Source {
    fn from(source: page::setting::Source) -> Self {
        match source {
            page::setting::Source::Own => Self::Own,
            page::setting::Source::Inherited => Self::Inherited,
            page::setting::Source::Cleared => Self::Cleared,
            page::setting::Source::None => Self::None,
        }
    }
}

impl From<page::Logo> for Logo {
    fn from(logo: page::Logo) -> Self {
        Self {
            url: crate::console::logos::url(logo.hash),
            sha256: logo.hash.hex(),
            alt: logo.alt,
        }
    }
}

impl From<vestibule_app::secure_enrollment::show::RenderedText> for Text {
    fn from(rendered: vestibule_app::secure_enrollment::show::RenderedText) -> Self {
        let mut html = rendered.translations_html;
        let translation = |(language, markdown): (page::language::Language, String)| {
            let html = html.remove(&language).unwrap_or_default();
            (language.as_str().to_owned(), Translation { markdown, html })
        };
        let translations = rendered
            .text
            .translations
            .into_iter()
            .map(translation)
            .collect();
        Self {
            markdown: rendered.text.markdown,
            html: rendered.html,
            translations,
        }
    }
}

impl From<page::Passcode> for Passcode {
    fn from(passcode: page::Passcode) -> Self {
        Self {
            set_at: wire::time(passcode.set_at),
            set_by: passcode.set_by.map(By::from),
        }
    }
}
