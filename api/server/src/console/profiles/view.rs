//! Profiles on the wire.

use crate::wire::{self, By, Platform, ProfileState};
use serde::Serialize;
use utoipa::ToSchema;
use vestibule_app::profile::list::ProfileView;

/// One download of an enrollment profile.
#[derive(Serialize, ToSchema)]
pub struct Profile {
    /// UUIDv7: names the profile in paths and in the audit log.
    #[schema(format = Uuid)]
    pub id: String,
    /// The policy a device enrolls into with it.
    #[schema(format = Uuid)]
    pub policy_id: String,
    /// The URL it came by.
    #[schema(format = Uuid)]
    pub enrollment_url_id: String,
    /// When it was unlocked or issued.
    #[schema(format = DateTime)]
    pub created_at: String,
    /// Who issued it; null for a visitor's.
    pub created_by: Option<By>,
    /// The first download.
    #[schema(format = DateTime)]
    pub downloaded_at: Option<String>,
    /// When it stops being usable; null while that is not known.
    #[schema(format = DateTime)]
    pub deadline: Option<String>,
    /// Where it stands now.
    pub state: ProfileState,
    /// Who took it.
    pub client: Client,
    /// The device that used it.
    #[schema(format = Uuid)]
    pub device_id: Option<String>,
}

/// Who took a profile.
#[derive(Serialize, ToSchema)]
pub struct Client {
    /// IPv4 address or IPv6 /64.
    pub network: Option<String>,
    /// What its browser said it runs on.
    pub platform: Option<Platform>,
}

/// A page of profiles.
#[derive(Serialize, ToSchema)]
pub struct ProfileList {
    /// The profiles, newest first.
    pub items: Vec<Profile>,
    /// Where the next page begins; null on the last one.
    pub next_cursor: Option<String>,
}

impl From<ProfileView> for Profile {
    fn from(
        ProfileView {
            profile,
            state,
            deadline,
        }: ProfileView,
    ) -> Self {
        Self {
            id: profile.id.to_string(),
            policy_id: profile.policy_id.to_string(),
            enrollment_url_id: profile.enrollment_url_id.to_string(),
            created_at: wire::time(profile.created_at),
            created_by: profile.created_by.map(By::from),
            downloaded_at: profile.downloaded_at.map(wire::time),
            deadline: deadline.map(wire::time),
            state: state.into(),
            client: Client {
                network: profile.client_network,
                platform: profile.client_platform.map(Into::into),
            },
            device_id: profile.device_id.map(|id| id.to_string()),
        }
    }
}
