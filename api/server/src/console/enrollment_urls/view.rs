//! Enrollment URLs on the wire.

use crate::wire::{self, By, Kind, RetiredReason};
use serde::Serialize;
use utoipa::ToSchema;
use vestibule_app::enrollment_url::EnrollmentUrlView;
use vestibule_app::enrollment_url::activity::Activity;

/// An entry point of a policy.
#[derive(Serialize, ToSchema)]
pub struct EnrollmentUrl {
    /// UUIDv7: names the enrollment URL in paths and in the audit log.
    #[schema(format = Uuid)]
    pub id: String,
    /// `legacy` or `secure`.
    pub kind: Kind,
    /// The address; null without the permission `enrollment_url.read`.
    pub url: Option<String>,
    /// The moment the enrollment URL was made, RFC 3339 in UTC.
    #[schema(format = DateTime)]
    pub created_at: String,
    /// The user or API token that did it, under the name of that time; null for the operator.
    pub created_by: Option<By>,
    /// Null while it is live.
    #[schema(format = DateTime)]
    pub retired_at: Option<String>,
    /// The user or API token that did it, under the name of that time; null for the operator.
    pub retired_by: Option<By>,
    /// What ended the URL.
    pub retired_reason: Option<RetiredReason>,
    /// The deadline of the profiles downloaded from it; null while it is live.
    #[schema(format = DateTime)]
    pub profiles_valid_until: Option<String>,
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
        let retired = url.retired.as_ref();
        Self {
            id: url.id.to_string(),
            kind: url.kind.into(),
            url: address,
            created_at: wire::time(url.created_at),
            created_by: url.created_by.map(By::from),
            retired_at: retired.map(|retirement| wire::time(retirement.at)),
            retired_reason: retired.map(|retirement| retirement.reason.into()),
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
