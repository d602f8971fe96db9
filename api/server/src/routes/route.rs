//! A route as everybody but its handler sees it: where it is, what may be done there, and what of its path is a secret.

use actix_web::dev::ResourceDef;
use actix_web::http::Method;

/// Path parameters that open something for whoever knows them: the token of an enrollment URL, the ticket of a profile.
const SECRET_PARAMETERS: &[&str] = &["token", "ticket"];

/// The order in which `Allow` names methods.
const ORDER: [Method; 8] = [
    Method::GET,
    Method::HEAD,
    Method::POST,
    Method::PUT,
    Method::PATCH,
    Method::DELETE,
    Method::OPTIONS,
    Method::TRACE,
];

/// Who asks here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Audience {
    /// The pages and integrations: JSON below `/api/v1`.
    Api,
    /// Users: an address of the console, which its own router reads.
    Console,
    /// Devices, which remove their enrollment when they hear 401.
    Device,
    /// Visitors, operators and whoever else.
    Public,
}

/// How `HEAD` is answered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Head {
    /// As `GET`, without the body (RFC 9110 9.3.2).
    AsGet,
    /// By a handler of its own: `GET` makes something here.
    OwnHandler,
    /// Not at all (405): there is no `GET`, or one that only devices have a use for.
    NotAllowed,
}

/// One route.
pub struct Route {
    /// As actix reads it, and as metrics name it: `/e/{token}`.
    pub pattern: String,
    /// Who it is for.
    pub audience: Audience,
    /// What becomes of `HEAD`.
    pub head: Head,
    /// The value of the `Allow` header (RFC 9110 10.2.1): `GET, HEAD, POST`.
    pub allow: String,
    definition: ResourceDef,
}

impl Route {
    /// A route whose handlers answer these methods.
    pub(super) fn new(pattern: String, audience: Audience, head: Head, handled: &[Method]) -> Self {
        let allowed = |method: &&Method| {
            handled.contains(method) || **method == Method::HEAD && head == Head::AsGet
        };
        let allow: Vec<&str> = ORDER.iter().filter(allowed).map(Method::as_str).collect();
        Self {
            definition: ResourceDef::new(spellings(&pattern, audience)),
            allow: allow.join(", "),
            pattern,
            audience,
            head,
        }
    }

    /// Whether a path (decoded, as actix routes it) leads here.
    pub fn is_at(&self, path: &str) -> bool {
        self.definition.is_match(path)
    }

    /// The parts of a path here that are secrets, counted as `split('/')` does: 2 in `/e/{token}`.
    pub fn secrets(&self) -> impl Iterator<Item = usize> {
        let parts = self.pattern.split('/').enumerate();
        parts.filter_map(|(place, part)| {
            let name = part.strip_prefix('{')?.strip_suffix('}')?;
            SECRET_PARAMETERS.contains(&name).then_some(place)
        })
    }
}

/// The pattern as routed: the console's router takes a slash at the end for nothing, so the server does.
pub(super) fn spellings(pattern: &str, audience: Audience) -> Vec<String> {
    let exact = pattern.to_owned();
    if audience == Audience::Console && pattern != "/" {
        vec![exact, format!("{pattern}/")]
    } else {
        vec![exact]
    }
}
