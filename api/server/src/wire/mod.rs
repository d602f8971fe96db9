//! What several nouns look like on the wire: moments, closed lists, a pause, and who did something.

mod closed;

pub use closed::*;

use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;
use vestibule_domain::Timestamp;
use vestibule_domain::access::actor::ActorRef;

/// Who did something; the name is the one of that time.
#[derive(Serialize, ToSchema)]
pub struct By {
    /// A user or an API token; null for the operator of the server.
    #[schema(format = Uuid)]
    pub id: Option<String>,
    /// The name of that time: it stays when the person is renamed.
    pub name: String,
}

impl From<ActorRef> for By {
    fn from(actor: ActorRef) -> Self {
        Self {
            id: actor.id.map(|id| id.to_string()),
            name: actor.name,
        }
    }
}

/// The door is closed.
#[derive(Serialize, ToSchema)]
pub struct Paused {
    /// What visitors read; null for the usual words.
    pub message: Option<String>,
}

/// A moment: RFC 3339, UTC, with `Z`.
pub fn time(moment: Timestamp) -> String {
    moment.to_string()
}

/// Tells a field that is null (`Some(None)`) from one that is absent (`None`).
///
/// # Errors
/// What went wrong, with its place.
pub fn nullable<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}
