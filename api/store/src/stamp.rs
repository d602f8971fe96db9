//! Who did something, as the "by" columns keep it: `{"id": …, "name": …}`.

use crate::types::Document;
use serde_json::json;
use vestibule_domain::access::actor::ActorRef;

pub(crate) fn write(stamp: Option<&ActorRef>) -> Option<Document> {
    stamp.map(|stamp| Document(json!({ "id": stamp.id, "name": stamp.name })))
}

pub(crate) fn read(document: Option<Document>) -> Option<ActorRef> {
    let Document(value) = document?;
    let id = value["id"]
        .as_str()
        .and_then(|id| uuid::Uuid::parse_str(id).ok());
    Some(ActorRef {
        id,
        name: value["name"].as_str().unwrap_or_default().to_owned(),
    })
}
