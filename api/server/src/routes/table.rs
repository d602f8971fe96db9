//! Every route, to ask about a path: the ones listed here with their handlers, and the API's as its description has them.

use super::endpoints;
use super::route::{Audience, Head, Route};
use crate::openapi;
use actix_web::HttpRequest;
use actix_web::http::Method;
use std::sync::LazyLock;
use utoipa::openapi::path::{Operation, PathItem};

static TABLE: LazyLock<Table> = LazyLock::new(Table::of_everything);

/// The table, made at its first use.
pub fn table() -> &'static Table {
    &TABLE
}

/// A request's path as it is routed: what needs no percent sign has none. The path as sent could hide behind one.
pub fn path(request: &HttpRequest) -> &str {
    request.match_info().get_ref().path()
}

/// Every route of the server.
pub struct Table {
    routes: Vec<Route>,
    before_secrets: Vec<String>,
}

impl Table {
    fn of_everything() -> Self {
        let api = openapi::document().paths.paths.into_iter();
        let api = api.map(|(pattern, item)| documented(pattern, &item));
        let listed = endpoints()
            .into_iter()
            .map(super::endpoint::Endpoint::route);
        let routes: Vec<Route> = api.chain(listed).collect();
        let before_secrets = routes.iter().flat_map(|route| {
            let words = |place: usize| route.pattern.split('/').nth(place - 1);
            route.secrets().filter_map(words).map(str::to_owned)
        });
        Self {
            before_secrets: before_secrets.collect(),
            routes,
        }
    }

    /// All of them, in the order in which they are asked.
    pub fn routes(&self) -> &[Route] {
        &self.routes
    }

    /// The route a path (decoded) leads to.
    pub fn find(&self, path: &str) -> Option<&Route> {
        self.routes.iter().find(|route| route.is_at(path))
    }

    /// Whether some route has a secret behind this part of its path: `e`, in any case.
    pub fn is_before_secrets(&self, part: &str) -> bool {
        let mut words = self.before_secrets.iter();
        words.any(|word| word.eq_ignore_ascii_case(part))
    }

    /// Whether a path begins as a route beside the console does; the console has nothing there.
    pub fn is_beside_console(&self, path: &str) -> bool {
        let mut beside = self
            .routes
            .iter()
            .filter(|route| route.audience != Audience::Console);
        beside.any(|route| first(&route.pattern) == first(path))
    }
}

fn first(path: &str) -> Option<&str> {
    path.split('/').nth(1)
}

/// A path of the API's description.
fn documented(pattern: String, item: &PathItem) -> Route {
    let operations = [
        (Method::GET, &item.get),
        (Method::HEAD, &item.head),
        (Method::POST, &item.post),
        (Method::PUT, &item.put),
        (Method::PATCH, &item.patch),
        (Method::DELETE, &item.delete),
        (Method::OPTIONS, &item.options),
        (Method::TRACE, &item.trace),
    ];
    let handled: Vec<Method> = operations
        .into_iter()
        .filter(|(_, operation)| operation.as_ref().is_some_and(is_allowed))
        .map(|(method, _)| method)
        .collect();
    let head = match (&item.head, &item.get) {
        (Some(_), _) => Head::OwnHandler,
        (None, Some(_)) => Head::AsGet,
        (None, None) => Head::NotAllowed,
    };
    Route::new(pattern, Audience::Api, head, &handled)
}

/// Not what is described only to say that it is never done.
fn is_allowed(operation: &Operation) -> bool {
    !operation.responses.responses.contains_key("405")
}
