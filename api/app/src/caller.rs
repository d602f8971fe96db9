//! Who asks, and from where: an actor whose identity was proven, or a visitor of an enrollment URL.

use vestibule_domain::access::actor::{Actor, ActorKind};
use vestibule_domain::audit::{AuditActor, AuditActorKind};
use vestibule_domain::network::Network;
use vestibule_domain::page::language::Language;
use vestibule_domain::profile::Platform;

/// Where a request came from, for counting and for the audit log.
#[derive(Clone, Debug, Default)]
pub struct RequestOrigin {
    /// The client's network; None for the operator's command line.
    pub network: Option<Network>,
    /// Names the request in the server's log.
    pub request_id: Option<String>,
}

/// An actor and where they ask from.
#[derive(Clone, Debug)]
pub struct Caller {
    /// Proven by a session or an API token; or nobody.
    pub actor: Actor,
    /// Network and request id, for counting and for the audit log.
    pub origin: RequestOrigin,
}

/// Somebody at an enrollment URL; nothing about them is proven.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// Network and request id, for counting and for the audit log.
    pub origin: RequestOrigin,
    /// What they seem to hold; guidance, never a control.
    pub platform: Platform,
    /// The languages they read, best first.
    pub languages: Vec<Language>,
}

/// Something that sends to the device routes: what it is, its certificate tells, if it has one.
#[derive(Clone, Debug, Default)]
pub struct DeviceClient {
    /// Network and request id, for counting and for the audit log.
    pub origin: RequestOrigin,
}

/// Somebody who has not signed in yet: at the sign-in, at the setup.
#[derive(Clone, Debug, Default)]
pub struct Stranger {
    /// Network and request id, for counting and for the audit log.
    pub origin: RequestOrigin,
}

/// The server by itself: timers, and what it notices.
#[derive(Clone, Debug, Default)]
pub(crate) struct System {
    origin: RequestOrigin,
}

/// Whoever an operation runs for.
pub(crate) trait Requester {
    /// Who they are, as the audit log keeps it.
    fn audit_actor(&self) -> AuditActor;

    /// Where their request came from.
    fn origin(&self) -> &RequestOrigin;
}

/// A line that names nobody.
const fn nobody(kind: AuditActorKind) -> AuditActor {
    AuditActor {
        kind,
        id: None,
        name: None,
    }
}

impl Requester for Caller {
    fn audit_actor(&self) -> AuditActor {
        AuditActor {
            kind: match self.actor.kind {
                ActorKind::User { .. } => AuditActorKind::User,
                ActorKind::ApiToken { .. } => AuditActorKind::ApiToken,
                ActorKind::Operator => AuditActorKind::Operator,
            },
            id: self.actor.id(),
            name: Some(self.actor.name.clone()),
        }
    }

    fn origin(&self) -> &RequestOrigin {
        &self.origin
    }
}

macro_rules! without_a_name {
    ($($who:ty => $kind:ident),+) => {
        $(impl Requester for $who {
            fn audit_actor(&self) -> AuditActor {
                nobody(AuditActorKind::$kind)
            }

            fn origin(&self) -> &RequestOrigin {
                &self.origin
            }
        })+
    };
}

without_a_name!(Visitor => Visitor, Stranger => Visitor, DeviceClient => Device, System => System);
