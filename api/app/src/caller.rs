//! Who asks, and from where: an actor whose identity was proven, or a visitor of an enrollment URL.

use vestibule_domain::access::actor::Actor;
use vestibule_domain::network::Network;
use vestibule_domain::page::language::Language;
use vestibule_domain::profile::Platform;

/// Where a request came from, for counting and for the audit log.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// The client's network; None for the operator's command line.
    pub network: Option<Network>,
    /// Names the request in the server's log.
    pub request_id: Option<String>,
}

/// An actor and where they ask from.
#[derive(Clone, Debug)]
pub struct Caller {
    /// Who.
    pub actor: Actor,
    /// From where.
    pub origin: Origin,
}

/// Somebody at an enrollment URL; nothing about them is proven.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// From where.
    pub origin: Origin,
    /// What they seem to hold; guidance, never a control.
    pub platform: Platform,
    /// The languages they read, best first.
    pub languages: Vec<Language>,
}
