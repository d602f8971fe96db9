//! Enrollment URLs on the wire.

use crate::wire::{self, By};
use serde::Serialize;
use utoipa::ToSchema;
use vestibule_app::enrollment_url::EnrollmentUrlView;
use vestibule_app::enrollment_url::activity::Activity;

/// An entry point of a policy.
#[derive(Serialize, ToSchema)]
pub struct EnrollmentUrl {
    /// Its id.
    #[schema(format = Uuid)]
    pub id: String,
    /// `legacy` or `secure`.
    pub kind: Kind,
    /// The address; null without the permission `enrollment_url.read`.
    pub url: Option<String>,
    /// Since when.
    #[schema(format = DateTime)]
    pub created_at: String,
    /// By whom.
    pub created_by: Option<By>,
    /// Null while it is live.
    #[schema(format = DateTime)]
    pub retired_at: Option<String>,
    /// By whom.
    pub retired_by: Option<By>,
    /// Why.
    pub retired_reason: Option<RetiredReason>,
    /// The deadline of the profiles downloaded from it; null while it is live.
    #[schema(format = DateTime)]
    pub profiles_valid_until: Option<String>,
}

/// What kind of entry point it is.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Made of ids, the same for ever.
    Legacy,
    /// Random and replaceable.
    Secure,
}

/// Why a URL was retired.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RetiredReason {
    /// Secure enrollment was enabled.
    Enabled,
    /// It was regenerated.
    Regenerated,
}

/// A URL with its uses.
#[derive(Serialize, ToSchema)]
pub struct EnrollmentUrlWithUses {
    /// The URL.
    #[serde(flatten)]
    pub url: EnrollmentUrl,
    /// Pages opened.
    pub opened: i64,
    /// Attempts that yielded nothing.
    pub refused: i64,
    /// Profiles downloaded.
    pub downloaded: i64,
    /// The last use of any kind.
    #[schema(format = DateTime)]
    pub last_seen_at: Option<String>,
}

/// A page of URLs.
#[derive(Serialize, ToSchema)]
pub struct EnrollmentUrlList {
    /// The URLs, newest first.
    pub items: Vec<EnrollmentUrlWithUses>,
    /// Where the next page begins; null on the last one.
    pub next_cursor: Option<String>,
}

impl From<EnrollmentUrlView> for EnrollmentUrl {
    fn from(EnrollmentUrlView { url, address }: EnrollmentUrlView) -> Self {
        use vestibule_domain::enrollment_url as domain;
        let retired = url.retired.as_ref();
        Self {
            id: url.id.to_string(),
            kind: match url.kind {
                domain::Kind::Legacy => Kind::Legacy,
                domain::Kind::Secure => Kind::Secure,
            },
            url: address,
            created_at: wire::time(url.created_at),
            created_by: url.created_by.map(By::from),
            retired_at: retired.map(|retirement| wire::time(retirement.at)),
            retired_reason: retired.map(|retirement| match retirement.reason {
                domain::Reason::Enabled => RetiredReason::Enabled,
                domain::Reason::Regenerated => RetiredReason::Regenerated,
            }),
            profiles_valid_until: retired
                .map(|retirement| wire::time(retirement.profiles_valid_until)),
            retired_by: url
                .retired
                .and_then(|retirement| retirement.by)
                .map(By::from),
        }
    }
}

impl From<(EnrollmentUrlView, Activity)> for EnrollmentUrlWithUses {
    fn from((url, uses): (EnrollmentUrlView, Activity)) -> Self {
        Self {
            url: url.into(),
            opened: uses.opened,
            refused: uses.refused,
            downloaded: uses.downloaded,
            last_seen_at: uses.last_seen_at.map(wire::time),
        }
    }
}
